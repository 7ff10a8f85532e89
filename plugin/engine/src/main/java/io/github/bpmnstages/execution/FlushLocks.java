package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.record.RunLocks;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Locks, before the flush, the runs whose tokens or statuses the command is about to write. Whoever
 * leaves a stage behind the lock can so rely on the tokens it has read, and everybody asks for the
 * same lock before the flush locks any other row.
 */
final class FlushLocks {

  private final CommandContext commandContext;
  private final DbEntityManager entities;
  private final RunLocks locks;

  FlushLocks(CommandContext commandContext) {
    this.commandContext = commandContext;
    this.entities = commandContext.getDbEntityManager();
    this.locks = RecordSession.of(commandContext).locks();
  }

  void lock() {
    movedRuns().forEach(locks::lock);
    locks.lockChanged();
  }

  private Set<String> movedRuns() {
    Set<String> runs = new TreeSet<>();
    for (ExecutionEntity execution : entities.getCachedEntitiesByType(ExecutionEntity.class)) {
      if (isMoved(execution)
          && execution.getProcessInstanceId() != null
          && !runs.contains(execution.getProcessInstanceId())
          && !locks.isNew(execution.getProcessInstanceId())
          && hasConditions(execution.getProcessDefinitionId())) {
        runs.add(execution.getProcessInstanceId());
      }
    }
    return runs;
  }

  private boolean isMoved(ExecutionEntity execution) {
    return entities.getDbEntityCache().isTransient(execution)
        || entities.isDeleted(execution)
        || entities.isDirty(execution);
  }

  /** Not those of a definition that is deleted with them: their status changes as well. */
  private boolean hasConditions(String processDefinitionId) {
    OrchestrationDefinition orchestration =
        Orchestrations.find(commandContext, processDefinitionId);
    return orchestration != null && Orchestrations.isLookedAt(orchestration);
  }
}
