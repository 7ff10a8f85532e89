package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.benchmarks.SqlTraffic.Count;
import io.github.bpmnstages.testing.TestDatabase;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The same BPMN with and without the plugin. */
final class EngineComparison {

  private static final int COUNTED_RUNS = 3;

  private final Pairs pairs;
  private final PrintStream out;

  EngineComparison(Pairs pairs, PrintStream out) {
    this.pairs = pairs;
    this.out = out;
  }

  void print(List<TestDatabase> databases, List<Case> cases) {
    printHead("per stage");
    for (Case compared : cases) {
      databases.forEach(database -> print(compared, database));
    }
  }

  /**
   * @param per what the counts are divided by
   */
  void printHead(String per) {
    out.printf(
        "| case | database | throughput | CPU | bytes | statements %1$s | rows %1$s |"
            + " round trips %1$s | index entries %1$s |%n",
        per);
    out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  }

  void print(Case compared, TestDatabase database) {
    try (Node plain = Node.plain(database);
        Node plugin = Node.withPlugin(database)) {
      plain.deploy(compared.model());
      plugin.deploy(compared.model());
      Pairs.Result result =
          pairs.compare(
              () -> compared.work().run(plain.engine()),
              () -> compared.work().run(plugin.engine()));
      Count without = count(plain, compared);
      Count with = count(plugin, compared);
      double stages = COUNTED_RUNS * Math.max(compared.stages(), 1);
      out.printf(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
          compared.name(),
          database,
          result.throughput(),
          result.cpu(),
          result.bytes(),
          perStage(without.statements(), with.statements(), stages),
          perStage(without.rows(), with.rows(), stages),
          perStage(without.roundTrips(), with.roundTrips(), stages),
          perStage(without.indexEntries(), with.indexEntries(), stages));
    }
  }

  private static Count count(Node node, Case compared) {
    return node.traffic()
        .of(
            () -> {
              for (int i = 0; i < COUNTED_RUNS; i++) {
                compared.work().run(node.engine());
              }
            });
  }

  private static String perStage(long without, long with, double stages) {
    return String.format(Locale.ROOT, "%.1f → %.1f", without / stages, with / stages);
  }
}
