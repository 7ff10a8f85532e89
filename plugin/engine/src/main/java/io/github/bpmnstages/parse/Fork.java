package io.github.bpmnstages.parse;

import java.util.List;

/** What the engine makes of the flows that leave a node, or meet at it. */
final class Fork {

  private Fork() {}

  /** Flows of which more than one can be taken when a token leaves the node. */
  static List<SequenceFlow> flowsTakenTogether(FlowNode node) {
    return switch (node.tag()) {
      case "exclusiveGateway", "eventBasedGateway", "complexGateway" -> List.of();
      case "parallelGateway" -> node.outgoing();
      default -> node.outgoing().stream().filter(flow -> !isOnlyOtherwise(node, flow)).toList();
    };
  }

  /** A default flow is taken when no other is; the engine overlooks it on a multi-instance. */
  private static boolean isOnlyOtherwise(FlowNode node, SequenceFlow flow) {
    String defaultFlow = node.element().attribute("default");
    return !node.isMultiInstance() && defaultFlow != null && defaultFlow.equals(flow.id());
  }

  /** Waits for as many tokens as flows lead to it. */
  static boolean isParallelJoin(FlowNode node) {
    return node.tag().equals("parallelGateway") && node.incoming() > 1;
  }

  /** Waits as long as another token could still come. */
  static boolean isInclusiveJoin(FlowNode node) {
    return node.tag().equals("inclusiveGateway") && node.incoming() > 1;
  }

  static boolean isJoin(FlowNode node) {
    return isParallelJoin(node) || isInclusiveJoin(node);
  }
}
