package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.ErrorEventDefinition;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * Asked last of all, notes a BPMN error that nothing in an evaluation flow catches: the engine
 * would only log it and end the token, and the missing answer would count as "not met". Catches
 * none, so that the process does as ever, also when it is not called as an evaluation flow.
 */
final class EvaluationErrorDefinition extends ErrorEventDefinition {

  private static final long serialVersionUID = 1L;

  private final transient ProcessDefinitionEntity flow;

  private EvaluationErrorDefinition(ProcessDefinitionEntity flow) {
    // the engine looks the handler up before it asks
    super(flow.getInitial().getId());
    this.flow = flow;
    setPrecedence(Integer.MIN_VALUE);
  }

  /** Once for each process that is called as an evaluation flow. */
  static void install(ProcessDefinitionEntity flow) {
    synchronized (flow) {
      boolean isInstalled =
          flow.getProperties().get(BpmnProperties.ERROR_EVENT_DEFINITIONS).stream()
              .anyMatch(EvaluationErrorDefinition.class::isInstance);
      if (!isInstalled) {
        flow.getProperties()
            .addListItem(
                BpmnProperties.ERROR_EVENT_DEFINITIONS, new EvaluationErrorDefinition(flow));
      }
    }
  }

  @Override
  public boolean catchesException(Exception exception) {
    return false;
  }

  @Override
  public boolean catchesError(String errorCode) {
    ErrorSession.current().uncaughtIn(flow, errorCode);
    return false;
  }
}
