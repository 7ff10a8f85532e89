package io.github.bpmnstages.record;

import io.github.bpmnstages.history.EngineRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.HasDbRevision;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/** Compares what one command has read of a process instance with what is committed. */
final class CommittedRows {

  private final DbEntityManager entities = Context.getCommandContext().getDbEntityManager();
  private final String processInstanceId;
  private final Map<String, EngineRow> committed = new HashMap<>();

  CommittedRows(String processInstanceId, List<EngineRow> committed) {
    this.processInstanceId = processInstanceId;
    committed.forEach(row -> this.committed.put(row.id(), row));
  }

  boolean matchWhatWasRead() {
    return match(ExecutionEntity.class, ExecutionEntity::getProcessInstanceId)
        && match(TaskEntity.class, TaskEntity::getProcessInstanceId)
        && match(ExternalTaskEntity.class, ExternalTaskEntity::getProcessInstanceId)
        // the cache knows no other type for jobs
        && match(AcquirableJobEntity.class, AcquirableJobEntity::getProcessInstanceId)
        && committed.values().stream().noneMatch(this::isUnknownChild);
  }

  private <T extends DbEntity & HasDbRevision> boolean match(
      Class<T> type, java.util.function.Function<T, String> processInstance) {
    return entities.getCachedEntitiesByType(type).stream()
        .filter(known -> processInstanceId.equals(processInstance.apply(known)))
        .filter(known -> !entities.getDbEntityCache().isTransient(known))
        .filter(known -> !entities.isDeleted(known))
        .allMatch(this::isCurrent);
  }

  private <T extends DbEntity & HasDbRevision> boolean isCurrent(T known) {
    EngineRow row = committed.get(known.getId());
    return row != null && row.revision() == known.getRevision();
  }

  /** Whether another transaction has added the execution to a list that was read before. */
  private boolean isUnknownChild(EngineRow row) {
    ExecutionEntity parent =
        row.parentId() == null
            ? null
            : entities.getCachedEntity(ExecutionEntity.class, row.parentId());
    return parent != null
        && entities.getCachedEntity(ExecutionEntity.class, row.id()) == null
        && parent.getExecutions().stream().noneMatch(known -> known.getId().equals(row.id()));
  }
}
