package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.bpmn.parser.ErrorEventDefinition;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * Stands in for an error definition of the engine and notes when it catches. On a stage it is a
 * fault path: without an error code it catches technical failures too, but leaves to the engine
 * what fails in a job, which is retried first (contract, section 4).
 */
final class CaughtErrorDefinition extends ErrorEventDefinition {

  private static final long serialVersionUID = 1L;

  private final transient CatchingPlace place;

  CaughtErrorDefinition(ErrorEventDefinition original, CatchingPlace place) {
    super(original.getHandlerActivityId());
    this.place = place;
    setErrorCode(original.getErrorCode());
    setPrecedence(original.getPrecedence() - (original.getErrorCode() == null ? 0 : 1));
    setErrorCodeVariable(original.getErrorCodeVariable());
    setErrorMessageVariable(original.getErrorMessageVariable());
  }

  CatchingPlace place() {
    return place;
  }

  /** What the engine starts to handle the error. */
  ActivityImpl handler() {
    return place.processDefinition().findActivity(getHandlerActivityId());
  }

  @Override
  public boolean catchesError(String errorCode) {
    boolean catches = super.catchesError(errorCode);
    if (catches) {
      ErrorSession.current().caught(this, errorCode);
    }
    return catches;
  }

  @Override
  public boolean catchesException(Exception exception) {
    boolean catches =
        place.isFaultPath() ? catchesFailure(exception) : super.catchesException(exception);
    if (catches) {
      ErrorSession.current().caught(this, exception);
    }
    return catches;
  }

  private boolean catchesFailure(Exception exception) {
    boolean isRetried =
        Context.getCommandContext().getCurrentJob() != null
            && !ErrorSession.current().isUnretried();
    return !isRetried && catchesTechnical(exception);
  }

  /** Whether it would catch the exception, wherever it comes from. */
  boolean catchesTechnical(Exception exception) {
    return getErrorCode() == null || super.catchesException(exception);
  }
}
