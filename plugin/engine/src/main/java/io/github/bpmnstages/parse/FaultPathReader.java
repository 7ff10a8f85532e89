package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.FaultPathDefinition;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.ErrorEventDefinition;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/** Finds the error boundary events of a stage; the engine has resolved their codes already. */
final class FaultPathReader {

  private final ProcessDefinitionEntity processDefinition;

  /**
   * @param processDefinition the parsed process
   */
  FaultPathReader(ProcessDefinitionEntity processDefinition) {
    this.processDefinition = processDefinition;
  }

  /** Fault paths in file order. */
  List<FaultPathDefinition> read(FlowNode stage) {
    return stage.boundaryEvents().stream()
        .filter(FlowNode::isErrorBoundaryEvent)
        .map(event -> new FaultPathDefinition(event.id(), event.name(), codeOf(event, stage)))
        .toList();
  }

  private String codeOf(FlowNode event, FlowNode stage) {
    ActivityImpl activity = processDefinition.findActivity(stage.id());
    return activity.getProperties().get(BpmnProperties.ERROR_EVENT_DEFINITIONS).stream()
        .filter(definition -> definition.getHandlerActivityId().equals(event.id()))
        .findFirst()
        .map(ErrorEventDefinition::getErrorCode)
        .orElse(null);
  }
}
