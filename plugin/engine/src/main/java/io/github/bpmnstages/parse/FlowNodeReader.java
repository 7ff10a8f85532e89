package io.github.bpmnstages.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Reads a process and everything in it, as drawn: what is broken in it the engine reports. */
final class FlowNodeReader {

  private static final Set<String> OTHER_NODES =
      Set.of(
          "startEvent",
          "endEvent",
          "boundaryEvent",
          "intermediateCatchEvent",
          "intermediateThrowEvent",
          "exclusiveGateway",
          "parallelGateway",
          "inclusiveGateway",
          "eventBasedGateway",
          "complexGateway",
          "subProcess",
          "transaction",
          "adHocSubProcess");

  private FlowNodeReader() {}

  static FlowNode read(Element process) {
    FlowNode node = new FlowNode(process, null);
    readScope(node);
    return node;
  }

  private static void readScope(FlowNode scope) {
    Map<String, FlowNode> byId = new HashMap<>();
    for (Element element : scope.element().elements()) {
      FlowNode node = new FlowNode(element, scope);
      if (node.isTask() || OTHER_NODES.contains(node.tag())) {
        scope.addChild(node);
        byId.put(node.id(), node);
        if (node.isScope()) {
          readScope(node);
        }
      }
    }
    attachBoundaryEvents(scope, byId);
    connectFlows(scope, byId);
    connectLinks(scope);
  }

  private static void attachBoundaryEvents(FlowNode scope, Map<String, FlowNode> byId) {
    for (FlowNode node : scope.children()) {
      FlowNode host = byId.get(node.element().attribute("attachedToRef"));
      if (node.isBoundaryEvent() && host != null) {
        host.addBoundaryEvent(node);
      }
    }
  }

  private static void connectFlows(FlowNode scope, Map<String, FlowNode> byId) {
    for (Element flow : scope.element().elements("sequenceFlow")) {
      FlowNode source = byId.get(flow.attribute("sourceRef"));
      FlowNode target = byId.get(flow.attribute("targetRef"));
      if (source != null && target != null) {
        source.addOutgoing(new SequenceFlow(flow.attribute("id"), target));
      }
    }
  }

  private static void connectLinks(FlowNode scope) {
    Map<String, FlowNode> targets = new HashMap<>();
    scope.children().stream()
        .filter(node -> node.tag().equals("intermediateCatchEvent"))
        .forEach(node -> linkNames(node).forEach(name -> targets.put(name, node)));
    scope.children().stream()
        .filter(node -> node.tag().equals("intermediateThrowEvent"))
        .forEach(
            node ->
                linkNames(node)
                    .filter(targets::containsKey)
                    .forEach(name -> node.addOutgoing(new SequenceFlow(null, targets.get(name)))));
  }

  private static Stream<String> linkNames(FlowNode node) {
    return node.element().elements("linkEventDefinition").stream()
        .map(link -> link.attribute("name"));
  }
}
