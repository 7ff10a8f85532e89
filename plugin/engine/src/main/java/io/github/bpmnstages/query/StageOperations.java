package io.github.bpmnstages.query;

import io.github.bpmnstages.run.OrchestrationRun;

/** What the service can do to a run; the part of it that touches executions. */
public interface StageOperations {

  /** See {@link StageService#evaluate(String)}. */
  boolean evaluate(String stageRunId);

  /** See {@link StageService#restart(String, String)}. */
  OrchestrationRun restart(String processInstanceId, String fromStageId);

  /** See {@link StageService#move(String, String)}. */
  void move(String processInstanceId, String toStageId);
}
