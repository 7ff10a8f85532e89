package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinitions;
import java.util.List;
import java.util.function.Predicate;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.ErrorEventDefinition;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * A process around an orchestration that catches what the orchestration does not: one without
 * stages too, whose error definitions are the engine's own and tell nobody.
 *
 * @param execution token of the call activity that the error comes from
 * @param definition definition that catches the error
 */
record CatchingCaller(ExecutionEntity execution, ErrorEventDefinition definition) {

  /** Null if no process around the innermost orchestration catches the error. */
  static CatchingCaller find(ExecutionEntity failed, Predicate<ErrorEventDefinition> catches) {
    boolean isInOrchestration = false;
    ExecutionEntity token = failed;
    while (token != null) {
      isInOrchestration |= OrchestrationDefinitions.of(token.getProcessDefinition()) != null;
      token = token.getProcessInstance().getSuperExecution();
      ErrorEventDefinition definition =
          token == null || !isInOrchestration ? null : catchingAround(token.getActivity(), catches);
      if (definition != null) {
        return new CatchingCaller(token, definition);
      }
    }
    return null;
  }

  private static ErrorEventDefinition catchingAround(
      ActivityImpl call, Predicate<ErrorEventDefinition> catches) {
    for (ScopeImpl scope = call; scope != null; scope = scope.getFlowScope()) {
      List<ErrorEventDefinition> definitions =
          scope.getProperties().get(BpmnProperties.ERROR_EVENT_DEFINITIONS);
      for (ErrorEventDefinition definition : definitions) {
        if (!(definition instanceof UnhandledErrorDefinition)
            && !(definition instanceof EvaluationErrorDefinition)
            && !handler(call, definition).isAncestorFlowScopeOf(call)
            && catches.test(definition)) {
          return definition;
        }
      }
    }
    return null;
  }

  /** What the engine starts to handle the error. */
  ActivityImpl handler() {
    return handler(execution.getActivity(), definition);
  }

  /** An event sub-process does not catch what it throws itself. */
  private static ActivityImpl handler(ActivityImpl call, ErrorEventDefinition definition) {
    return call.getProcessDefinition().findActivity(definition.getHandlerActivityId());
  }
}
