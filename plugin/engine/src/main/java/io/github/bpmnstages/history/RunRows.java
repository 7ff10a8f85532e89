package io.github.bpmnstages.history;

import io.github.bpmnstages.run.StageStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * The rows as the command under way sees them: what it has inserted and changed counts although it
 * is not flushed yet. {@code find…} answers the engine's cached entities, whose changes are written
 * with the engine's own flush, and asks the database the same question once per command; {@code
 * read…} and {@link #lock} read past every cache. Lists are ordered, oldest first. No permission is
 * checked.
 */
public final class RunRows {

  private final CommandContext commandContext;
  private final DbEntityManager entities;
  private final KnownRows known;

  /**
   * @param commandContext the command under way, not null
   */
  public RunRows(CommandContext commandContext) {
    this.commandContext = commandContext;
    this.entities = commandContext.getDbEntityManager();
    this.known = commandContext.getSession(KnownRows.class);
  }

  /** The rows of the command that this thread executes. */
  public static RunRows current() {
    return new RunRows(Context.getCommandContext());
  }

  // insert

  /** Written with the engine's flush; a missing id is generated. */
  public void insert(OrchestrationRunEntity run) {
    run.setRemovalTime(known.removalTime(run.getRootProcessInstanceId(), run.getRemovalTime()));
    entities.insert(run);
    known.addInserted(run.getId());
  }

  /** Written with the engine's flush; a missing id is generated, a missing sequence is set. */
  public void insert(StageRunEntity stageRun) {
    if (stageRun.getSequence() == 0) {
      stageRun.setSequence(Sequence.next());
    }
    stageRun.setRemovalTime(
        known.removalTime(stageRun.getRootProcessInstanceId(), stageRun.getRemovalTime()));
    entities.insert(stageRun);
    known.addInserted(stageRun.getId());
    known.addActivityInstance(
        StageRunEntity.class, stageRun.getActivityInstanceId(), stageRun.getId());
  }

  /** Written with the engine's flush; a missing id is generated, a missing sequence is set. */
  public void insert(StepRunEntity stepRun) {
    if (stepRun.getSequence() == 0) {
      stepRun.setSequence(Sequence.next());
    }
    stepRun.setRemovalTime(
        known.removalTime(stepRun.getRootProcessInstanceId(), stepRun.getRemovalTime()));
    entities.insert(stepRun);
    known.addActivityInstance(
        StepRunEntity.class, stepRun.getActivityInstanceId(), stepRun.getId());
  }

  /** Written with the engine's flush; a missing id is generated, a missing sequence is set. */
  public void insert(MilestoneEntity milestone) {
    if (milestone.getSequence() == 0) {
      milestone.setSequence(Sequence.next());
    }
    milestone.setRemovalTime(
        known.removalTime(milestone.getRootProcessInstanceId(), milestone.getRemovalTime()));
    entities.insert(milestone);
  }

  /**
   * Gives the removal time to all rows of a root process instance that this command has started, so
   * that they are all in the cache: those that it has inserted and those that it will insert.
   *
   * @return false if the root was there before, or is no orchestration: then the rows are not known
   */
  boolean setRemovalTime(String rootProcessInstanceId, Date removalTime) {
    if (!known.isInserted(rootProcessInstanceId)) {
      return false;
    }
    known.addRemovalTime(rootProcessInstanceId, removalTime);
    for (OrchestrationRunEntity run :
        entities.getCachedEntitiesByType(OrchestrationRunEntity.class)) {
      run.setRemovalTime(known.removalTime(run.getRootProcessInstanceId(), run.getRemovalTime()));
    }
    for (StageRunEntity stageRun : entities.getCachedEntitiesByType(StageRunEntity.class)) {
      stageRun.setRemovalTime(
          known.removalTime(stageRun.getRootProcessInstanceId(), stageRun.getRemovalTime()));
    }
    for (StepRunEntity stepRun : entities.getCachedEntitiesByType(StepRunEntity.class)) {
      stepRun.setRemovalTime(
          known.removalTime(stepRun.getRootProcessInstanceId(), stepRun.getRemovalTime()));
    }
    for (MilestoneEntity milestone : entities.getCachedEntitiesByType(MilestoneEntity.class)) {
      milestone.setRemovalTime(
          known.removalTime(milestone.getRootProcessInstanceId(), milestone.getRemovalTime()));
    }
    return true;
  }

  // runs

  /** Run of that process instance, or null. */
  public OrchestrationRunEntity findRun(String processInstanceId) {
    return findById(OrchestrationRunEntity.class, processInstanceId);
  }

  /** Runs of that process definition that have not ended. */
  public List<OrchestrationRunEntity> findOpenRunsByDefinition(String processDefinitionId) {
    return find(
        OrchestrationRunEntity.class,
        "selectOpenRunsByDefinition",
        processDefinitionId,
        run -> run.getEndTime() == null && processDefinitionId.equals(run.getProcessDefinitionId()),
        Comparator.comparing(OrchestrationRunEntity::getId));
  }

  /**
   * Ids of all versions of a process definition.
   *
   * @param definitionTenantSet whether only definitions of that tenant count
   * @param definitionTenantId tenant of the definitions, null = without tenant
   */
  public List<String> findDefinitionIds(
      String processDefinitionKey, boolean definitionTenantSet, String definitionTenantId) {
    return select(
        "selectDefinitionIdsByKey",
        parameters(
            "key", processDefinitionKey,
            "tenantSet", definitionTenantSet,
            "tenantId", definitionTenantId));
  }

  // stage runs

  /** Stage run of that id, or null. */
  public StageRunEntity findStageRun(String stageRunId) {
    return findById(StageRunEntity.class, stageRunId);
  }

  /** All stage runs of the run. */
  public List<StageRunEntity> findStageRuns(String runId) {
    return findStageRuns("selectStageRunsOfRun", runId, stageRun -> true);
  }

  /** Stage runs of the run that have not ended. */
  public List<StageRunEntity> findOpenStageRuns(String runId) {
    return findStageRuns(
        "selectOpenStageRunsOfRun", runId, stageRun -> stageRun.getEndTime() == null);
  }

  /** The newest stage run of the run that has not ended, or null. */
  public StageRunEntity findOpenStageRun(String runId) {
    return last(findOpenStageRuns(runId));
  }

  /** Stage runs of the run that are {@code COMPLETED}. */
  public List<StageRunEntity> findCompletedStageRuns(String runId) {
    return findStageRuns(
        "selectCompletedStageRunsOfRun",
        runId,
        stageRun -> stageRun.getStatus() == StageStatus.COMPLETED);
  }

  /** Stage runs that this command has read or made. */
  public List<StageRunEntity> cachedStageRuns() {
    return cached(StageRunEntity.class, stageRun -> true, null);
  }

  // step runs

  /** Step run of that id, or null. */
  public StepRunEntity findStepRun(String stepRunId) {
    return findById(StepRunEntity.class, stepRunId);
  }

  /** Step run of that activity instance, or null. */
  public StepRunEntity findStepRunByActivityInstance(String activityInstanceId) {
    return findByActivityInstance(
        StepRunEntity.class,
        "selectStepRunByActivityInstance",
        activityInstanceId,
        StepRunEntity::getActivityInstanceId);
  }

  /** Step runs of the stage run that have not ended. */
  public List<StepRunEntity> findOpenStepRuns(StageRunEntity stageRun) {
    String stageRunId = stageRun.getId();
    if (!known.isInserted(stageRunId)) {
      load("selectOpenStepRunsOfStageRun", ofStageRun(stageRun));
    }
    return cached(
        StepRunEntity.class,
        stepRun -> stepRun.getEndTime() == null && stageRunId.equals(stepRun.getStageRunId()),
        Comparator.comparingLong(StepRunEntity::getSequence));
  }

  private static Map<String, Object> ofStageRun(StageRunEntity stageRun) {
    return parameters("runId", stageRun.getProcessInstanceId(), "stageRunId", stageRun.getId());
  }

  /** Step runs of the run that have not ended. */
  public List<StepRunEntity> findOpenStepRunsOfRun(String runId) {
    return find(
        StepRunEntity.class,
        "selectOpenStepRunsOfRun",
        runId,
        stepRun -> stepRun.getEndTime() == null && runId.equals(stepRun.getProcessInstanceId()),
        Comparator.comparingLong(StepRunEntity::getSequence));
  }

  /**
   * The open run of that step that has no activity instance, because its start was never stored; or
   * null. Asks the database once for all steps of the stage run.
   */
  public StepRunEntity findStepRunWithoutActivityInstance(StageRunEntity stageRun, String stepId) {
    String stageRunId = stageRun.getId();
    if (!known.isInserted(stageRunId)) {
      load("selectStepRunsWithoutActivityInstance", ofStageRun(stageRun));
    }
    return last(
        cached(
            StepRunEntity.class,
            stepRun ->
                stepRun.getEndTime() == null
                    && stepRun.getActivityInstanceId() == null
                    && stageRunId.equals(stepRun.getStageRunId())
                    && stepId.equals(stepRun.getStepId()),
            Comparator.comparingLong(StepRunEntity::getSequence)));
  }

  /** Whether this command has changed the row, or made it. */
  public boolean isChanged(DbEntity row) {
    return entities.getDbEntityCache().isTransient(row) || entities.isDirty(row);
  }

  // past the caches

  /**
   * Locks the run until the transaction ends, waiting for whoever holds it, and brings what this
   * command knows of it up to what is committed; what it has changed itself stays. A run without a
   * row is locked by its process instance; one that this command has made needs no lock.
   *
   * @param patience whether to wait at all
   * @return false if another transaction still holds it after the configured time
   */
  public boolean lock(String runId, boolean patience) {
    if (known.isInserted(runId)) {
      return true;
    }
    RunLock lock = new RunLock(commandContext);
    if (!lock.acquire(runId, patience ? known.lockTimeout() : Duration.ZERO)) {
      return false;
    }
    known.forgetAnswers();
    if (lock.row() != null) {
      takeOver(lock.row());
    }
    return true;
  }

  /** Whether this command has made the run. */
  public boolean isInserted(String runId) {
    return known.isInserted(runId);
  }

  /** Runs of which this command and another one have both let a stage start or end. */
  public Set<String> overtaken() {
    return known.overtaken();
  }

  /** Runs that were there before this command, and of which it changes the row or a stage run. */
  public Set<String> findChangedRuns() {
    Set<String> runIds = new TreeSet<>();
    for (OrchestrationRunEntity run :
        entities.getCachedEntitiesByType(OrchestrationRunEntity.class)) {
      if (isChanged(run)) {
        runIds.add(run.getId());
      }
    }
    for (StageRunEntity stageRun : entities.getCachedEntitiesByType(StageRunEntity.class)) {
      if (isChanged(stageRun)) {
        runIds.add(stageRun.getProcessInstanceId());
      }
    }
    runIds.removeIf(known::isInserted);
    return runIds;
  }

  private void takeOver(OrchestrationRunEntity committed) {
    OrchestrationRunEntity cached =
        entities.getCachedEntity(OrchestrationRunEntity.class, committed.getId());
    if (cached != null && cached.isOvertakenBy(committed)) {
      known.addOvertaken(committed.getId());
    }
    takeOver(committed, OrchestrationRunEntity.class);
    List<String> stageRunIds = new ArrayList<>();
    for (StageRunEntity stageRun : entities.getCachedEntitiesByType(StageRunEntity.class)) {
      if (committed.getId().equals(stageRun.getProcessInstanceId())
          && !known.isInserted(stageRun.getId())) {
        stageRunIds.add(stageRun.getId());
      }
    }
    readStageRuns(stageRunIds).forEach(row -> takeOver(row, StageRunEntity.class));
  }

  /** Nearly always one, for which MyBatis need not put a statement together. */
  private static List<StageRunEntity> readStageRuns(List<String> ids) {
    return switch (ids.size()) {
      case 0 -> List.of();
      case 1 -> new CommittedReader().list("readStageRun", ids.get(0));
      default -> new CommittedReader().list("readStageRuns", ids);
    };
  }

  private <T extends SharedRow> void takeOver(T committed, Class<T> type) {
    T cached = entities.getCachedEntity(type, committed.getId());
    if (cached == null) {
      entities.getDbEntityCache().putPersistent(committed);
      committed.postLoad();
      return;
    }
    cached.takeOver(committed);
    List<?> own = cached.getPersistentState();
    cached.setPersistentState(committed.getPersistentState());
    entities.getDbEntityCache().getCachedEntity(cached).makeCopy();
    cached.setPersistentState(own);
  }

  /**
   * The newest visit to each stage of the run that was visited, as committed; what this command has
   * changed itself counts more. Rows it has not changed are copies: changing them has no effect.
   */
  public List<StageRunEntity> readNewestStageRuns(String runId) {
    List<StageRunEntity> rows = new CommittedReader().list("readNewestStageRuns", runId);
    return newest(
        StageRunEntity.class,
        rows,
        stageRun -> runId.equals(stageRun.getProcessInstanceId()),
        StageRunEntity::getStageId,
        Comparator.comparingLong(StageRunEntity::getSequence));
  }

  /**
   * The newest run of each step of the run that was started, as committed; what this command has
   * changed itself counts more. Rows it has not changed are copies: changing them has no effect.
   */
  public List<StepRunEntity> readNewestStepRuns(String runId) {
    List<StepRunEntity> rows = new CommittedReader().list("readNewestStepRuns", runId);
    return newest(
        StepRunEntity.class,
        rows,
        stepRun -> runId.equals(stepRun.getProcessInstanceId()),
        StepRunEntity::getStepId,
        Comparator.comparingLong(StepRunEntity::getSequence));
  }

  private <T extends DbEntity> List<T> newest(
      Class<T> type,
      List<T> rows,
      Predicate<T> filter,
      Function<T, String> subject,
      Comparator<T> age) {
    Map<String, T> bySubject = new HashMap<>();
    Stream<T> changed = cached(type, filter.and(entities::isDirty), age).stream();
    Stream.concat(rows.stream().map(this::changedOrRead), changed)
        .forEach(
            row ->
                bySubject.merge(subject.apply(row), row, (one, other) -> newer(one, other, age)));
    return bySubject.values().stream().sorted(age).toList();
  }

  private <T extends DbEntity> T newer(T one, T other, Comparator<T> age) {
    return age.compare(one, other) > 0 ? one : other;
  }

  @SuppressWarnings("unchecked")
  private <T extends DbEntity> T changedOrRead(T row) {
    T cached = (T) entities.getCachedEntity(row.getClass(), row.getId());
    return cached != null && entities.isDirty(cached) ? cached : row;
  }

  // the engine's entity cache first, then the database, once

  private <T extends DbEntity> T findById(Class<T> type, String id) {
    T cached = entities.getCachedEntity(type, id);
    if (cached != null) {
      return entities.isDeleted(cached) ? null : cached;
    }
    return known.ask(type.getSimpleName(), id) ? entities.selectById(type, id) : null;
  }

  private <T extends DbEntity> T findByActivityInstance(
      Class<T> type, String statement, String id, Function<T, String> activityInstanceId) {
    T row = knownByActivityInstance(type, id);
    if (row == null || !id.equals(activityInstanceId.apply(row))) {
      row = findInCacheOrDatabase(type, statement, id, activityInstanceId);
    }
    return row == null || entities.isDeleted(row) ? null : row;
  }

  private <T extends DbEntity> T findInCacheOrDatabase(
      Class<T> type, String statement, String id, Function<T, String> activityInstanceId) {
    Predicate<T> filter = row -> id.equals(activityInstanceId.apply(row));
    T row = last(cached(type, filter, null));
    if (row == null && known.ask(statement, id)) {
      entities.selectList(statement, id);
      row = last(cached(type, filter, null));
    }
    if (row != null) {
      known.addActivityInstance(type, id, row.getId());
    }
    return row;
  }

  private <T extends DbEntity> T knownByActivityInstance(Class<T> type, String id) {
    String rowId = known.idByActivityInstance(type, id);
    return rowId == null ? null : entities.getCachedEntity(type, rowId);
  }

  private List<StageRunEntity> findStageRuns(
      String statement, String runId, Predicate<StageRunEntity> filter) {
    return find(
        StageRunEntity.class,
        statement,
        runId,
        stageRun -> runId.equals(stageRun.getProcessInstanceId()) && filter.test(stageRun),
        Comparator.comparingLong(StageRunEntity::getSequence));
  }

  private <T extends DbEntity> List<T> find(
      Class<T> type, String statement, String id, Predicate<T> filter, Comparator<T> age) {
    if (!known.isInserted(id)) {
      load(statement, id);
    }
    return cached(type, filter, age);
  }

  /** Puts the rows into the engine's entity cache, where those that it knows already stay. */
  private void load(String statement, Object parameter) {
    if (known.ask(statement, parameter)) {
      entities.selectList(statement, parameter);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> List<T> select(String statement, Object parameter) {
    return entities.selectList(statement, parameter);
  }

  private <T extends DbEntity> List<T> cached(
      Class<T> type, Predicate<T> filter, Comparator<T> age) {
    List<T> rows = new ArrayList<>();
    for (T row : entities.getCachedEntitiesByType(type)) {
      if (filter.test(row) && !entities.isDeleted(row)) {
        rows.add(row);
      }
    }
    if (age != null) {
      rows.sort(age);
    }
    return rows;
  }

  private static <T> T last(List<T> rows) {
    return rows.isEmpty() ? null : rows.get(rows.size() - 1);
  }

  private static Map<String, Object> parameters(Object... keysAndValues) {
    Map<String, Object> parameters = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      parameters.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return parameters;
  }
}
