package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.CommittedState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityCache;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/**
 * The executions of one run and the work that rests on them, brought up to what is committed.
 * Leaving a stage with outdated ones would fail at the flush, and with it a caller who has only
 * written a variable or completed another step.
 */
final class CommittedTree {

  private final CommandContext commandContext;
  private final String processInstanceId;
  private final ExecutionManager executions;
  private final DbEntityManager entities;
  private final DbEntityCache cache;
  private final Map<String, ExecutionEntity> kept = new LinkedHashMap<>();

  CommittedTree(CommandContext commandContext, String processInstanceId) {
    this.commandContext = commandContext;
    this.processInstanceId = processInstanceId;
    this.executions = commandContext.getExecutionManager();
    this.entities = commandContext.getDbEntityManager();
    this.cache = entities.getDbEntityCache();
  }

  /**
   * Keeps others away from the work of the run until the commit, and reads again what this command
   * has not moved itself, if anything of it is out of date.
   *
   * @param inUse execution at which the command has arrived; stays as it is, with all around it
   * @return false if others have moved the same tokens: the flush will say so
   */
  boolean ensureUpToDate(ExecutionEntity inUse) {
    if (CommittedState.isUpToDate(processInstanceId)) {
      return true;
    }
    keep(inUse);
    return refresh();
  }

  /**
   * Reads again what this command has not moved itself.
   *
   * @return false if others have moved the same tokens: the flush will say so
   */
  boolean refresh() {
    findMoved();
    Map<String, Integer> committed = CommittedState.revisions(processInstanceId);
    for (ExecutionEntity execution : kept.values()) {
      if (!cache.isTransient(execution) && !rebase(execution, committed.get(execution.getId()))) {
        return false;
      }
      // all lists are to be there before anything is forgotten
      execution.getExecutions();
    }
    forgetOthers();
    replaceJobs();
    connect();
    entities.getCachedEntitiesByType(VariableInstanceEntity.class).stream()
        .filter(variable -> processInstanceId.equals(variable.getProcessInstanceId()))
        .filter(variable -> variable.getTaskId() == null)
        .forEach(this::attach);
    return true;
  }

  /** The process instance as it is known now, or null if it has ended. */
  ExecutionEntity processInstance() {
    return executions.findExecutionById(processInstanceId);
  }

  /** Executions that this command has changed, with everything around them. */
  private void findMoved() {
    moved(ExecutionEntity.class, ExecutionEntity::getProcessInstanceId).forEach(this::keep);
    moved(TaskEntity.class, TaskEntity::getProcessInstanceId)
        .forEach(task -> keep(task.getExecution()));
    moved(ExternalTaskEntity.class, ExternalTaskEntity::getProcessInstanceId)
        .forEach(task -> keep(task.getExecution()));
  }

  private <T extends DbEntity> List<T> moved(Class<T> type, Function<T, String> processInstance) {
    return entities.getCachedEntitiesByType(type).stream()
        .filter(entity -> processInstanceId.equals(processInstance.apply(entity)))
        .filter(
            entity ->
                cache.isTransient(entity) || entities.isDeleted(entity) || entities.isDirty(entity))
        .toList();
  }

  private void keep(ExecutionEntity moved) {
    for (ExecutionEntity execution = moved; execution != null; execution = execution.getParent()) {
      kept.put(execution.getId(), execution);
    }
  }

  /**
   * An execution that others have only touched, because its children changed, counts as current.
   */
  private boolean rebase(ExecutionEntity execution, Integer committedRevision) {
    if (committedRevision == null) {
      return false;
    }
    if (committedRevision == execution.getRevision()) {
      return true;
    }
    if (entities.isDeleted(execution) || entities.isDirty(execution)) {
      return false;
    }
    ExecutionEntity committed = CommittedState.execution(execution.getId());
    boolean isSame =
        committed != null && committed.getPersistentState().equals(execution.getPersistentState());
    if (isSame) {
      execution.setRevision(committed.getRevision());
    }
    return isSame;
  }

  private void forgetOthers() {
    forget(ExecutionEntity.class, ExecutionEntity::getProcessInstanceId, ExecutionEntity::getId);
    forget(TaskEntity.class, TaskEntity::getProcessInstanceId, TaskEntity::getExecutionId);
    forget(
        ExternalTaskEntity.class,
        ExternalTaskEntity::getProcessInstanceId,
        ExternalTaskEntity::getExecutionId);
    forget(
        EventSubscriptionEntity.class,
        EventSubscriptionEntity::getProcessInstanceId,
        EventSubscriptionEntity::getExecutionId);
  }

  private <T extends DbEntity> void forget(
      Class<T> type, Function<T, String> processInstance, Function<T, String> execution) {
    for (T entity : entities.getCachedEntitiesByType(type)) {
      if (processInstanceId.equals(processInstance.apply(entity))
          && !kept.containsKey(execution.apply(entity))
          && cache.isPersistent(entity)
          && !entities.isDirty(entity)) {
        cache.remove(entity);
      }
    }
  }

  /** Jobs of executions that are kept are read again at once; the others with their executions. */
  private void replaceJobs() {
    // the cache knows no other type for jobs
    for (AcquirableJobEntity cached : entities.getCachedEntitiesByType(AcquirableJobEntity.class)) {
      if (cached instanceof JobEntity job
          && processInstanceId.equals(job.getProcessInstanceId())
          && job != commandContext.getCurrentJob()
          && cache.isPersistent(job)
          && !entities.isDirty(job)) {
        cache.remove(job);
        replace(job, kept.get(job.getExecutionId()));
      }
    }
  }

  private void replace(JobEntity outdated, ExecutionEntity holder) {
    if (holder == null) {
      return;
    }
    holder.removeJob(outdated);
    JobEntity committed = commandContext.getJobManager().findJobById(outdated.getId());
    if (committed != null && !holder.getJobs().contains(committed)) {
      holder.addJob(committed);
    }
  }

  /** Joins what was read again with what was kept. */
  private void connect() {
    Map<String, List<ExecutionEntity>> others = new HashMap<>();
    Map<String, ExecutionEntity> all = new HashMap<>();
    List<ExecutionEntity> current = executions.findExecutionsByProcessInstanceId(processInstanceId);
    current.forEach(execution -> all.put(execution.getId(), execution));
    all.putAll(kept);
    for (ExecutionEntity execution : current) {
      if (!kept.containsKey(execution.getId()) && execution.getParentId() != null) {
        others.computeIfAbsent(execution.getParentId(), id -> new ArrayList<>()).add(execution);
      }
    }
    for (ExecutionEntity execution : current) {
      if (!kept.containsKey(execution.getId())) {
        execution.setExecutions(others.getOrDefault(execution.getId(), new ArrayList<>()));
        setParent(execution, all);
      }
    }
    Set<String> keptIds = kept.keySet();
    for (ExecutionEntity execution : kept.values()) {
      execution.getExecutions().removeIf(child -> !keptIds.contains(child.getId()));
      execution.getExecutions().addAll(others.getOrDefault(execution.getId(), List.of()));
    }
  }

  /** Asked for a parent that it does not know, the engine would add every child a second time. */
  private void setParent(ExecutionEntity execution, Map<String, ExecutionEntity> all) {
    ExecutionEntity parent =
        execution.getParentId() == null ? null : all.get(execution.getParentId());
    ExecutionEntity processInstance = all.get(processInstanceId);
    if (parent != null && processInstance != null) {
      execution.setProcessInstance(processInstance);
      execution.setParentExecution(parent);
    }
  }

  /** What this command has written stays in its place. */
  private void attach(VariableInstanceEntity variable) {
    ExecutionEntity scope = executions.findExecutionById(variable.getExecutionId());
    if (scope == null || kept.containsKey(scope.getId())) {
      return;
    }
    if (entities.isDeleted(variable)) {
      scope.removeVariableInternal(variable);
      return;
    }
    variable.setExecution(scope);
    boolean isMissing =
        scope.getVariablesInternal().stream()
            .noneMatch(known -> known.getName().equals(variable.getName()));
    if (isMissing && cache.isTransient(variable)) {
      scope.addVariableInternal(variable);
    }
  }
}
