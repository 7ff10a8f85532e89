package io.github.bpmnstages.parse;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One way out of a fork, as far as its token can get in the scope. */
final class Branch {

  private final FlowNode start;
  private final FlowNode fork;
  private final Set<FlowNode> reached;

  /**
   * @param start first node of the branch
   * @param fork boundary event that is another branch and thus no part of this one, or null
   */
  Branch(FlowNode start, FlowNode fork) {
    this.start = start;
    this.fork = fork;
    this.reached = reach(Set.of());
  }

  boolean leadsTo(FlowNode node) {
    return reached.contains(node);
  }

  Set<FlowNode> reached() {
    return reached;
  }

  /** Stages, and sub-processes that hold some, on the way to the joins. */
  Set<FlowNode> stagesBefore(Collection<FlowNode> joins) {
    return reach(joins).stream()
        .filter(node -> stagesIn(node).findAny().isPresent())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<FlowNode> reach(Collection<FlowNode> joins) {
    Set<FlowNode> seen =
        walk(start, joins, node -> withBoundaryEvents(node).filter(next -> next != fork));
    return seen;
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
      FlowNode start,
      Collection<FlowNode> blocked,
      Function<FlowNode, Stream<FlowNode>> successors) {
    Set<FlowNode> seen = new LinkedHashSet<>();
    Deque<FlowNode> open = new ArrayDeque<>(Set.of(start));
    while (!open.isEmpty()) {
      FlowNode node = open.remove();
      if (!blocked.contains(node) && seen.add(node)) {
        successors.apply(node).forEach(open::add);
      }
    }
    return seen;
  }

  private static Stream<FlowNode> withBoundaryEvents(FlowNode node) {
    return Stream.concat(targets(node), node.boundaryEvents().stream());
  }

  private static Stream<FlowNode> targets(FlowNode node) {
    return node.outgoing().stream().map(SequenceFlow::target);
  }
}
