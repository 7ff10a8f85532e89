package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinitions;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.ErrorEventDefinition;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * Catches, last of all, a BPMN error that nothing else catches: it ends the outermost orchestration
 * around the error, where the engine would only end the token and go on (contract, section 4).
 */
final class UnhandledErrorDefinition extends ErrorEventDefinition {

  private static final long serialVersionUID = 1L;

  private final transient ScopeImpl processDefinition;

  UnhandledErrorDefinition(ScopeImpl processDefinition, String handlerActivityId) {
    super(handlerActivityId);
    this.processDefinition = processDefinition;
    setPrecedence(Integer.MIN_VALUE);
  }

  @Override
  public boolean catchesException(Exception exception) {
    return false;
  }

  @Override
  public boolean catchesError(String errorCode) {
    if (Context.getProcessEngineConfiguration().isEnableExceptionsAfterUnhandledBpmnError()) {
      return false;
    }
    ErrorSession errors = ErrorSession.current();
    ExecutionEntity failed = errors.source().execution();
    if (failed == null) {
      return false;
    }
    ExecutionEntity ending = outermostOrchestration(failed, errorCode);
    if (ending == null || ending.getProcessDefinition() != processDefinition) {
      return false;
    }
    errors.uncaught(ending, errorCode);
    return true;
  }

  /** Null if a process further out catches the error. */
  private static ExecutionEntity outermostOrchestration(ExecutionEntity failed, String errorCode) {
    ExecutionEntity outermost = null;
    for (ExecutionEntity processInstance : FailureChain.from(failed).processInstances()) {
      if (outermost != null
          && processInstance != outermost
          && catchesAround(callerOf(outermost, processInstance), errorCode)) {
        return null;
      }
      if (OrchestrationDefinitions.of(processInstance.getProcessDefinition()) != null) {
        outermost = processInstance;
      }
    }
    return outermost;
  }

  private static ExecutionEntity callerOf(
      ExecutionEntity orchestration, ExecutionEntity processInstance) {
    ExecutionEntity caller = orchestration.getSuperExecution();
    while (!caller.getProcessInstanceId().equals(processInstance.getId())) {
      caller = caller.getProcessInstance().getSuperExecution();
    }
    return caller;
  }

  private static boolean catchesAround(ExecutionEntity caller, String errorCode) {
    for (ScopeImpl scope = caller.getActivity(); scope != null; scope = scope.getFlowScope()) {
      List<ErrorEventDefinition> definitions =
          scope.getProperties().get(BpmnProperties.ERROR_EVENT_DEFINITIONS);
      for (ErrorEventDefinition definition : definitions) {
        if (!(definition instanceof UnhandledErrorDefinition)
            && (definition.getErrorCode() == null || definition.getErrorCode().equals(errorCode))) {
          return true;
        }
      }
    }
    return false;
  }
}
