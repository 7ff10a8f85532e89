package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.OrchestrationStatistics;
import io.github.bpmnstages.run.RunStatus;
import java.util.List;
import java.util.Map;

/**
 * How the runs of an orchestration fare, as JSON; without definition id: all versions of the key.
 */
record OrchestrationStatisticsDto(
    String processDefinitionId,
    String processDefinitionKey,
    String tenantId,
    Map<RunStatus, Long> runs,
    Double completionRate,
    Long averageDurationInMillis,
    List<StageStatisticsDto> stages) {

  static OrchestrationStatisticsDto of(
      String definitionId, String key, String tenantId, OrchestrationStatistics statistics) {
    return new OrchestrationStatisticsDto(
        definitionId,
        key,
        tenantId,
        statistics.runs(),
        statistics.completionRate(),
        statistics.averageDurationInMillis(),
        statistics.stages().stream().map(StageStatisticsDto::of).toList());
  }
}
