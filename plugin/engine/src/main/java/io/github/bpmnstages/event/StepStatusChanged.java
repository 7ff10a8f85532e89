package io.github.bpmnstages.event;

import io.github.bpmnstages.run.StepStatus;
import java.util.Date;

/**
 * A step run has changed its status.
 *
 * @param id id of the step run
 * @param processInstanceId process instance of the run
 * @param rootProcessInstanceId root of the hierarchy of process instances
 * @param processDefinitionId process definition
 * @param processDefinitionKey key of the orchestration
 * @param businessKey business key of the run, or null
 * @param tenantId tenant, or null
 * @param stageId id of the stage in the BPMN file
 * @param stageRunId stage run that the step run belongs to
 * @param stepId id of the step in the BPMN file
 * @param stepName name of the step, or null
 * @param stepType {@code INTERACTIVE}, {@code EXTERNAL} or {@code BACKGROUND}
 * @param from status before, null at the start
 * @param to status now
 * @param time when it changed, by the engine's clock
 * @param durationInMillis time from start to end; null as long as the step has not ended
 * @param errorCode code of the failure in status {@code ERROR}, or null
 * @param errorMessage message of the failure in status {@code ERROR}, or null
 */
public record StepStatusChanged(
    String id,
    String processInstanceId,
    String rootProcessInstanceId,
    String processDefinitionId,
    String processDefinitionKey,
    String businessKey,
    String tenantId,
    String stageId,
    String stageRunId,
    String stepId,
    String stepName,
    String stepType,
    StepStatus from,
    StepStatus to,
    Date time,
    Long durationInMillis,
    String errorCode,
    String errorMessage)
    implements StatusChanged {}
