package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import java.util.List;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.ErrorEventDefinition;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityStartBehavior;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/** Puts itself into every place of a process where an error may be caught. */
final class ErrorInstallation {

  /** Id of the hidden activity that ends a run; no XML id can hold a colon twice in a row. */
  static final String UNHANDLED = "bpmnStages::unhandledError";

  private final ProcessDefinitionEntity process;
  private final OrchestrationDefinition orchestration;

  ErrorInstallation(ProcessDefinitionEntity process, OrchestrationDefinition orchestration) {
    this.process = process;
    this.orchestration = orchestration;
  }

  void install() {
    install(process);
    ActivityImpl ending = process.createActivity(UNHANDLED);
    ending.setActivityBehavior(new UnhandledErrorBehavior());
    ending.setActivityStartBehavior(ActivityStartBehavior.INTERRUPT_EVENT_SCOPE);
    ending.setEventScope(process);
    process
        .getProperties()
        .addListItem(
            BpmnProperties.ERROR_EVENT_DEFINITIONS,
            new UnhandledErrorDefinition(process, UNHANDLED));
  }

  private void install(ScopeImpl scope) {
    List<ErrorEventDefinition> definitions =
        scope.getProperties().get(BpmnProperties.ERROR_EVENT_DEFINITIONS);
    for (int i = 0; i < definitions.size(); i++) {
      definitions.set(i, replace(definitions.get(i)));
    }
    for (ActivityImpl activity : scope.getActivities()) {
      install(activity);
    }
  }

  private CaughtErrorDefinition replace(ErrorEventDefinition definition) {
    ActivityImpl event = process.findActivity(definition.getHandlerActivityId());
    boolean isFaultPath =
        event.getEventScope() instanceof ActivityImpl attachedTo
            && orchestration.stage(attachedTo.getId()) != null
            && event.getFlowScope() == attachedTo.getFlowScope();
    if (isFaultPath) {
      event.setActivityBehavior(new FaultPathBehavior());
    }
    CaughtErrorDefinition noting =
        new CaughtErrorDefinition(
            definition, new CatchingPlace(process, idOf(event), stageAround(event), isFaultPath));
    event.addBuiltInListener(
        ExecutionListener.EVENTNAME_START,
        execution -> ErrorSession.current().handled((ExecutionEntity) execution, noting),
        0);
    return noting;
  }

  /** The start event, where the engine names the event sub-process around it. */
  private static String idOf(ActivityImpl event) {
    ActivityImpl start = event.getProperties().get(BpmnProperties.INITIAL_ACTIVITY);
    return start == null ? event.getId() : start.getId();
  }

  private String stageAround(ActivityImpl event) {
    for (ScopeImpl scope = event.getFlowScope(); scope != null; scope = scope.getFlowScope()) {
      if (orchestration.stage(scope.getId()) != null) {
        return scope.getId();
      }
    }
    return null;
  }
}
