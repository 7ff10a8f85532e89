package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.StepOverview;
import io.github.bpmnstages.run.StepStatus;
import java.util.List;

/** One step of a stage, started or not, as JSON. */
record StepOverviewDto(
    String stepId, String stepName, String stepType, StepStatus status, List<StepRunDto> runs) {

  static StepOverviewDto of(StepOverview step) {
    return new StepOverviewDto(
        step.stepId(),
        step.stepName(),
        step.stepType(),
        step.status(),
        step.runs().stream().map(StepRunDto::of).toList());
  }
}
