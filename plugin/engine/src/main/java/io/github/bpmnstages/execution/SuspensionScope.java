package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.record.CommittedState;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.record.RunRecorder;
import io.github.bpmnstages.run.OrchestrationRun;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * The runs that one bulk update of executions suspends or resumes, told by its parameters. Asks the
 * database for no process that is known to have no stages.
 */
final class SuspensionScope {

  private final CommandContext commandContext;
  private final Map<?, ?> parameters;
  private final RunRecorder runs;

  SuspensionScope(CommandContext commandContext, Map<?, ?> parameters) {
    this.commandContext = commandContext;
    this.parameters = parameters;
    this.runs = RecordSession.of(commandContext).runs();
  }

  boolean isSingleRun() {
    return processInstanceId() != null;
  }

  List<? extends OrchestrationRun> recorded() {
    if (!isSingleRun()) {
      return orchestrations().stream()
          .flatMap(id -> runs.findOpenByDefinition(id).stream())
          .toList();
    }
    return isWithoutStages(processInstanceId()) ? List.of() : runs.find(processInstanceId());
  }

  /** Process instances that are suspended so far and whose runs have no rows. */
  List<String> unrecorded() {
    if (!isSingleRun()) {
      return orchestrations().stream()
          .filter(this::isLookedAt)
          .flatMap(id -> CommittedState.suspendedWithoutRun(id).stream())
          .toList();
    }
    return isWithoutStages(processInstanceId()) || !runs.find(processInstanceId()).isEmpty()
        ? List.of()
        : List.of(processInstanceId());
  }

  private String processInstanceId() {
    return (String) parameters.get("processInstanceId");
  }

  /** The engine has read the process instance, unless the caller may not. */
  private boolean isWithoutStages(String processInstanceId) {
    ExecutionEntity known =
        commandContext
            .getDbEntityManager()
            .getCachedEntity(ExecutionEntity.class, processInstanceId);
    return known != null && OrchestrationDefinitions.of(known.getProcessDefinition()) == null;
  }

  private boolean isLookedAt(String processDefinitionId) {
    OrchestrationDefinition orchestration =
        Orchestrations.find(commandContext, processDefinitionId);
    return Orchestrations.isLookedAt(orchestration);
  }

  /** Ids of the process definitions concerned that have stages. */
  private List<String> orchestrations() {
    return definitionIds().stream().filter(this::isOrchestration).toList();
  }

  private List<String> definitionIds() {
    String processDefinitionId = (String) parameters.get("processDefinitionId");
    return processDefinitionId != null
        ? List.of(processDefinitionId)
        : runs.definitionIds(
            (String) parameters.get("processDefinitionKey"),
            Boolean.TRUE.equals(parameters.get("isTenantIdSet")),
            (String) parameters.get("tenantId"));
  }

  /** An old version of which nothing runs any more is not parsed for this. */
  private boolean isOrchestration(String processDefinitionId) {
    ProcessDefinitionEntity known = Orchestrations.parsed(commandContext, processDefinitionId);
    return known != null
        ? OrchestrationDefinitions.of(known) != null
        : CommittedState.isExecuted(processDefinitionId)
            && Orchestrations.find(commandContext, processDefinitionId) != null;
  }
}
