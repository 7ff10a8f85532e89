package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.Failure;
import io.github.bpmnstages.record.RecordSession;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.ErrorEventDefinition;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.incident.IncidentHandling;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmActivity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * Tells, for the errors of one command, who has failed and who catches it. The engine asks each
 * error definition on its way outwards whether it catches the error; the one that says yes is noted
 * here, before the engine cancels anything.
 */
final class ErrorSession implements Session {

  private boolean unretried;
  private CaughtErrorDefinition pending;
  private FaultPathUnreachableException unreachable;
  private final FailureSource source = new FailureSource();
  private final Map<ProcessDefinitionEntity, String> uncaught = new HashMap<>();
  private final Map<UnhandledErrorDefinition, Integer> asked = new IdentityHashMap<>();

  static ErrorSession current() {
    return Context.getCommandContext().getSession(ErrorSession.class);
  }

  /** Whether what fails is not retried although a job is being executed. */
  boolean isUnretried() {
    return unretried;
  }

  /** Remembers that a fault path could not be reached: nothing of this command may be kept. */
  FaultPathUnreachableException unreachable(FaultPathUnreachableException failure) {
    unreachable = failure;
    return failure;
  }

  void rethrowUnreachable() {
    if (unreachable != null) {
      throw unreachable;
    }
  }

  FailureSource source() {
    return source;
  }

  /** The definition catches a BPMN error. */
  void caught(CaughtErrorDefinition catching, String errorCode) {
    note(catching, errorCode, source.messageOf(errorCode));
  }

  /** The definition catches an exception. */
  void caught(CaughtErrorDefinition catching, Exception exception) {
    note(catching, Failure.TECHNICAL, exception.getMessage());
  }

  /** The definition catches a technical failure after the last attempt. */
  void caughtAfterLastAttempt(CaughtErrorDefinition catching, String message) {
    note(catching, Failure.TECHNICAL, message);
  }

  /** A process that calls the orchestration catches the error, and does not tell by itself. */
  void caughtByCaller(CatchingCaller caller, String errorCode, String message) {
    ExecutionEntity failed = source.execution();
    enterStage(failed);
    RecordSession.current()
        .failureCaught(
            FailureChain.from(failed)
                .caughtBy(
                    caller.handler(),
                    errorCode,
                    message,
                    caller.definition().getHandlerActivityId(),
                    null));
  }

  private void note(CaughtErrorDefinition catching, String errorCode, String message) {
    ExecutionEntity failed = source.execution();
    if (failed != null) {
      enterStage(failed);
      pending = catching;
      RecordSession.current()
          .failureCaught(
              FailureChain.from(failed)
                  .caughtBy(
                      catching.handler(),
                      errorCode,
                      message,
                      catching.place().eventId(),
                      catching.place().stageId()));
    }
  }

  /**
   * A listener of a stage has failed, at its start or at its end: the parent execution does not
   * tell which activity instance it holds, and the engine would report the end of the parent's own.
   */
  private static void enterStage(ExecutionEntity failed) {
    String activityInstanceId = failed.getActivityInstanceId();
    boolean isAtStage =
        failed.isScope()
            && activityInstanceId != null
            && failed.getActivity() != null
            && failed.getActivity().getActivityBehavior() instanceof StageBehavior;
    if (isAtStage) {
      failed.getParent().setActivityInstanceId(activityInstanceId);
    }
  }

  /** Nobody catches the error: it ends the outermost orchestration around it. */
  void uncaught(ExecutionEntity processInstance, String errorCode) {
    enterStage(source.execution());
    RecordSession.current()
        .failureCaught(
            FailureChain.from(source.execution())
                .endsRun(processInstance.getId(), errorCode, source.messageOf(errorCode)));
  }

  /**
   * How often the definition was asked about the error that is on its way, which ends with the last
   * of so many times.
   */
  int timesAskedBefore(UnhandledErrorDefinition definition, int times) {
    int before = asked.merge(definition, 1, Integer::sum) - 1;
    if (before == times - 1) {
      asked.remove(definition);
    }
    return before;
  }

  /** What becomes of the failure of an exit condition that nobody catches. */
  enum Uncaught {
    THROWN,
    INCIDENT,
    /** Left to a later look. */
    LEFT
  }

  /**
   * The exit condition of a stage has failed: looks for who catches that from the stage outwards,
   * and answers whether anybody does.
   *
   * @throws RuntimeException the failure itself if nobody catches it and it is to be thrown
   */
  boolean catchConditionFailure(
      ExecutionEntity stageExecution,
      StageBehavior behavior,
      RuntimeException failure,
      Uncaught uncaught) {
    BpmnError bpmnError = bpmnErrorIn(failure);
    ActivityImpl stage = behavior.activity();
    // the execution itself may carry a step that has not failed; its parent stands for the stage
    source.explicitly(stageExecution.getParent(), failure.getMessage());
    unretried = uncaught != Uncaught.THROWN;
    try {
      if (isCaughtAround(stageExecution, stage, bpmnError, failure)
          || isCaughtByCaller(stageExecution, bpmnError, failure)) {
        return true;
      }
      if (uncaught == Uncaught.THROWN) {
        throw failure;
      }
      if (uncaught == Uncaught.INCIDENT) {
        createIncident(stageExecution, stage, failure);
      }
      return false;
    } finally {
      unretried = false;
      source.clear();
    }
  }

  /** The execution would name the step that it carries, or nothing. */
  private static void createIncident(
      ExecutionEntity stageExecution, ActivityImpl stage, RuntimeException failure) {
    IncidentContext context = new IncidentContext();
    context.setTenantId(stageExecution.getTenantId());
    context.setProcessDefinitionId(stageExecution.getProcessDefinitionId());
    context.setExecutionId(stageExecution.getId());
    context.setActivityId(stage.getId());
    context.setConfiguration(stageExecution.getParentActivityInstanceId());
    IncidentHandling.createIncident(
        StageIncidentHandler.FAILED_CONDITION, context, failure.getMessage());
  }

  private static boolean isCaughtByCaller(
      ExecutionEntity stageExecution, BpmnError bpmnError, RuntimeException failure) {
    ExecutionEntity caller = stageExecution.getProcessInstance().getSuperExecution();
    while (caller != null && !caller.isSuspended()) {
      if (isCaughtAround(caller, caller.getActivity(), bpmnError, failure)) {
        return true;
      }
      caller = caller.getProcessInstance().getSuperExecution();
    }
    return false;
  }

  private static boolean isCaughtAround(
      ExecutionEntity execution,
      ActivityImpl failed,
      BpmnError bpmnError,
      RuntimeException failure) {
    for (ScopeImpl scope = failed; scope != null; scope = scope.getFlowScope()) {
      if (catchIn(scope, execution, failed, bpmnError, failure)) {
        return true;
      }
    }
    return false;
  }

  private static boolean catchIn(
      ScopeImpl scope,
      ExecutionEntity failedExecution,
      ActivityImpl failed,
      BpmnError bpmnError,
      RuntimeException failure) {
    List<ErrorEventDefinition> definitions =
        scope.getProperties().get(BpmnProperties.ERROR_EVENT_DEFINITIONS);
    for (ErrorEventDefinition definition : definitions) {
      PvmActivity handler =
          scope.getProcessDefinition().findActivity(definition.getHandlerActivityId());
      if (failed.isAncestorFlowScopeOf((ScopeImpl) handler)
          || ((ScopeImpl) handler).isAncestorFlowScopeOf(failed)) {
        continue;
      }
      boolean catches =
          bpmnError == null
              ? definition.catchesException(failure)
              : definition.catchesError(bpmnError.getErrorCode());
      if (catches) {
        ExecutionEntity execution =
            (ExecutionEntity)
                failedExecution.findExecutionForScope(failed, (ScopeImpl) handler.getEventScope());
        setVariables(execution, definition, bpmnError, failure);
        execution.executeActivity(handler);
        return true;
      }
    }
    return false;
  }

  private static void setVariables(
      ExecutionEntity execution,
      ErrorEventDefinition definition,
      BpmnError bpmnError,
      RuntimeException failure) {
    if (definition.getErrorCodeVariable() != null) {
      execution.setVariable(
          definition.getErrorCodeVariable(), bpmnError == null ? null : bpmnError.getErrorCode());
    }
    if (definition.getErrorMessageVariable() != null) {
      execution.setVariable(
          definition.getErrorMessageVariable(),
          bpmnError == null ? failure.getMessage() : bpmnError.getMessage());
    }
  }

  static BpmnError bpmnErrorIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BpmnError bpmnError) {
        return bpmnError;
      }
    }
    return null;
  }

  /** Nothing in the process catches the error; of interest if that is an evaluation flow. */
  void uncaughtIn(ProcessDefinitionEntity process, String errorCode) {
    uncaught.put(process, String.valueOf(errorCode));
  }

  /**
   * Code of the error that nothing in the process has caught since this was last asked, or null.
   */
  String takeUncaughtIn(ProcessDefinitionEntity process) {
    return uncaught.remove(process);
  }

  /** The catching event has started. */
  void handled(ExecutionEntity execution, CaughtErrorDefinition catching) {
    RecordSession records = RecordSession.current();
    Failure failure = records.failure();
    if (failure == null || !catching.place().eventId().equals(failure.catchingEventId())) {
      return;
    }
    if (Failure.TECHNICAL.equals(failure.errorCode()) && catching.getErrorCodeVariable() != null) {
      execution.setVariable(catching.getErrorCodeVariable(), Failure.TECHNICAL);
    }
    records.failureHandled();
    pending = null;
  }

  /** At the end of the command: a catching event that waits for a job has not started. */
  void finish(CommandContext commandContext) {
    Failure failure = RecordSession.of(commandContext).failure();
    if (pending == null || failure == null || !failure.isCaught()) {
      return;
    }
    for (ExecutionEntity execution :
        commandContext.getDbEntityManager().getCachedEntitiesByType(ExecutionEntity.class)) {
      if (!execution.isRemoved()
          && pending.place().eventId().equals(execution.getActivityId())
          && failure.processInstanceId().equals(execution.getProcessInstanceId())) {
        handled(execution, pending);
        return;
      }
    }
  }

  @Override
  public void flush() {
    // nothing of its own to write
  }

  @Override
  public void close() {
    // nothing is held beyond the command
  }
}
