package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.testing.TestDatabase;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;

/** What more steps in a stage cost. */
final class Growth {

  private static final int[] SIZES = {10, 100, 1000};

  private final Pairs pairs;
  private final PrintStream out;

  Growth(Pairs pairs, PrintStream out) {
    this.pairs = pairs;
    this.out = out;
  }

  void print(TestDatabase database) {
    EngineComparison comparison = new EngineComparison(pairs, out);
    comparison.printHead("per step");
    for (int size : SIZES) {
      comparison.print(Case.tasks(size), database);
      comparison.print(Case.serviceTasks(size), database);
    }
    printWrites(database);
  }

  /** One variable write, and so one look at the condition, while that many steps are open. */
  private void printWrites(TestDatabase database) {
    out.println();
    out.println(
        "| variable write | open steps | throughput | CPU | bytes | … of the conditional event |");
    out.println("| --- | --- | --- | --- | --- | --- |");
    for (int size : SIZES) {
      printWrites(database, size);
    }
  }

  private void printWrites(TestDatabase database, int size) {
    try (Node plain = Node.plain(database);
        Node plugin = Node.withPlugin(database)) {
      plain.deploy(Model.parallel("p", size, ""));
      plain.deploy(Model.parallelWithConditionalEvent("c", size, "${done}"));
      plugin.deploy(Model.parallel("p", size, Model.requirement("${done}")));
      List<Pairs.Result> results =
          pairs.compare(
              List.of(
                  writes(plain.engine(), "p"),
                  writes(plugin.engine(), "p"),
                  writes(plain.engine(), "c")));
      out.printf(
          "| %s | %d | %s | %s | %s | %s, CPU %s |%n",
          database,
          size,
          results.get(0).throughput(),
          results.get(0).cpu(),
          results.get(0).bytes(),
          results.get(1).throughput(),
          results.get(1).cpu());
    }
  }

  /** Each thread has an instance of its own. */
  private static Runnable writes(ProcessEngine engine, String key) {
    ThreadLocal<String> instance =
        ThreadLocal.withInitial(
            () -> engine.getRuntimeService().startProcessInstanceByKey(key).getId());
    return () ->
        engine
            .getRuntimeService()
            .setVariables(instance.get(), Map.of("value", System.nanoTime(), "done", false));
  }
}
