package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.camunda.bpm.engine.repository.DeploymentBuilder;

/** What a deployed definition takes of the heap, as long as the engine's cache keeps it. */
final class Memory {

  private static final int REPETITIONS = 3;
  private static final int DEFINITIONS = 300;

  private final PrintStream out;

  Memory(PrintStream out) {
    this.out = out;
  }

  void print() {
    List<Double> ratios = new ArrayList<>();
    List<Double> more = new ArrayList<>();
    for (int i = 0; i < REPETITIONS; i++) {
      double plain = bytesPerDefinition(() -> Node.plain(TestDatabase.POSTGRES));
      double plugin = bytesPerDefinition(() -> Node.withPlugin(TestDatabase.POSTGRES));
      ratios.add(plugin / plain);
      more.add((plugin - plain) / 1024);
    }
    out.println("| heap of a deployed definition, 3 stages × 2 user tasks | engine alone = 1.00 |");
    out.println("| --- | --- |");
    out.printf(
        Locale.ROOT,
        "| with the plugin | %s, or %.0f KiB more |%n",
        Ratio.of(ratios),
        Ratio.of(more).median());
  }

  private static double bytesPerDefinition(Supplier<Node> start) {
    try (Node node = start.get()) {
      deploy(node, 1, "first");
      long before = usedBytes();
      deploy(node, DEFINITIONS, "order");
      return (usedBytes() - before) / (double) DEFINITIONS;
    }
  }

  private static void deploy(Node node, int definitions, String prefix) {
    DeploymentBuilder deployment = node.engine().getRepositoryService().createDeployment();
    for (int i = 0; i < definitions; i++) {
      String xml = Model.threeTimesTwo(prefix + i, Model.allSteps());
      deployment.addInputStream(
          prefix + i + ".bpmn", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
    deployment.deploy();
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
