package io.github.bpmnstages.rest;

import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.Date;

/** One step run as JSON. */
record StepRunDto(
    String id,
    String processInstanceId,
    String rootProcessInstanceId,
    String processDefinitionId,
    String processDefinitionKey,
    String stageRunId,
    String stageId,
    String stepId,
    String stepName,
    String stepType,
    String activityInstanceId,
    String taskId,
    String assignee,
    String calledProcessInstanceId,
    StepStatus status,
    Date startTime,
    Date endTime,
    Long durationInMillis,
    String errorCode,
    String errorMessage,
    String tenantId,
    Date removalTime) {

  static StepRunDto of(StepRun run) {
    return new StepRunDto(
        run.getId(),
        run.getProcessInstanceId(),
        run.getRootProcessInstanceId(),
        run.getProcessDefinitionId(),
        run.getProcessDefinitionKey(),
        run.getStageRunId(),
        run.getStageId(),
        run.getStepId(),
        run.getStepName(),
        run.getStepType(),
        run.getActivityInstanceId(),
        run.getTaskId(),
        run.getAssignee(),
        run.getCalledProcessInstanceId(),
        run.getStatus(),
        run.getStartTime(),
        run.getEndTime(),
        run.getDurationInMillis(),
        run.getErrorCode(),
        run.getErrorMessage(),
        run.getTenantId(),
        run.getRemovalTime());
  }
}
