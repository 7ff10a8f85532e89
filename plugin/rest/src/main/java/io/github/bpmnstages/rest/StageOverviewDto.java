package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.StageOverview;
import io.github.bpmnstages.run.StageStatus;
import java.util.List;

/** One stage of a run, started or not, as JSON. */
record StageOverviewDto(
    String stageId,
    String stageName,
    int position,
    boolean inFaultPath,
    String exitCondition,
    StageStatus status,
    boolean waitingForExitCondition,
    List<StageRunDto> runs,
    List<StepOverviewDto> steps) {

  static StageOverviewDto of(StageOverview stage) {
    return new StageOverviewDto(
        stage.stageId(),
        stage.stageName(),
        stage.position(),
        stage.inFaultPath(),
        stage.exitCondition(),
        stage.status(),
        stage.waitingForExitCondition(),
        stage.runs().stream().map(StageRunDto::of).toList(),
        stage.steps().stream().map(StepOverviewDto::of).toList());
  }
}
