package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/**
 * Finds the variables that a command is about to write, whatever has changed them: looks at the
 * entities that the flush will look at, instead of relying on events that some ways do not send.
 */
final class VariableWatch {

  private final CommandContext commandContext;
  private final DbEntityManager entities;
  private final Map<String, Object> seen = new HashMap<>();

  VariableWatch(CommandContext commandContext) {
    this.commandContext = commandContext;
    this.entities = commandContext.getDbEntityManager();
  }

  /** Touches the process instances of what has changed since this was last called. */
  void touchChanged() {
    List<VariableInstanceEntity> variables =
        entities.getCachedEntitiesByType(VariableInstanceEntity.class);
    for (VariableInstanceEntity variable : variables) {
      touchIfChanged(variable);
    }
  }

  private void touchIfChanged(VariableInstanceEntity variable) {
    if (variable.getProcessInstanceId() == null || variable.getTaskId() != null) {
      return;
    }
    OrchestrationDefinition orchestration =
        Orchestrations.find(commandContext, variable.getProcessDefinitionId());
    if (orchestration == null
        || !Orchestrations.isLookedAt(orchestration)
        || Orchestrations.isStatusVariable(orchestration, variable.getName())) {
      return;
    }
    Object change = change(variable);
    if (change != null && !change.equals(seen.put(variable.getId(), change))) {
      LookSession.of(commandContext).touchVariable(variable.getProcessInstanceId());
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
