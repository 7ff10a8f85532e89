package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.core.variable.scope.VariableStore;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/**
 * Finds the variables that a command is about to write, whatever has changed them: looks at the
 * entities that the flush will look at, instead of relying on events that some ways do not send.
 */
final class VariableWatch {

  private final CommandContext commandContext;
  private final DbEntityManager entities;
  private final Map<VariableInstanceEntity, Object> seen = new IdentityHashMap<>();
  private final Map<String, Boolean> withoutStages = new HashMap<>();
  private final Map<String, Boolean> lookedAt = new HashMap<>();

  VariableWatch(CommandContext commandContext) {
    this.commandContext = commandContext;
    this.entities = commandContext.getDbEntityManager();
  }

  /** Touches the process instances of what has changed since this was last called. */
  void touchChanged() {
    List<VariableInstanceEntity> variables =
        entities.getCachedEntitiesByType(VariableInstanceEntity.class);
    for (VariableInstanceEntity variable : variables) {
      if (variable.getProcessInstanceId() != null && variable.getTaskId() == null) {
        noticeChangeInPlace(variable);
        touchIfChanged(variable, change(variable), variable.getProcessInstanceId());
      }
    }
    for (ExecutionEntity execution : entities.getCachedEntitiesByType(ExecutionEntity.class)) {
      touchTransient(execution);
    }
  }

  private void noticeChangeInPlace(VariableInstanceEntity variable) {
    if (ObjectVariables.isObject(variable)
        && mayBeLookedAt(variable.getProcessDefinitionId())
        && !entities.isDeleted(variable)) {
      ObjectVariables.noticeChange(variable);
    }
  }

  /** Writing out an object to compare it is dear: not where nobody looks. */
  private boolean mayBeLookedAt(String processDefinitionId) {
    return lookedAt.computeIfAbsent(
        processDefinitionId,
        id -> {
          ProcessDefinitionEntity parsed = Orchestrations.parsed(commandContext, id);
          OrchestrationDefinition orchestration =
              parsed == null ? null : OrchestrationDefinitions.of(parsed);
          return parsed == null
              || (orchestration != null && Orchestrations.isLookedAt(orchestration));
        });
  }

  /** Transient variables are no entities: what an execution has of them, this command has set. */
  private void touchTransient(ExecutionEntity execution) {
    if (isWithoutStages(execution.getProcessDefinitionId())) {
      return;
    }
    VariableStore<?> variables = EngineFields.read(execution, "variableStore", VariableStore.class);
    if (!variables.isInitialized() || execution.isRemoved()) {
      return;
    }
    for (Object known : variables.getVariables()) {
      VariableInstanceEntity variable = (VariableInstanceEntity) known;
      if (variable.isTransient()) {
        touchIfChanged(variable, variable.getPersistentState(), execution.getProcessInstanceId());
      }
    }
  }

  /** Kept, since the engine's cache of definitions gets slower with each one that it holds. */
  private boolean isWithoutStages(String processDefinitionId) {
    return withoutStages.computeIfAbsent(
        processDefinitionId,
        id -> {
          ProcessDefinitionEntity parsed = Orchestrations.parsed(commandContext, id);
          return parsed != null && OrchestrationDefinitions.of(parsed) == null;
        });
  }

  private void touchIfChanged(
      VariableInstanceEntity variable, Object change, String processInstanceId) {
    if (change == null) {
      return;
    }
    ProcessDefinitionEntity process =
        Orchestrations.process(commandContext, variable.getProcessDefinitionId());
    OrchestrationDefinition orchestration =
        process == null ? null : OrchestrationDefinitions.of(process);
    if (orchestration == null) {
      return;
    }
    ShadowingWarning.written(process, variable.getName());
    if (!Orchestrations.isLookedAt(orchestration)
        || Orchestrations.isStatusVariable(orchestration, variable.getName())) {
      return;
    }
    if (!change.equals(seen.put(variable, change))) {
      LookSession.of(commandContext).touchVariable(processInstanceId);
    }
  }

  /** What is new about the variable, or null. */
  private Object change(VariableInstanceEntity variable) {
    CachedDbEntity cached = entities.getDbEntityCache().getCachedEntity(variable);
    if (cached.getEntityState() == DbEntityState.PERSISTENT && !cached.isDirty()) {
      return null;
    }
    return cached.getEntityState() == DbEntityState.PERSISTENT
            || cached.getEntityState() == DbEntityState.TRANSIENT
        ? variable.getPersistentState()
        : DbEntityState.DELETED_PERSISTENT;
  }
}
