package io.github.bpmnstages.query;

import static org.camunda.bpm.engine.impl.util.EnsureUtil.ensureNotNull;

import io.github.bpmnstages.run.OrchestrationRun;
import java.util.Date;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/** The service: reads by itself and hands on what touches executions. */
public final class StageQueries implements StageService {

  private final CommandExecutor executor;
  private final StageOperations operations;
  private final KnownDefinitions definitions = new KnownDefinitions();

  /**
   * @param executor the engine's for commands that need a transaction, not null
   * @param operations what touches executions, not null
   */
  public StageQueries(CommandExecutor executor, StageOperations operations) {
    this.executor = executor;
    this.operations = operations;
  }

  @Override
  public OrchestrationRunQuery createOrchestrationRunQuery() {
    return new OrchestrationRunQuerySql(executor);
  }

  @Override
  public StageRunQuery createStageRunQuery() {
    return new StageRunQuerySql(executor);
  }

  @Override
  public StepRunQuery createStepRunQuery() {
    return new StepRunQuerySql(executor);
  }

  @Override
  public MilestoneQuery createMilestoneQuery() {
    return new MilestoneQuerySql(executor);
  }

  @Override
  public OrchestrationDefinitionQuery createOrchestrationDefinitionQuery() {
    return new DefinitionQuery(executor, definitions);
  }

  @Override
  public OrchestrationOverview getOverview(String processInstanceId) {
    ensureNotNull(NotValidException.class, "processInstanceId", processInstanceId);
    return executor.execute(
        commandContext -> new OverviewReader(commandContext, definitions).read(processInstanceId));
  }

  @Override
  public boolean evaluate(String stageRunId) {
    ensureNotNull(NotValidException.class, "stageRunId", stageRunId);
    return operations.evaluate(stageRunId);
  }

  @Override
  public OrchestrationStatistics getStatistics(
      String processDefinitionId, Date startedAfter, Date startedBefore) {
    ensureNotNull(NotValidException.class, "processDefinitionId", processDefinitionId);
    return executor.execute(
        commandContext ->
            new StatisticsReader(commandContext, definitions, startedAfter, startedBefore)
                .readDefinition(processDefinitionId));
  }

  @Override
  public OrchestrationStatistics getStatisticsByKey(
      String key, String tenantId, Date startedAfter, Date startedBefore) {
    ensureNotNull(NotValidException.class, "key", key);
    return executor.execute(
        commandContext ->
            new StatisticsReader(commandContext, definitions, startedAfter, startedBefore)
                .readKey(key, tenantId));
  }

  @Override
  public OrchestrationRun restart(String processInstanceId, String fromStageId) {
    ensureNotNull(NotValidException.class, "processInstanceId", processInstanceId);
    ensureNotNull(NotValidException.class, "fromStageId", fromStageId);
    return operations.restart(processInstanceId, fromStageId);
  }

  @Override
  public void move(String processInstanceId, String toStageId) {
    ensureNotNull(NotValidException.class, "processInstanceId", processInstanceId);
    ensureNotNull(NotValidException.class, "toStageId", toStageId);
    operations.move(processInstanceId, toStageId);
  }
}
