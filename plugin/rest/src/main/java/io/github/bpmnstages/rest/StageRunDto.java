package io.github.bpmnstages.rest;

import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import java.util.Date;

/** One stage run as JSON. */
record StageRunDto(
    String id,
    String processInstanceId,
    String rootProcessInstanceId,
    String processDefinitionId,
    String processDefinitionKey,
    String stageId,
    String stageName,
    String activityInstanceId,
    StageStatus status,
    boolean waitingForExitCondition,
    Date startTime,
    Date endTime,
    Long durationInMillis,
    Date dueDate,
    String ownerId,
    String errorCode,
    String errorMessage,
    String faultPath,
    String tenantId,
    Date removalTime) {

  static StageRunDto of(StageRun run) {
    return new StageRunDto(
        run.getId(),
        run.getProcessInstanceId(),
        run.getRootProcessInstanceId(),
        run.getProcessDefinitionId(),
        run.getProcessDefinitionKey(),
        run.getStageId(),
        run.getStageName(),
        run.getActivityInstanceId(),
        run.getStatus(),
        run.isWaitingForExitCondition(),
        run.getStartTime(),
        run.getEndTime(),
        run.getDurationInMillis(),
        run.getDueDate(),
        run.getOwnerId(),
        run.getErrorCode(),
        run.getErrorMessage(),
        run.getFaultPath(),
        run.getTenantId(),
        run.getRemovalTime());
  }
}
