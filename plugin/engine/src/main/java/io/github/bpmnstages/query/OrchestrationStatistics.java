package io.github.bpmnstages.query;

import io.github.bpmnstages.run.RunStatus;
import java.util.List;
import java.util.Map;

/**
 * How the runs of an orchestration fare.
 *
 * @param runs number of runs by status; every status is there, with 0 if there are none
 * @param completionRate completed runs divided by ended runs, 0 to 1; null as long as none has
 *     ended
 * @param averageDurationInMillis average duration of completed runs in milliseconds; null if there
 *     are none
 * @param stages stages in flow order; those that only rows know of last
 */
public record OrchestrationStatistics(
    Map<RunStatus, Long> runs,
    Double completionRate,
    Long averageDurationInMillis,
    List<StageStatistics> stages) {

  public OrchestrationStatistics {
    stages = List.copyOf(stages);
  }
}
