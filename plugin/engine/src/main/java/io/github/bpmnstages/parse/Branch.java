package io.github.bpmnstages.parse;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One way out of a fork, as far as its token can get in the scope.
 *
 * @param start first node of the branch
 */
record Branch(FlowNode start) {

  /** Nodes that the token reaches, the stops included, but nothing beyond them. */
  Set<FlowNode> reach(Collection<FlowNode> stops) {
    return walk(start, stops, Branch::withBoundaryEvents);
  }

  /** Stages, and sub-processes that hold some, on the way to the joins. */
  Set<FlowNode> stagesBefore(Collection<FlowNode> joins) {
    return reach(joins).stream()
        .filter(node -> stagesIn(node).findAny().isPresent())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  boolean leadsToAStage() {
    return !stagesBefore(Set.of()).isEmpty();
  }

  /** Whether the engine finds a way by sequence flows: an inclusive gateway waits for that only. */
  static boolean isWay(FlowNode from, FlowNode to) {
    return walk(from, Set.of(), Branch::targets).contains(to);
  }

  /** The node, if it is a stage, else the stages in it. */
  static Stream<FlowNode> stagesIn(FlowNode node) {
    return node.withDescendants().filter(PlacementCheck::isWellPlaced);
  }

  private static Set<FlowNode> walk(
      FlowNode start, Collection<FlowNode> stops, Function<FlowNode, Stream<FlowNode>> successors) {
    Set<FlowNode> reached = new LinkedHashSet<>();
    Deque<FlowNode> open = new ArrayDeque<>(Set.of(start));
    while (!open.isEmpty()) {
      FlowNode node = open.remove();
      if (reached.add(node) && !stops.contains(node)) {
        successors.apply(node).forEach(open::add);
      }
    }
    return reached;
  }

  private static Stream<FlowNode> withBoundaryEvents(FlowNode node) {
    return Stream.concat(targets(node), node.boundaryEvents().stream());
  }

  private static Stream<FlowNode> targets(FlowNode node) {
    return node.outgoing().stream().map(SequenceFlow::target);
  }
}
