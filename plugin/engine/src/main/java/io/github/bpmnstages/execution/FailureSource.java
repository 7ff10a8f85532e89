package io.github.bpmnstages.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.impl.bpmn.behavior.ErrorEndEventActivityBehavior;
import org.camunda.bpm.engine.impl.cmd.CompleteExternalTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleExternalTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleExternalTaskFailureCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.context.BpmnExecutionContext;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/** Which execution an error comes from, and what it says; the engine passes neither on. */
final class FailureSource {

  /** A command and the execution that the engine worked on when it was called. */
  private record Frame(Command<?> command, ExecutionEntity caller) {}

  private final Deque<Frame> commands = new ArrayDeque<>();
  private BpmnError thrown;
  private ExecutionEntity thrownBy;
  private ExecutionEntity explicit;
  private String explicitMessage;

  void enter(Command<?> command) {
    commands.push(new Frame(command, working()));
  }

  void exit() {
    commands.pop();
  }

  /** Process instance whose user code has called the command, or null. */
  String caller() {
    ExecutionEntity caller = commands.peek().caller();
    return caller == null ? null : caller.getProcessInstanceId();
  }

  boolean isOutermost() {
    return commands.size() == 1;
  }

  /** What fails next is that execution, not the one that the engine works on. */
  void explicitly(ExecutionEntity execution, String message) {
    this.explicit = execution;
    this.explicitMessage = message;
  }

  void clear() {
    this.explicit = null;
    this.explicitMessage = null;
  }

  /** User code has thrown an exception; error is null if that is no BPMN error. */
  void thrown(BpmnError error, BaseDelegateExecution execution) {
    this.thrown = error;
    this.thrownBy = execution instanceof ExecutionEntity entity ? entity : null;
  }

  /** The execution that has failed, or null if nothing tells. */
  ExecutionEntity execution() {
    if (explicit != null) {
      return explicit;
    }
    ExecutionEntity reported = reportedByCommand();
    if (reported != null) {
      return reported;
    }
    ExecutionEntity working = working();
    return working == null || isNestedFailure(working) ? thrownBy : working;
  }

  /** User code has called a command, in which other user code has failed: not the caller has. */
  private boolean isNestedFailure(ExecutionEntity working) {
    return commands.size() > 1
        && commands.peek().caller() == working
        && thrownBy != null
        && !working.getProcessInstanceId().equals(thrownBy.getProcessInstanceId());
  }

  private ExecutionEntity reportedByCommand() {
    Frame frame = commands.peek();
    if (frame == null || working() != frame.caller()) {
      return null;
    }
    Command<?> command = frame.command();
    CommandContext commandContext = Context.getCommandContext();
    if (command instanceof HandleTaskBpmnErrorCmd) {
      TaskEntity task =
          commandContext
              .getTaskManager()
              .findTaskById(EngineFields.read(command, "taskId", String.class));
      return task == null ? null : task.getExecution();
    }
    // the latter two where the model makes a BPMN error of what they say
    if (command instanceof HandleExternalTaskBpmnErrorCmd
        || command instanceof CompleteExternalTaskCmd
        || command instanceof HandleExternalTaskFailureCmd) {
      ExternalTaskEntity task =
          commandContext
              .getExternalTaskManager()
              .findExternalTaskById(EngineFields.read(command, "externalTaskId", String.class));
      return task == null ? null : task.getExecution();
    }
    return null;
  }

  /** Null in a case as well, where the engine's own accessor fails. */
  private static ExecutionEntity working() {
    return Context.getCoreExecutionContext() instanceof BpmnExecutionContext process
        ? process.getExecution()
        : null;
  }

  /** Whether what fails was tried for the last time, rather than given up by an operator. */
  boolean isLastAttempt() {
    return commands.stream()
        .anyMatch(
            frame ->
                frame.command() instanceof HandleExternalTaskFailureCmd
                    || isFailedJob(frame.command()));
  }

  /** Whether the outermost command records that a job has failed. */
  boolean isOfFailedJob() {
    return commands.getLast().command() instanceof FailedJobListener;
  }

  private static boolean isFailedJob(Command<?> command) {
    return command.getClass().getEnclosingClass() == FailedJobListener.class;
  }

  /** Whether the definition catches the technical failure of a last attempt. */
  boolean lastAttemptIsCaughtBy(CaughtErrorDefinition definition) {
    if (definition.getErrorCode() == null) {
      return true;
    }
    for (Frame frame : commands) {
      if (isFailedJob(frame.command())) {
        Command<?> retry = EngineFields.read(frame.command(), "cmd", Command.class);
        return retry instanceof JobRetryCmd
            && EngineFields.read(retry, "exception", Throwable.class) instanceof Exception failure
            && definition.catchesTechnical(failure);
      }
    }
    return false;
  }

  /** Message of the BPMN error with that code, or null. */
  String messageOf(String errorCode) {
    if (explicit != null) {
      return explicitMessage;
    }
    if (reportedByCommand() != null) {
      Command<?> command = commands.peek().command();
      return command instanceof CompleteExternalTaskCmd
          ? null
          : EngineFields.read(command, "errorMessage", String.class);
    }
    String atEndEvent = messageOfErrorEndEvent();
    if (atEndEvent != null) {
      return atEndEvent;
    }
    boolean isThrown =
        thrown != null && errorCode != null && errorCode.equals(thrown.getErrorCode());
    return isThrown ? thrown.getMessage() : null;
  }

  private static String messageOfErrorEndEvent() {
    ExecutionEntity working = working();
    if (working == null
        || working.getActivity() == null
        || !(working.getActivity().getActivityBehavior()
            instanceof ErrorEndEventActivityBehavior behavior)) {
      return null;
    }
    ParameterValueProvider message = behavior.getErrorMessageExpression();
    return message == null ? null : (String) message.getValue(working);
  }
}
