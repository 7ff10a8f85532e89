package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.StageStatus;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What more rows cost who reads; PostgreSQL. */
final class RowGrowth {

  private static final Map<String, Consumer<StageService>> QUESTIONS = new LinkedHashMap<>();

  static {
    QUESTIONS.put("overview of a run", service -> service.getOverview("r207"));
    QUESTIONS.put(
        "newest 20 runs of a definition (1 of 200)",
        service ->
            service
                .createOrchestrationRunQuery()
                .processDefinitionKey("order9")
                .orderByStartTime()
                .desc()
                .listPage(0, 20));
    QUESTIONS.put(
        "newest 20 stage runs",
        service -> service.createStageRunQuery().orderByStartTime().desc().listPage(0, 20));
    QUESTIONS.put(
        "newest 20 stage runs in error (1 of 200)",
        service ->
            service
                .createStageRunQuery()
                .status(StageStatus.ERROR)
                .orderByStartTime()
                .desc()
                .listPage(0, 20));
    QUESTIONS.put(
        "newest 20 stage runs of a definition (1 of 200)",
        service ->
            service
                .createStageRunQuery()
                .processDefinitionKey("order9")
                .orderByStartTime()
                .desc()
                .listPage(0, 20));
    QUESTIONS.put(
        "count of a run",
        service -> service.createStageRunQuery().processInstanceId("r207").count());
    QUESTIONS.put(
        "count in error (1 of 200)",
        service -> service.createStageRunQuery().status(StageStatus.ERROR).count());
    QUESTIONS.put("count of all", service -> service.createStageRunQuery().count());
    QUESTIONS.put(
        "statistics of a definition (1 of 200)",
        service -> service.getStatisticsByKey("order7", null, null, null));
  }

  private final Pairs pairs;
  private final PrintStream out;

  RowGrowth(Pairs pairs, PrintStream out) {
    this.pairs = pairs;
    this.out = out;
  }

  /** Asks the questions whose name contains that part. */
  void print(int rows, String part) {
    List<Integer> sizes = List.of(rows / 100, rows / 10, rows);
    List<Node> nodes = new ArrayList<>();
    try {
      sizes.forEach(size -> nodes.add(Node.withRecords(size)));
      out.printf(
          "| throughput, with %,d stage runs = 1.00 | %,d | %,d | CPU %,d | CPU %,d |%n",
          sizes.get(0), sizes.get(1), sizes.get(2), sizes.get(1), sizes.get(2));
      out.println("| --- | --- | --- | --- | --- |");
      QUESTIONS.forEach(
          (name, question) -> {
            if (name.contains(part)) {
              print(name, question, nodes);
            }
          });
    } finally {
      nodes.forEach(Node::close);
    }
  }

  private void print(String name, Consumer<StageService> question, List<Node> nodes) {
    List<Pairs.Result> results =
        pairs.compare(nodes.stream().map(node -> asking(node, question)).toList());
    out.printf(
        "| %s | %s | %s | %s | %s |%n",
        name,
        results.get(0).throughput(),
        results.get(1).throughput(),
        results.get(0).cpu(),
        results.get(1).cpu());
  }

  private static Runnable asking(Node node, Consumer<StageService> question) {
    StageService service = StagesPlugin.stageService(node.engine());
    return () -> question.accept(service);
  }
}
