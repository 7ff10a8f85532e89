package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.model.StepType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Finds the steps of a stage. */
final class StepReader {

  private StepReader() {}

  /** Steps in flow order. */
  static List<StepDefinition> read(FlowNode stage) {
    return steps(stage)
        .map(step -> new StepDefinition(step.id(), step.name(), type(step), stage.id()))
        .toList();
  }

  private static Stream<FlowNode> steps(FlowNode scope) {
    return FlowOrder.of(scope).nodes().stream()
        .filter(node -> !node.isForCompensation())
        .flatMap(StepReader::stepsAt);
  }

  private static Stream<FlowNode> stepsAt(FlowNode node) {
    if (node.isTask() || node.isScope() && node.isMultiInstance()) {
      return Stream.of(node);
    }
    return node.isScope() && !node.isAdHoc() ? steps(node) : Stream.of();
  }

  private static StepType type(FlowNode step) {
    return step.isScope()
        ? work(step)
            .map(StepReader::type)
            .min(Comparator.naturalOrder())
            .orElse(StepType.BACKGROUND)
        : typeOfTask(step);
  }

  /** Tasks in a multi-instance sub-process, at any depth. */
  private static Stream<FlowNode> work(FlowNode scope) {
    return scope.children().stream()
        .filter(node -> !node.isForCompensation() && !node.isAdHoc())
        .flatMap(node -> node.isScope() ? work(node) : Stream.of(node).filter(FlowNode::isTask));
  }

  private static StepType typeOfTask(FlowNode task) {
    return switch (task.tag()) {
      case "userTask" -> StepType.INTERACTIVE;
      case "receiveTask" -> StepType.EXTERNAL;
      case "serviceTask", "sendTask" -> external(task.element());
      case "businessRuleTask" ->
          attribute(task.element(), "decisionRef") == null
              ? external(task.element())
              : StepType.BACKGROUND;
      default -> StepType.BACKGROUND;
    };
  }

  private static StepType external(Element task) {
    return "external".equalsIgnoreCase(attribute(task, "type"))
        ? StepType.EXTERNAL
        : StepType.BACKGROUND;
  }

  private static String attribute(Element element, String name) {
    return element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, name);
  }
}
