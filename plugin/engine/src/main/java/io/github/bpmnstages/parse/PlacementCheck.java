package io.github.bpmnstages.parse;

import static java.util.stream.Collectors.joining;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Whether the {@code stage.*} properties are where a stage can be: STG-001 and STG-002. */
final class PlacementCheck {

  private final Problems problems;
  private final Map<Element, FlowNode> nodes = new IdentityHashMap<>();

  PlacementCheck(Problems problems) {
    this.problems = problems;
  }

  void check(FlowNode process) {
    process.withDescendants().forEach(node -> nodes.put(node.element(), node));
    check(process.element(), process.element());
  }

  /**
   * @param place the element itself, or the nearest around it that has an id
   */
  private void check(Element element, Element place) {
    List<StageProperty> properties = StagePropertyReader.read(element);
    if (!properties.isEmpty()) {
      FlowNode node = nodes.get(element);
      if (node == null || !node.isPlainSubProcess()) {
        problems.report(
            ProblemCode.NOT_A_PLAIN_SUB_PROCESS,
            place,
            "found %s on %s, but only a plain embedded sub-process can be a stage. Move the"
                + " properties to an embedded sub-process that is neither multi-instance nor for"
                + " compensation, or remove them.",
            names(properties),
            kind(element, node));
      } else if (node.isStage()) {
        checkSurroundings(node);
      }
    }
    for (Element child : element.elements()) {
      check(child, child.attribute("id") == null ? place : child);
    }
  }

  private void checkSurroundings(FlowNode stage) {
    stage
        .enclosing()
        .filter(FlowNode::isStage)
        .findFirst()
        .ifPresent(outer -> inStage(stage, outer));
    stage
        .enclosing()
        .filter(PlacementCheck::holdsNoStage)
        .findFirst()
        .ifPresent(outer -> inOddScope(stage, outer));
    if (stage.id() == null) {
      problems.report(
          ProblemCode.NOT_A_PLAIN_SUB_PROCESS,
          stage.element(),
          "found a sub-process without an id. A stage is known by its id: give it one.");
    }
  }

  private void inStage(FlowNode stage, FlowNode outer) {
    problems.report(
        ProblemCode.STAGE_IN_STAGE,
        stage.element(),
        "stage '%s' lies inside stage '%s'. Stages run one after another, never inside each other:"
            + " move it out, or remove its stage.* properties.",
        stage.id(),
        outer.id());
  }

  private void inOddScope(FlowNode stage, FlowNode outer) {
    problems.report(
        ProblemCode.NOT_A_PLAIN_SUB_PROCESS,
        stage.element(),
        "stage '%s' lies inside %s. A stage may lie in the process itself, in plain sub-processes,"
            + " transactions and interrupting event sub-processes: move it there, or remove its"
            + " stage.* properties.",
        stage.id(),
        kind(outer.element(), outer));
  }

  /** Whether a stage can run where the node has been put. */
  static boolean isWellPlaced(FlowNode stage) {
    return stage.isStage()
        && stage.id() != null
        && stage.enclosing().noneMatch(outer -> outer.isStage() || holdsNoStage(outer));
  }

  /** What is inside runs many times, or only to undo, or not at all. */
  private static boolean holdsNoStage(FlowNode scope) {
    return scope.isMultiInstance() || scope.isForCompensation() || scope.isAdHoc();
  }

  private static String kind(Element element, FlowNode node) {
    String id = element.attribute("id");
    return "a%s %s%s"
        .formatted(
            node == null ? "" : adjective(node),
            node != null && node.isEventSubProcess() ? "event sub-process" : element.getTagName(),
            id == null ? "" : " '" + id + "'");
  }

  private static String adjective(FlowNode node) {
    if (node.isForCompensation()) {
      return " compensating";
    }
    return node.isMultiInstance() ? " multi-instance" : "";
  }

  private static String names(List<StageProperty> properties) {
    return properties.stream().map(StageProperty::name).distinct().collect(joining(", "));
  }
}
