package io.github.bpmnstages.parse;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Two branches of one fork: where they join, and which stages could be in progress at once. */
final class BranchPair {

  private final FlowNode fork;
  private final Branch one;
  private final Branch other;
  private final Set<FlowNode> joins;

  /**
   * @param fork where the branches part
   */
  BranchPair(FlowNode fork, Branch one, Branch other) {
    this.fork = fork;
    this.one = one;
    this.other = other;
    Set<FlowNode> first = firstJoins(sharedBefore(Set.of(fork)));
    this.joins = isForkedAgain(first) || isMergedBefore(first) ? Set.of() : first;
  }

  /** Stages of both branches that could be in progress at once, empty if there are none. */
  Set<FlowNode> stagesAtOnce() {
    Set<FlowNode> stages = stagesDuring(one, other);
    return stages.isEmpty() ? stagesDuring(other, one) : stages;
  }

  private Set<FlowNode> sharedBefore(Set<FlowNode> stops) {
    Set<FlowNode> shared = new LinkedHashSet<>(one.reach(stops));
    shared.retainAll(other.reach(stops));
    return shared;
  }

  /**
   * Gateways that make one token of those of both branches: each branch gets there without having
   * been at another of them, and before everything starts anew.
   */
  private Set<FlowNode> firstJoins(Set<FlowNode> shared) {
    Set<FlowNode> all = shared.stream().filter(Fork::isJoin).collect(Collectors.toSet());
    return all.stream()
        .filter(join -> sharedBefore(allBut(join, all)).contains(join))
        .collect(Collectors.toSet());
  }

  private Set<FlowNode> allBut(FlowNode join, Set<FlowNode> joins) {
    Set<FlowNode> others = new HashSet<>(joins);
    others.add(fork);
    others.remove(join);
    return others;
  }

  /**
   * Whether one of the branches leads back to the fork before they join: then there are more tokens
   * than the joins count on, and some are left over.
   */
  private boolean isForkedAgain(Set<FlowNode> joins) {
    return !joins.contains(fork)
        && (one.reach(joins).contains(fork) || other.reach(joins).contains(fork));
  }

  /**
   * Whether the branches meet without becoming one before they join, and go on to a stage: then
   * their tokens arrive at the joins by the same flow, and the joins cannot tell them apart.
   */
  private boolean isMergedBefore(Set<FlowNode> joins) {
    return sharedBefore(joins).stream()
        .anyMatch(node -> !joins.contains(node) && new Branch(node).leadsToAStage());
  }

  /** Stages that the second branch could reach while the first is in a stage. */
  private Set<FlowNode> stagesDuring(Branch first, Branch second) {
    for (FlowNode stage : first.stagesBefore(joins)) {
      Set<FlowNode> meanwhile = second.stagesBefore(joinsThatWaitFor(stage));
      if (!meanwhile.isEmpty()) {
        Set<FlowNode> stages = first.stagesBefore(joins);
        stages.addAll(meanwhile);
        return stages;
      }
    }
    return Set.of();
  }

  /** An inclusive gateway goes on without a token that can no longer come. */
  private Set<FlowNode> joinsThatWaitFor(FlowNode stage) {
    return joins.stream()
        .filter(join -> Fork.isParallelJoin(join) || Branch.isWay(stage, join))
        .collect(Collectors.toSet());
  }
}
