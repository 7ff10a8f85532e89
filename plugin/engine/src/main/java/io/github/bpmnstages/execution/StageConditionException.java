package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.ProcessEngineException;

/**
 * An exit condition could not be evaluated. Always has a cause, since the engine hands only those
 * of its own exceptions to error propagation that have one.
 */
public final class StageConditionException extends ProcessEngineException {

  private static final long serialVersionUID = 1L;

  StageConditionException(String message, Throwable cause) {
    super(message, cause);
  }

  static StageConditionException of(String stageId, String problem) {
    return of(stageId, problem, new IllegalStateException(problem));
  }

  static StageConditionException of(String stageId, String problem, Throwable cause) {
    return new StageConditionException(
        "Exit condition of stage '" + stageId + "' failed: " + problem, cause);
  }
}
