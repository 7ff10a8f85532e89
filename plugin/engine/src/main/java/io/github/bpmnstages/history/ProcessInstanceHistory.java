package io.github.bpmnstages.history;

import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.GenericManagerFactory;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceManager;
import org.camunda.bpm.engine.impl.util.CollectionUtil;

/**
 * Lets the rows live and die with the process instance's history: every way on which the engine
 * deletes it or changes its removal time leads through the session that this one takes the place
 * of. Operations keep their order at the end of the flush, so that they meet rows of this very
 * transaction too.
 */
final class ProcessInstanceHistory extends HistoricProcessInstanceManager {

  private static final Map<Class<? extends DbEntity>, String> ROWS =
      Map.of(
          OrchestrationRunEntity.class, "OrchestrationRun",
          StageRunEntity.class, "StageRun",
          StepRunEntity.class, "StepRun",
          MilestoneEntity.class, "Milestone");

  private final OnceAnHour leftRuns;

  private ProcessInstanceHistory(OnceAnHour leftRuns) {
    this.leftRuns = leftRuns;
  }

  /**
   * Takes the place of the engine's session.
   *
   * @throws ProcessEngineException if another plugin has done so already
   */
  static void install(ProcessEngineConfigurationImpl configuration) {
    SessionFactory engines =
        configuration.getSessionFactories().get(HistoricProcessInstanceManager.class);
    if (engines.getClass() != GenericManagerFactory.class) {
      throw new ProcessEngineException(
          "BPMN Stages deletes its rows together with the history of process instances and needs the"
              + " session factory of HistoricProcessInstanceManager, but finds "
              + engines.getClass().getName()
              + " in its place. Only one plugin can have it.");
    }
    configuration.getSessionFactories().put(HistoricProcessInstanceManager.class, new Factory());
  }

  @Override
  public void deleteHistoricProcessInstanceByIds(List<String> processInstanceIds) {
    super.deleteHistoricProcessInstanceByIds(processInstanceIds);
    deleteRows(processInstanceIds);
  }

  private void deleteRows(List<String> processInstanceIds) {
    for (List<String> ids :
        CollectionUtil.partition(processInstanceIds, DbSqlSessionFactory.MAXIMUM_NUMBER_PARAMS)) {
      ROWS.forEach(
          (type, rows) ->
              getDbEntityManager()
                  .deletePreserveOrder(type, "delete" + rows + "sByProcessInstanceIds", ids));
    }
  }

  /** The engine cleans up until no operation was as big as the batch; these count like its own. */
  @Override
  public Map<Class<? extends DbEntity>, DbOperation> deleteHistoricProcessInstancesByRemovalTime(
      Date removalTime, int minuteFrom, int minuteTo, int batchSize) {
    Map<Class<? extends DbEntity>, DbOperation> operations =
        new HashMap<>(
            super.deleteHistoricProcessInstancesByRemovalTime(
                removalTime, minuteFrom, minuteTo, batchSize));
    if (leftRuns.isDue()) {
      makeUpForLeftRuns(batchSize);
    }
    Map<String, Object> parameters = parameters(removalTime, batchSize);
    if (minuteTo - minuteFrom + 1 < 60) {
      parameters.put("minuteFrom", minuteFrom);
      parameters.put("minuteTo", minuteTo);
    }
    ROWS.forEach(
        (type, rows) ->
            operations.put(
                type,
                getDbEntityManager()
                    .deletePreserveOrder(type, "delete" + rows + "sByRemovalTime", parameters)));
    return operations;
  }

  /**
   * Where a process instance ends that is none of the plugin's business any more, nobody asks for
   * the rows that it has from before: see {@link RootProcess}. Says nothing about engines whose
   * history goes elsewhere.
   */
  private void makeUpForLeftRuns(int batchSize) {
    if (!getCommandContext()
        .getProcessEngineConfiguration()
        .isEnableDefaultDbHistoryEventHandler()) {
      return;
    }
    List<LeftRun> runs =
        new CommittedReader().list("selectLeftRuns", Map.of("maxResults", batchSize));
    if (runs.size() == batchSize) {
      leftRuns.again();
    }
    List<String> withoutHistory =
        runs.stream().filter(run -> !run.hasHistory()).map(LeftRun::processInstanceId).toList();
    if (!withoutHistory.isEmpty()) {
      deleteRows(withoutHistory);
    }
    runs.stream()
        .filter(LeftRun::hasHistory)
        .forEach(run -> setRemovalTime(run.processInstanceId(), run.removalTime()));
  }

  private void setRemovalTime(String processInstanceId, Date removalTime) {
    Map<String, Object> parameters = parameters(removalTime, null);
    parameters.put("processInstanceId", processInstanceId);
    addUpdates("RemovalTimesByProcessInstanceId", parameters, Set.of(), new HashMap<>());
  }

  @Override
  public Map<Class<? extends DbEntity>, DbOperation>
      addRemovalTimeToProcessInstancesByRootProcessInstanceId(
          String rootProcessInstanceId, Date removalTime, Integer batchSize, Set<String> entities) {
    Map<Class<? extends DbEntity>, DbOperation> operations =
        super.addRemovalTimeToProcessInstancesByRootProcessInstanceId(
            rootProcessInstanceId, removalTime, batchSize, entities);
    if (!RootProcess.mayHaveRows(rootProcessInstanceId)
        || new RunRows(getCommandContext()).setRemovalTime(rootProcessInstanceId, removalTime)) {
      return operations;
    }
    Map<String, Object> parameters = parameters(removalTime, batchSize);
    parameters.put("rootProcessInstanceId", rootProcessInstanceId);
    addUpdates("RemovalTimesByRootProcessInstanceId", parameters, entities, operations);
    return operations;
  }

  @Override
  public Map<Class<? extends DbEntity>, DbOperation> addRemovalTimeById(
      String processInstanceId, Date removalTime, Integer batchSize, Set<String> entities) {
    Map<Class<? extends DbEntity>, DbOperation> operations =
        super.addRemovalTimeById(processInstanceId, removalTime, batchSize, entities);
    Map<String, Object> parameters = parameters(removalTime, batchSize);
    parameters.put("processInstanceId", processInstanceId);
    addUpdates("RemovalTimesByProcessInstanceId", parameters, entities, operations);
    return operations;
  }

  /** A batch that works in chunks names the entities that it has not yet finished. */
  private void addUpdates(
      String statement,
      Map<String, Object> parameters,
      Set<String> entities,
      Map<Class<? extends DbEntity>, DbOperation> operations) {
    ROWS.forEach(
        (type, rows) -> {
          if (isPerformUpdate(entities, type)) {
            String update = "update" + rows + statement;
            addOperation(
                getDbEntityManager()
                    .updatePreserveOrder(type, update, Collections.unmodifiableMap(parameters)),
                operations);
          }
        });
  }

  private Map<String, Object> parameters(Date removalTime, Integer maxResults) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("removalTime", removalTime);
    parameters.put("maxResults", maxResults);
    parameters.put("minuteFrom", null);
    parameters.put("minuteTo", null);
    parameters.put(
        "databaseType", getCommandContext().getProcessEngineConfiguration().getDatabaseType());
    return parameters;
  }

  private static final class Factory implements SessionFactory {

    // to look for them may read every run, and a cleanup has thousands of batches
    private final OnceAnHour leftRuns = new OnceAnHour();

    @Override
    public Class<?> getSessionType() {
      return HistoricProcessInstanceManager.class;
    }

    @Override
    public Session openSession() {
      return new ProcessInstanceHistory(leftRuns);
    }
  }
}
