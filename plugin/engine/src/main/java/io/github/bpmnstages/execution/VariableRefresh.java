package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.CommittedState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/**
 * Shows a stage the variables as they are committed now, however long ago this transaction has read
 * them. What it has written itself stays. To be called behind the lock.
 */
final class VariableRefresh {

  private final DbEntityManager entities = Context.getCommandContext().getDbEntityManager();

  void refresh(ExecutionEntity stageExecution) {
    Map<String, ExecutionEntity> scopes = new HashMap<>();
    for (ExecutionEntity scope = stageExecution; scope != null; scope = scope.getParent()) {
      scopes.put(scope.getId(), scope);
    }
    if (!isUpToDate(scopes)) {
      readAnew(scopes);
    }
  }

  /** Mostly it is, and ids and revisions are cheaper to read than all variables. */
  private boolean isUpToDate(Map<String, ExecutionEntity> scopes) {
    Map<String, Integer> committed =
        CommittedState.variableRevisions(new ArrayList<>(scopes.keySet()));
    for (ExecutionEntity scope : scopes.values()) {
      for (VariableInstanceEntity variable : scope.getVariablesInternal()) {
        Integer revision = committed.remove(variable.getId());
        boolean isCurrent = revision != null && revision == variable.getRevision();
        if (!isCurrent && !isOwn(variable)) {
          return false;
        }
      }
    }
    return committed.isEmpty();
  }

  private void readAnew(Map<String, ExecutionEntity> scopes) {
    Map<String, VariableInstanceEntity> committed = new HashMap<>();
    for (VariableInstanceEntity variable :
        CommittedState.variables(new ArrayList<>(scopes.keySet()))) {
      committed.put(variable.getId(), variable);
    }
    List<ExecutionEntity> unchanged = scopes.values().stream().filter(this::isUnchanged).toList();
    scopes.values().forEach(scope -> removeOutdated(scope, committed));
    committed.values().forEach(variable -> add(scopes.get(variable.getExecutionId()), variable));
    unchanged.forEach(this::keepUnchanged);
  }

  private boolean isUnchanged(ExecutionEntity scope) {
    return entities.getDbEntityCache().isPersistent(scope) && !entities.isDirty(scope);
  }

  /**
   * The row of an execution says whether it holds variables. Who has written the first one, or
   * deleted the last, has changed that row as well: to write it again would fail the caller.
   */
  private void keepUnchanged(ExecutionEntity scope) {
    entities.getDbEntityCache().getCachedEntity(scope).makeCopy();
  }

  private void removeOutdated(
      ExecutionEntity scope, Map<String, VariableInstanceEntity> committed) {
    List<VariableInstanceEntity> variables = new ArrayList<>(scope.getVariablesInternal());
    for (VariableInstanceEntity variable : variables) {
      VariableInstanceEntity row = committed.get(variable.getId());
      boolean isCurrent = row != null && row.getRevision() == variable.getRevision();
      if (isCurrent || isOwn(variable)) {
        committed.remove(variable.getId());
      } else {
        scope.removeVariableInternal(variable);
        entities.getDbEntityCache().remove(variable);
      }
    }
  }

  private boolean isOwn(VariableInstanceEntity variable) {
    return variable.isTransient()
        || entities.getDbEntityCache().isTransient(variable)
        || entities.isDirty(variable);
  }

  private void add(ExecutionEntity scope, VariableInstanceEntity variable) {
    var cached =
        entities.getDbEntityCache().getCachedEntity(VariableInstanceEntity.class, variable.getId());
    if (cached != null && cached.getEntityState() != DbEntityState.PERSISTENT) {
      return;
    }
    if (cached != null) {
      entities.getDbEntityCache().remove(cached);
    }
    boolean nameIsTaken =
        scope.getVariablesInternal().stream()
            .anyMatch(known -> known.getName().equals(variable.getName()));
    if (!nameIsTaken) {
      entities.getDbEntityCache().putPersistent(variable);
      variable.postLoad();
      scope.addVariableInternal(variable);
    }
  }
}
