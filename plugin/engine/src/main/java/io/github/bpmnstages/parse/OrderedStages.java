package io.github.bpmnstages.parse;

import java.util.ArrayList;
import java.util.List;

/** The stages of a process in flow order, those reachable only through a fault path last. */
final class OrderedStages {

  /**
   * @param inFaultPath whether it is reached through a fault path only
   */
  record OrderedStage(FlowNode node, boolean inFaultPath) {}

  private final List<OrderedStage> mainFlow = new ArrayList<>();
  private final List<OrderedStage> faultPaths = new ArrayList<>();

  private OrderedStages() {}

  static List<OrderedStage> of(FlowNode process) {
    OrderedStages stages = new OrderedStages();
    stages.collect(process, false);
    stages.mainFlow.addAll(stages.faultPaths);
    return stages.mainFlow;
  }

  private void collect(FlowNode scope, boolean inFaultPath) {
    FlowOrder order = FlowOrder.of(scope);
    for (FlowNode node : order.nodes()) {
      boolean throughFault = inFaultPath || order.isInFaultPath(node);
      if (PlacementCheck.isWellPlaced(node)) {
        (throughFault ? faultPaths : mainFlow).add(new OrderedStage(node, throughFault));
      } else if (node.isScope()) {
        collect(node, throughFault);
      }
    }
  }
}
