package io.github.bpmnstages.samples.demo;

import static io.github.bpmnstages.samples.demo.TextTable.cell;

import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.OrchestrationRun;
import java.io.PrintStream;
import java.util.List;

/** Prints what was played, readable in a terminal of 120 columns. */
final class DemoReport {

  private static final int SAMPLE = 22;
  private static final int TITLE = 54;
  private static final int STATUS = 12;

  private final PrintStream out;
  private final StageService stages;

  DemoReport(PrintStream out, StageService stages) {
    this.out = out;
    this.stages = stages;
  }

  void print(PlayedScenario played) {
    out.println();
    out.println(TextTable.rule('='));
    out.println(played.scenario());
    if (!played.isAsExpected()) {
      out.println("NOT AS EXPECTED: " + played.problem());
    }
    runsOf(played).forEach(this::print);
  }

  private void print(OrchestrationRun run) {
    out.println(TextTable.rule('-'));
    out.print(RunTable.of(stages.getOverview(run.getId())));
  }

  private List<OrchestrationRun> runsOf(PlayedScenario played) {
    return stages
        .createOrchestrationRunQuery()
        .rootProcessInstanceId(played.runId())
        .orderByStartTime()
        .asc()
        .list();
  }

  void printSummary(List<PlayedScenario> all) {
    out.println();
    out.println(TextTable.rule('='));
    out.println(
        cell("SAMPLE", SAMPLE) + cell("SCENARIO", TITLE) + cell("RUN", STATUS) + "AS EXPECTED");
    out.println(TextTable.rule('-'));
    all.forEach(played -> out.println(summary(played)));
    out.println(TextTable.rule('='));
  }

  private String summary(PlayedScenario played) {
    return cell(played.scenario().processKey(), SAMPLE)
        + cell(played.scenario().title(), TITLE)
        + cell(stages.getOverview(played.runId()).run().getStatus().name(), STATUS)
        + (played.isAsExpected() ? "yes" : "NO");
  }

  void printAddresses(String base, String runId) {
    String rest = base + "/engine-rest";
    out.println("Web applications (demo / demo)  " + base + "/camunda");
    out.println("Runs                            " + rest + "/orchestration-run");
    out.println("Stages, steps                   " + rest + "/stage-run, " + rest + "/step-run");
    out.println(
        "One run, everything             " + rest + "/orchestration-run/" + runId + "/overview");
    out.println(
        "Its milestones                  " + rest + "/stage-milestone?processInstanceId=" + runId);
    out.println();
  }
}
