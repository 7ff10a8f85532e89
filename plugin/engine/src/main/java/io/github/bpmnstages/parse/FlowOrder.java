package io.github.bpmnstages.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The order in which the nodes of a scope are reached: what leads to a node comes before it, a way
 * back does not count, and of several ways the one drawn first comes first. Nodes that are reached
 * through a fault path only come last, before them event sub-processes and what nothing leads to.
 */
final class FlowOrder {

  private final Set<FlowNode> ordered = new LinkedHashSet<>();
  private final Set<FlowNode> inFaultPath = new LinkedHashSet<>();

  private FlowOrder(FlowNode scope) {
    follow(scope.startEvents().toList(), FlowOrder::mainFlow);
    Set<FlowNode> mainFlow = new LinkedHashSet<>(ordered);
    follow(mainFlow, FlowOrder::everyFlow);
    inFaultPath.addAll(ordered);
    inFaultPath.removeAll(mainFlow);
    ordered.removeAll(inFaultPath);
    scope.children().stream().filter(node -> !inFaultPath.contains(node)).forEach(ordered::add);
    ordered.addAll(inFaultPath);
  }

  static FlowOrder of(FlowNode scope) {
    return new FlowOrder(scope);
  }

  /** Nodes of the scope in flow order. */
  List<FlowNode> nodes() {
    return List.copyOf(ordered);
  }

  /** Whether the node is reached through a fault path only. */
  boolean isInFaultPath(FlowNode node) {
    return inFaultPath.contains(node);
  }

  private void follow(
      Collection<FlowNode> starts, Function<FlowNode, Stream<FlowNode>> successors) {
    Map<FlowNode, Integer> finished = new HashMap<>();
    for (FlowNode node : leaveOrder(starts, successors)) {
      finished.put(node, finished.size());
    }
    Function<FlowNode, Stream<FlowNode>> forward =
        node -> successors.apply(node).filter(next -> finished.get(next) < finished.get(node));
    List<FlowNode> order =
        leaveOrder(reversed(starts.stream()), node -> reversed(forward.apply(node)).stream());
    Collections.reverse(order);
    ordered.addAll(order);
  }

  /** Nodes in the order in which a depth-first walk leaves them. */
  private static List<FlowNode> leaveOrder(
      Collection<FlowNode> starts, Function<FlowNode, Stream<FlowNode>> successors) {
    Set<FlowNode> entered = new LinkedHashSet<>();
    List<FlowNode> left = new ArrayList<>();
    Deque<FlowNode> path = new ArrayDeque<>();
    Deque<Iterator<FlowNode>> ways = new ArrayDeque<>();
    for (FlowNode start : starts) {
      if (entered.add(start)) {
        path.push(start);
        ways.push(successors.apply(start).iterator());
      }
      while (!path.isEmpty()) {
        if (ways.peek().hasNext()) {
          FlowNode next = ways.peek().next();
          if (entered.add(next)) {
            path.push(next);
            ways.push(successors.apply(next).iterator());
          }
        } else {
          ways.pop();
          left.add(path.pop());
        }
      }
    }
    return left;
  }

  private static List<FlowNode> reversed(Stream<FlowNode> nodes) {
    List<FlowNode> list = new ArrayList<>(nodes.toList());
    Collections.reverse(list);
    return list;
  }

  private static Stream<FlowNode> mainFlow(FlowNode node) {
    return everyFlow(node).filter(next -> !(node.isStage() && next.isErrorBoundaryEvent()));
  }

  private static Stream<FlowNode> everyFlow(FlowNode node) {
    return Stream.concat(
        node.outgoing().stream().map(SequenceFlow::target), node.boundaryEvents().stream());
  }
}
