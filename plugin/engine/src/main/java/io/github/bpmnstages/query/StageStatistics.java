package io.github.bpmnstages.query;

import io.github.bpmnstages.run.StageStatus;
import java.util.Map;

/**
 * How the runs of a stage fare.
 *
 * @param stageId id of the sub-process
 * @param stageName its name, or null
 * @param position place in flow order, counted from 1
 * @param inFaultPath whether the stage is reachable only through a fault path
 * @param runs number of stage runs by status; every status is there, with 0 if there are none
 * @param averageDurationInMillis average duration of ended stage runs in milliseconds; null if
 *     there are none
 * @param longestDurationInMillis longest duration of an ended stage run in milliseconds; null if
 *     there are none
 * @param overdue stage runs that are past their due date and have not ended
 */
public record StageStatistics(
    String stageId,
    String stageName,
    int position,
    boolean inFaultPath,
    Map<StageStatus, Long> runs,
    Long averageDurationInMillis,
    Long longestDurationInMillis,
    long overdue) {}
