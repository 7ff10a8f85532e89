package io.github.bpmnstages.assertions;

import io.github.bpmnstages.query.OrchestrationOverview;
import io.github.bpmnstages.query.StageOverview;
import io.github.bpmnstages.query.StepOverview;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run with its stages, steps and milestones as a text that a person can read. */
final class OverviewText {

  private OverviewText() {}

  static String of(OrchestrationOverview overview) {
    return Stream.of(
            Stream.of(run(overview.run())),
            overview.stages().stream().flatMap(OverviewText::stage),
            Stream.of("  milestones"),
            overview.milestones().stream().map(OverviewText::milestone))
        .flatMap(lines -> lines)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String run(OrchestrationRun run) {
    return "run %s of %s: %s"
        .formatted(
            run.getProcessInstanceId(),
            run.getProcessDefinitionKey(),
            line(run.getStatus(), reason(run.getReason())));
  }

  private static Stream<String> stage(StageOverview stage) {
    return Stream.concat(
        Stream.of(
            "  %d. stage %s: %s"
                .formatted(
                    stage.position(),
                    stage.stageId(),
                    line(
                        stage.status() == null ? "not started" : stage.status(),
                        stage.exitCondition(),
                        stage.inFaultPath() ? "in a fault path" : null,
                        stage.waitingForExitCondition() ? "waits for its exit condition" : null,
                        visits(stage.runs().size()),
                        failure(stage.runs())))),
        stage.steps().stream().map(OverviewText::step));
  }

  private static String step(StepOverview step) {
    return "       step %s: %s"
        .formatted(
            step.stepId(),
            line(
                step.status() == null ? "not started" : step.status(),
                step.stepType(),
                step.runs().stream()
                    .map(StepRun::getErrorCode)
                    .filter(Objects::nonNull)
                    .reduce((first, second) -> second)
                    .map(code -> "error " + code)
                    .orElse(null)));
  }

  private static String milestone(Milestone milestone) {
    return "       "
        + Stream.of(
                milestone.getKind(),
                milestone.getStageId(),
                milestone.getStepId(),
                milestone.getDetail() == null ? null : "(" + milestone.getDetail() + ")")
            .filter(Objects::nonNull)
            .map(Object::toString)
            .collect(Collectors.joining(" "));
  }

  private static String visits(int number) {
    return number > 1 ? number + " visits" : null;
  }

  private static String reason(String reason) {
    return reason == null ? null : "because of: " + reason;
  }

  private static String failure(List<StageRun> runs) {
    StageRun newest = AbstractRecordAssert.last(runs);
    if (newest == null || newest.getErrorCode() == null) {
      return null;
    }
    String caught = newest.getFaultPath() == null ? "" : ", caught by " + newest.getFaultPath();
    return "error " + newest.getErrorCode() + caught;
  }

  private static String line(Object... parts) {
    return Stream.of(parts)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }
}
