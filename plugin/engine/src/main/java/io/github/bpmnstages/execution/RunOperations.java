package io.github.bpmnstages.execution;

import io.github.bpmnstages.query.StageOperations;
import io.github.bpmnstages.run.OrchestrationRun;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/** What the service does to a run, each as one command. */
public final class RunOperations implements StageOperations {

  private final CommandExecutor executor;

  /**
   * @param executor the engine's for commands that need a transaction
   */
  public RunOperations(CommandExecutor executor) {
    this.executor = executor;
  }

  @Override
  public boolean evaluate(String stageRunId) {
    return executor.execute(new EvaluateStage(stageRunId));
  }

  @Override
  public OrchestrationRun restart(String processInstanceId, String fromStageId) {
    return executor.execute(new RestartRun(processInstanceId, fromStageId));
  }

  @Override
  public void move(String processInstanceId, String toStageId) {
    executor.execute(new MoveRun(processInstanceId, toStageId));
  }
}
