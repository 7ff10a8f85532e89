package io.github.bpmnstages.samples.demo;

import io.github.bpmnstages.query.OrchestrationOverview;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.StageRun;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;

/** Plays a scenario against the engine and compares how it ended with how it must end. */
final class ScenarioPlayer {

  private final ProcessEngine engine;
  private final StageService stages;

  ScenarioPlayer(ProcessEngine engine, StageService stages) {
    this.engine = engine;
    this.stages = stages;
  }

  PlayedScenario play(Scenario scenario) {
    String runId = start(scenario);
    return new PlayedScenario(scenario, runId, problemOf(scenario, runId));
  }

  private String start(Scenario scenario) {
    String businessKey = UUID.randomUUID().toString().substring(0, 8);
    return engine
        .getRuntimeService()
        .startProcessInstanceByKey(scenario.processKey(), businessKey, scenario.variables())
        .getId();
  }

  private String problemOf(Scenario scenario, String runId) {
    try {
      scenario.script().accept(new RunDriver(engine, stages, runId));
      Outcome outcome = outcomeOf(runId);
      return outcome.equals(scenario.expected())
          ? null
          : "expected " + scenario.expected() + ", found " + outcome;
    } catch (RuntimeException e) {
      // A scenario that breaks is a result too; the others are still played.
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private Outcome outcomeOf(String runId) {
    OrchestrationOverview overview = stages.getOverview(runId);
    return new Outcome(overview.run().getStatus(), endEventOf(overview.run()), visitsIn(overview));
  }

  /** Only the end events of the process have names in the samples, those of stages have none. */
  private String endEventOf(OrchestrationRun run) {
    return engine
        .getHistoryService()
        .createHistoricActivityInstanceQuery()
        .processInstanceId(run.getId())
        .activityType(ActivityTypes.END_EVENT_NONE)
        .list()
        .stream()
        .filter(event -> event.getActivityName() != null)
        .map(HistoricActivityInstance::getActivityId)
        .findFirst()
        .orElse(null);
  }

  private static List<Visit> visitsIn(OrchestrationOverview overview) {
    // A resumed stage starts again; the visit stays the same.
    return overview.milestones().stream()
        .filter(milestone -> milestone.getKind() == MilestoneKind.START_STAGE)
        .map(Milestone::getStageRunId)
        .distinct()
        .map(stageRunId -> Visit.of(stageRun(overview, stageRunId)))
        .toList();
  }

  private static StageRun stageRun(OrchestrationOverview overview, String stageRunId) {
    return overview.stages().stream()
        .flatMap(stage -> stage.runs().stream())
        .filter(run -> run.getId().equals(stageRunId))
        .findFirst()
        .orElseThrow(() -> new UnexpectedOutcomeException("No stage run " + stageRunId));
  }
}
