package io.github.bpmnstages.event;

import io.github.bpmnstages.run.StageStatus;
import java.util.Date;

/**
 * A stage run has changed its status.
 *
 * @param id id of the stage run
 * @param processInstanceId process instance of the run
 * @param rootProcessInstanceId root of the hierarchy of process instances
 * @param processDefinitionId process definition
 * @param processDefinitionKey key of the orchestration
 * @param businessKey business key of the run, or null
 * @param tenantId tenant, or null
 * @param stageId id of the stage in the BPMN file
 * @param stageName name of the stage, or null
 * @param from status before, null at the start
 * @param to status now
 * @param time when it changed, by the engine's clock
 * @param durationInMillis time from start to end; null as long as the stage has not ended
 * @param dueDate when the stage is due, or null
 * @param errorCode code of the failure in status {@code ERROR}, or null
 * @param errorMessage message of the failure in status {@code ERROR}, or null
 */
public record StageStatusChanged(
    String id,
    String processInstanceId,
    String rootProcessInstanceId,
    String processDefinitionId,
    String processDefinitionKey,
    String businessKey,
    String tenantId,
    String stageId,
    String stageName,
    StageStatus from,
    StageStatus to,
    Date time,
    Long durationInMillis,
    Date dueDate,
    String errorCode,
    String errorMessage)
    implements StatusChanged {}
