package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.ProcessEngineException;

/** The boundary event could not be reached: the transaction is to be done again without it. */
final class FaultPathUnreachableException extends ProcessEngineException {

  private static final long serialVersionUID = 1L;

  FaultPathUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
