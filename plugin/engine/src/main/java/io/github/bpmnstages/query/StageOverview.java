package io.github.bpmnstages.query;

import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import java.util.List;

/**
 * One stage of a run, started or not.
 *
 * @param stageId id of the sub-process
 * @param stageName its name, or null
 * @param position place in flow order, counted from 1
 * @param inFaultPath whether the stage is reachable only through a fault path
 * @param exitCondition value of {@code stage.exitCondition}; null if the definition does not know
 *     the stage
 * @param status status of the newest visit; null before the first
 * @param waitingForExitCondition whether the newest visit waits for its exit condition
 * @param runs visits, oldest first
 * @param steps steps in flow order
 */
public record StageOverview(
    String stageId,
    String stageName,
    int position,
    boolean inFaultPath,
    String exitCondition,
    StageStatus status,
    boolean waitingForExitCondition,
    List<StageRun> runs,
    List<StepOverview> steps) {

  public StageOverview {
    runs = List.copyOf(runs);
    steps = List.copyOf(steps);
  }
}
