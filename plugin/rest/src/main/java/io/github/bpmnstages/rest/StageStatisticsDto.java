package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.StageStatistics;
import io.github.bpmnstages.run.StageStatus;
import java.util.Map;

/** How the runs of a stage fare, as JSON. */
record StageStatisticsDto(
    String stageId,
    String stageName,
    int position,
    boolean inFaultPath,
    Map<StageStatus, Long> runs,
    Long averageDurationInMillis,
    Long longestDurationInMillis,
    long overdue) {

  static StageStatisticsDto of(StageStatistics stage) {
    return new StageStatisticsDto(
        stage.stageId(),
        stage.stageName(),
        stage.position(),
        stage.inFaultPath(),
        stage.runs(),
        stage.averageDurationInMillis(),
        stage.longestDurationInMillis(),
        stage.overdue());
  }
}
