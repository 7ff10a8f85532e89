package io.github.bpmnstages.rest;

import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import java.util.Date;

/** One orchestration run as JSON. */
record OrchestrationRunDto(
    String id,
    String processInstanceId,
    String rootProcessInstanceId,
    String superProcessInstanceId,
    String processDefinitionId,
    String processDefinitionKey,
    String processDefinitionName,
    Integer processDefinitionVersion,
    String businessKey,
    RunStatus status,
    String currentStageId,
    Date startTime,
    Date endTime,
    Long durationInMillis,
    String ownerId,
    String reason,
    String tenantId,
    Date removalTime) {

  static OrchestrationRunDto of(OrchestrationRun run) {
    return new OrchestrationRunDto(
        run.getId(),
        run.getProcessInstanceId(),
        run.getRootProcessInstanceId(),
        run.getSuperProcessInstanceId(),
        run.getProcessDefinitionId(),
        run.getProcessDefinitionKey(),
        run.getProcessDefinitionName(),
        run.getProcessDefinitionVersion(),
        run.getBusinessKey(),
        run.getStatus(),
        run.getCurrentStageId(),
        run.getStartTime(),
        run.getEndTime(),
        run.getDurationInMillis(),
        run.getOwnerId(),
        run.getReason(),
        run.getTenantId(),
        run.getRemovalTime());
  }
}
