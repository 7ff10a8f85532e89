package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.record.Failure;
import java.util.List;
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

  /** Catches none, but a process that calls this one may. */
  @Override
  public boolean catchesException(Exception exception) {
    ErrorSession errors = ErrorSession.current();
    CatchingCaller caller =
        CatchingCaller.find(
            errors.source().execution(),
            definition ->
                !(definition instanceof CaughtErrorDefinition)
                    && definition.catchesException(exception));
    if (caller != null) {
      errors.caughtByCaller(caller, Failure.TECHNICAL, exception.getMessage());
    }
    return false;
  }

  @Override
  public boolean catchesError(String errorCode) {
    ErrorSession errors = ErrorSession.current();
    ExecutionEntity failed = errors.source().execution();
    CatchingCaller caller =
        CatchingCaller.find(
            failed,
            definition ->
                definition.getErrorCode() == null || definition.getErrorCode().equals(errorCode));
    if (caller != null && !(caller.definition() instanceof CaughtErrorDefinition)) {
      errors.caughtByCaller(caller, errorCode, errors.source().messageOf(errorCode));
    }
    if (failed == null
        || caller != null
        || Context.getProcessEngineConfiguration().isEnableExceptionsAfterUnhandledBpmnError()) {
      return false;
    }
    FailureChain chain = FailureChain.from(failed);
    ExecutionEntity ending = outermostOrchestration(chain);
    if (asked(chain, errors) != ending) {
      return false;
    }
    errors.uncaught(ending, errorCode);
    return true;
  }

  /** The engine asks from inside to outside; a process that calls itself is asked several times. */
  private ExecutionEntity asked(FailureChain chain, ErrorSession errors) {
    List<ExecutionEntity> instances =
        chain.processInstances().stream()
            .filter(instance -> instance.getProcessDefinition() == processDefinition)
            .toList();
    return instances.size() > 1
        ? instances.get(errors.timesAskedBefore(this, instances.size()))
        : instances.stream().findFirst().orElse(null);
  }

  private static ExecutionEntity outermostOrchestration(FailureChain chain) {
    ExecutionEntity outermost = null;
    for (ExecutionEntity processInstance : chain.processInstances()) {
      if (OrchestrationDefinitions.of(processInstance.getProcessDefinition()) != null) {
        outermost = processInstance;
      }
    }
    return outermost;
  }
}
