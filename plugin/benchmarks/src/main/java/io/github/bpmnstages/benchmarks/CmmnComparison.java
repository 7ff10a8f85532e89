package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;

/** The same three stages of two tasks in what one would use instead. */
final class CmmnComparison {

  private final Pairs pairs;
  private final PrintStream out;

  CmmnComparison(Pairs pairs, PrintStream out) {
    this.pairs = pairs;
    this.out = out;
  }

  void print(TestDatabase database) {
    try (Node plain = Node.plain(database);
        Node plugin = Node.withPlugin(database);
        Node cases = Node.plain(database);
        FlowableNode flowable = FlowableNode.start(database)) {
      plain.deploy(Case.THREE_TIMES_TWO.model());
      plugin.deploy(Case.THREE_TIMES_TWO.model());
      deployCase(cases.engine());
      flowable.deploy(
          CaseModel.threeTimesTwo(
              "flowable:displayOrder='%d' flowable:includeInStageOverview='true'"));
      printRuns(database, plain, plugin, cases, flowable);
      printOverviews(database, plugin, flowable);
    }
  }

  private void printRuns(
      TestDatabase database, Node plain, Node plugin, Node cases, FlowableNode flowable) {
    List<Pairs.Result> results =
        pairs.compare(
            List.of(
                () -> Work.TASKS_IN_A_ROW.run(plain.engine()),
                () -> Work.TASKS_IN_A_ROW.run(plugin.engine()),
                () -> runCase(cases.engine()),
                flowable::run));
    out.println("| 3 stages × 2 tasks, plain BPMN = 1.00 | database | throughput | CPU | bytes |");
    out.println("| --- | --- | --- | --- | --- |");
    printLine("BPMN with this plugin", database, results.get(0));
    printLine("Camunda CMMN", database, results.get(1));
    printLine("Flowable CMMN", database, results.get(2));
    out.println();
  }

  private void printOverviews(TestDatabase database, Node plugin, FlowableNode flowable) {
    ProcessEngine engine = plugin.engine();
    String run = Work.start(engine);
    Work.completeTasks(engine, run);
    StageService service = StagesPlugin.stageService(engine);
    String flowableCase = flowable.run();
    require(service.getOverview(run).stages().size() == 3, "three stages in the overview");
    require(flowable.hasEnded(flowableCase), "an ended case");
    require(flowable.stagesInOverview(flowableCase) == 3, "three stages in Flowable's overview");
    Pairs.Result result =
        pairs.compare(
            () -> flowable.stagesInOverview(flowableCase), () -> service.getOverview(run));
    out.println(
        "| overview of a run, Flowable's stage overview = 1.00 | database | throughput | CPU | bytes |");
    out.println("| --- | --- | --- | --- | --- |");
    printLine("overview of this plugin", database, result);
    out.println();
  }

  private void printLine(String name, TestDatabase database, Pairs.Result result) {
    out.printf(
        "| %s | %s | %s | %s | %s |%n",
        name, database, result.throughput(), result.cpu(), result.bytes());
  }

  private static void deployCase(ProcessEngine engine) {
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream(
            "c.cmmn",
            new ByteArrayInputStream(CaseModel.threeTimesTwo("").getBytes(StandardCharsets.UTF_8)))
        .deploy();
    String id = runCase(engine);
    require(
        engine
                .getHistoryService()
                .createHistoricCaseInstanceQuery()
                .caseInstanceId(id)
                .closed()
                .count()
            == 1,
        "a closed case");
    require(
        engine.getHistoryService().createHistoricTaskInstanceQuery().finished().count() == 6,
        "six completed tasks");
  }

  /**
   * Closed at the end: until then it stays in the runtime tables, where the others leave nothing.
   */
  private static String runCase(ProcessEngine engine) {
    String id = engine.getCaseService().createCaseInstanceByKey("c").getId();
    Task task;
    while ((task = engine.getTaskService().createTaskQuery().caseInstanceId(id).singleResult())
        != null) {
      engine.getTaskService().complete(task.getId());
    }
    engine.getCaseService().closeCaseInstance(id);
    return id;
  }

  private static void require(boolean condition, String expected) {
    if (!condition) {
      throw new IllegalStateException("Expected " + expected);
    }
  }
}
