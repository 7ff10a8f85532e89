package io.github.bpmnstages.event;

import io.github.bpmnstages.run.RunStatus;
import java.util.Date;

/**
 * An orchestration run has changed its status.
 *
 * @param id same as the id of the process instance
 * @param processInstanceId process instance of the run
 * @param rootProcessInstanceId root of the hierarchy of process instances
 * @param processDefinitionId process definition
 * @param processDefinitionKey key of the orchestration
 * @param businessKey business key, or null
 * @param tenantId tenant, or null
 * @param from status before, null at the start
 * @param to status now
 * @param time when it changed, by the engine's clock
 * @param durationInMillis time from start to end; null as long as the run lives
 * @param reason why it was canceled or has failed, or null
 */
public record RunStatusChanged(
    String id,
    String processInstanceId,
    String rootProcessInstanceId,
    String processDefinitionId,
    String processDefinitionKey,
    String businessKey,
    String tenantId,
    RunStatus from,
    RunStatus to,
    Date time,
    Long durationInMillis,
    String reason)
    implements StatusChanged {}
