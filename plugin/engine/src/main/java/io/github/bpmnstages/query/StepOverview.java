package io.github.bpmnstages.query;

import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.List;

/**
 * One step of a stage, started or not.
 *
 * @param stepId id of the activity
 * @param stepName its name, or null
 * @param stepType {@code INTERACTIVE}, {@code EXTERNAL} or {@code BACKGROUND}
 * @param status status of the newest run; {@code NOT_STARTED} if the stage has started and the step
 *     has not; null before the stage has started
 * @param runs runs of the step, oldest first
 */
public record StepOverview(
    String stepId, String stepName, String stepType, StepStatus status, List<StepRun> runs) {

  public StepOverview {
    runs = List.copyOf(runs);
  }
}
