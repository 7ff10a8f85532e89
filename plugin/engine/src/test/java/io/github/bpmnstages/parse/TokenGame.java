package io.github.bpmnstages.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Plays a process as the engine does, in every order: each state is where the tokens are. Answers
 * whether there is a state with two tokens in stages, as far as it can see with few tokens.
 */
final class TokenGame {

  private static final int MOST_TOKENS = 6;
  private static final int MOST_STATES = 20_000;

  private final Set<List<FlowNode>> seen = new HashSet<>();
  private final Deque<List<FlowNode>> open = new ArrayDeque<>();

  private TokenGame(FlowNode process) {
    process.startEvents().forEach(start -> reach(List.of(start)));
  }

  static boolean findsTwoStagesAtOnce(FlowNode process) {
    return new TokenGame(process).play();
  }

  private boolean play() {
    while (!open.isEmpty() && seen.size() < MOST_STATES) {
      List<FlowNode> state = open.remove();
      if (state.stream().filter(FlowNode::isStage).count() > 1) {
        return true;
      }
      new LinkedHashSet<>(state).forEach(node -> step(state, node));
    }
    return false;
  }

  private void step(List<FlowNode> state, FlowNode node) {
    if (Fork.isJoin(node)) {
      stepJoin(state, node);
    } else {
      leave(without(state, node, 1), node);
    }
    for (FlowNode event : node.boundaryEvents()) {
      leave(event.isNonInterrupting() ? state : without(state, node, 1), event);
    }
  }

  private void stepJoin(List<FlowNode> state, FlowNode join) {
    int waiting = (int) state.stream().filter(join::equals).count();
    if (waiting >= join.incoming()) {
      leave(without(state, join, Fork.isParallelJoin(join) ? join.incoming() : waiting), join);
    } else if (Fork.isInclusiveJoin(join)
        && state.stream().noneMatch(other -> other != join && Branch.isWay(other, join))) {
      leave(without(state, join, waiting), join);
    }
  }

  private void leave(List<FlowNode> others, FlowNode node) {
    List<SequenceFlow> together = Fork.flowsTakenTogether(node);
    if (node.tag().equals("parallelGateway")) {
      reach(with(others, together));
      return;
    }
    for (int subset = 1; subset < 1 << together.size(); subset++) {
      List<SequenceFlow> taken = new ArrayList<>();
      for (int i = 0; i < together.size(); i++) {
        if ((subset >> i & 1) == 1) {
          taken.add(together.get(i));
        }
      }
      reach(with(others, taken));
    }
    for (SequenceFlow alone : node.outgoing()) {
      if (!together.contains(alone)) {
        reach(with(others, List.of(alone)));
      }
    }
    if (node.outgoing().isEmpty()) {
      reach(others);
    }
  }

  private void reach(List<FlowNode> state) {
    List<FlowNode> sorted = state.stream().sorted(Comparator.comparing(FlowNode::id)).toList();
    if (sorted.size() <= MOST_TOKENS && seen.add(sorted)) {
      open.add(sorted);
    }
  }

  private static List<FlowNode> without(List<FlowNode> state, FlowNode node, int times) {
    List<FlowNode> rest = new ArrayList<>(state);
    for (int i = 0; i < times; i++) {
      rest.remove(node);
    }
    return rest;
  }

  private static List<FlowNode> with(List<FlowNode> state, List<SequenceFlow> flows) {
    List<FlowNode> all = new ArrayList<>(state);
    flows.forEach(flow -> all.add(flow.target()));
    return all;
  }
}
