package io.github.bpmnstages.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** A process, activity, gateway or event as drawn: what it holds, and where its flows lead. */
final class FlowNode {

  private static final Set<String> TASKS =
      Set.of(
          "task",
          "manualTask",
          "userTask",
          "serviceTask",
          "scriptTask",
          "businessRuleTask",
          "sendTask",
          "receiveTask",
          "callActivity");

  private final Element element;
  private final FlowNode scope;
  private final List<StageProperty> properties;
  private final List<FlowNode> children = new ArrayList<>();
  private final List<FlowNode> boundaryEvents = new ArrayList<>();
  private final List<SequenceFlow> outgoing = new ArrayList<>();
  private int incoming;

  /**
   * @param scope process or sub-process that holds the node; null for the process
   */
  FlowNode(Element element, FlowNode scope) {
    this.element = element;
    this.scope = scope;
    this.properties = StagePropertyReader.read(element);
  }

  Element element() {
    return element;
  }

  String id() {
    return element.attribute("id");
  }

  String name() {
    return element.attribute("name");
  }

  String tag() {
    return element.getTagName();
  }

  FlowNode scope() {
    return scope;
  }

  List<StageProperty> properties() {
    return properties;
  }

  List<FlowNode> children() {
    return children;
  }

  List<FlowNode> boundaryEvents() {
    return boundaryEvents;
  }

  List<SequenceFlow> outgoing() {
    return outgoing;
  }

  int incoming() {
    return incoming;
  }

  void addChild(FlowNode child) {
    children.add(child);
  }

  void addBoundaryEvent(FlowNode event) {
    boundaryEvents.add(event);
  }

  void addOutgoing(SequenceFlow flow) {
    outgoing.add(flow);
    flow.target().incoming++;
  }

  boolean isTask() {
    return TASKS.contains(tag());
  }

  boolean isTransaction() {
    return tag().equals("transaction");
  }

  boolean isAdHoc() {
    return tag().equals("adHocSubProcess");
  }

  boolean isEventSubProcess() {
    return tag().equals("subProcess") && isTrue("triggeredByEvent", false);
  }

  boolean isBoundaryEvent() {
    return tag().equals("boundaryEvent");
  }

  /** Whether nodes lie in it. */
  boolean isScope() {
    return scope == null || tag().equals("subProcess") || isTransaction() || isAdHoc();
  }

  boolean isMultiInstance() {
    return !element.elements("multiInstanceLoopCharacteristics").isEmpty();
  }

  /** Compensation handler, or event sub-process that starts with a compensation. */
  boolean isForCompensation() {
    return isTrue("isForCompensation", false)
        || isEventSubProcess()
            && startEvents().anyMatch(event -> event.hasEvent("compensateEventDefinition"));
  }

  /** Boundary event or event sub-process that leaves what it listens to in progress. */
  boolean isNonInterrupting() {
    return isBoundaryEvent()
        ? !isTrue("cancelActivity", true) && !hasEvent("compensateEventDefinition")
        : isEventSubProcess()
            && startEvents().anyMatch(event -> !event.isTrue("isInterrupting", true));
  }

  boolean isErrorBoundaryEvent() {
    return isBoundaryEvent() && hasEvent("errorEventDefinition");
  }

  boolean hasEvent(String definition) {
    return !element.elements(definition).isEmpty();
  }

  /** Embedded, run once, started by its incoming flow: the only thing that can be a stage. */
  boolean isPlainSubProcess() {
    return tag().equals("subProcess")
        && !isEventSubProcess()
        && !isMultiInstance()
        && !isForCompensation();
  }

  /** Whether it is meant to be a stage, well placed or not. */
  boolean isStage() {
    return isPlainSubProcess()
        && properties.stream().anyMatch(p -> p.name().equals(StageProperty.EXIT_CONDITION));
  }

  /** Process, sub-process and so on that hold the node, from the inside out. */
  Stream<FlowNode> enclosing() {
    return Stream.iterate(scope, node -> node != null, FlowNode::scope);
  }

  Stream<FlowNode> startEvents() {
    return children.stream().filter(node -> node.tag().equals("startEvent"));
  }

  /** The node and everything in it, in file order. */
  Stream<FlowNode> withDescendants() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(FlowNode::withDescendants));
  }

  private boolean isTrue(String attribute, boolean ifMissing) {
    String value = element.attribute(attribute);
    return value == null ? ifMissing : value.strip().equalsIgnoreCase("true");
  }

  @Override
  public String toString() {
    return tag() + " '" + id() + "'";
  }
}
