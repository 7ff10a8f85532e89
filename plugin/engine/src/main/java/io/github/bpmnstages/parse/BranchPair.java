package io.github.bpmnstages.parse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Two branches of one fork: where they join, and which stages could be in progress at once. */
final class BranchPair {

  private final Branch one;
  private final Branch other;
  private final List<FlowNode> joins;

  /**
   * @param join nodes that make one token of those that meet there
   */
  BranchPair(Branch one, Branch other, Predicate<FlowNode> join) {
    this.one = one;
    this.other = other;
    this.joins = one.reached().stream().filter(other::leadsTo).filter(join).toList();
  }

  /** Stages of the first branch before it joins the other. */
  Set<FlowNode> stagesOfOne() {
    return one.stagesBefore(joins);
  }

  /** Stages of both branches that could be in progress at once, empty if there are none. */
  Set<FlowNode> stagesAtOnce() {
    Set<FlowNode> stages = stagesDuring(one, other);
    return stages.isEmpty() ? stagesDuring(other, one) : stages;
  }

  /** Stages that the second branch could reach while the first is in a stage. */
  private Set<FlowNode> stagesDuring(Branch first, Branch second) {
    for (FlowNode stage : first.stagesBefore(joins)) {
      Set<FlowNode> meanwhile = second.stagesBefore(joinsThatWaitFor(stage));
      if (!meanwhile.isEmpty()) {
        Set<FlowNode> stages = new LinkedHashSet<>(first.stagesBefore(joins));
        stages.addAll(meanwhile);
        return stages;
      }
    }
    return Set.of();
  }

  /** An inclusive gateway goes on without a token that can no longer come. */
  private List<FlowNode> joinsThatWaitFor(FlowNode stage) {
    return joins.stream()
        .filter(join -> Fork.isParallelJoin(join) || Branch.isWay(stage, join))
        .toList();
  }
}
