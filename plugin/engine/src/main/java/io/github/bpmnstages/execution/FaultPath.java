package io.github.bpmnstages.execution;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.ErrorEventDefinition;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Takes a fault path where the engine would create an incident: no retries are left (contract,
 * section 4). Searches from the stage outwards, through calling processes too.
 */
final class FaultPath {

  private FaultPath() {}

  /** Answers whether a fault path was taken; then the failed work is gone. */
  static boolean take(ExecutionEntity execution, FailedPlaces places, String message) {
    FailureSource source = ErrorSession.current().source();
    if (!source.isLastAttempt() || FaultPathRetry.isAvoided() || execution.isSuspended()) {
      return false;
    }
    // the engine's failed-job command tries a second time what has thrown, on half-moved executions
    ErrorSession.current().rethrowUnreachable();
    ExecutionEntity token = execution;
    List<FailedActivity> passed = new ArrayList<>();
    while (token != null) {
      if (takeIn(places.where(token, execution), passed, places, execution, message)) {
        return true;
      }
      token = token.getProcessInstance().getSuperExecution();
      if (token != null && token.isSuspended()) {
        return false;
      }
    }
    return false;
  }

  private static boolean takeIn(
      FailedActivity failure,
      List<FailedActivity> passed,
      FailedPlaces places,
      ExecutionEntity failed,
      String message) {
    if (failure == null || failure.stage() == null) {
      return false;
    }
    passed.add(failure);
    List<ErrorEventDefinition> definitions =
        failure.stage().getProperties().get(BpmnProperties.ERROR_EVENT_DEFINITIONS);
    for (ErrorEventDefinition definition : definitions) {
      if (definition instanceof CaughtErrorDefinition catching
          && catching.place().isFaultPath()
          && ErrorSession.current().source().lastAttemptIsCaughtBy(catching)) {
        passed.forEach(inside -> recordStep(inside, message));
        // what has called the failed process is where it failed, if it had ended by then
        boolean isCallerOnly = places.hasRunOn(failed);
        take(
            catching,
            failure,
            isCallerOnly ? failure.stageExecution().getParent() : failed,
            message);
        return true;
      }
    }
    return false;
  }

  /** The engine has not stored the start of a step that has failed in its job. */
  private static void recordStep(FailedActivity failure, String message) {
    if (failure.step() != null) {
      IncidentSession.recordStep(failure, message);
    }
  }

  private static void take(
      CaughtErrorDefinition catching,
      FailedActivity failure,
      ExecutionEntity failed,
      String message) {
    ErrorSession errors = ErrorSession.current();
    errors.source().explicitly(failed, message);
    try {
      errors.caughtAfterLastAttempt(catching, message);
      FaultPathBehavior.continueInJob(true);
      if (catching.getErrorMessageVariable() != null) {
        failure.stageExecution().setVariable(catching.getErrorMessageVariable(), message);
      }
      failure.stageExecution().executeActivity(catching.handler());
    } catch (RuntimeException e) {
      throw errors.unreachable(
          new FaultPathUnreachableException(
              "Fault path '" + catching.place().eventId() + "' cannot be reached", e));
    } finally {
      FaultPathBehavior.continueInJob(false);
      errors.source().clear();
    }
  }
}
