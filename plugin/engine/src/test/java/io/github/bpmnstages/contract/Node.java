package io.github.bpmnstages.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One BPMN element. Never changes once the model is complete. */
final class Node {

  enum Kind {
    PROCESS,
    START,
    END,
    TERMINATE,
    FORK,
    JOIN,
    CHOICE,
    USER,
    EXTERNAL,
    RECEIVE,
    SERVICE,
    CALL,
    SUB,
    STAGE,
    EVENT_SUB,
    BOUNDARY
  }

  final String id;
  final Kind kind;
  final Node parent;
  final List<Node> children = new ArrayList<>();
  final List<Node> next = new ArrayList<>();
  final List<Node> attached = new ArrayList<>();
  int incoming;
  Shape.Catch trigger = Shape.Catch.NOTHING;
  boolean interrupting = true;
  boolean async;
  int instances = 1;
  int variable = -1;
  Shape.Exit exit;
  String calls;

  Node(String id, Kind kind, Node parent) {
    this.id = id;
    this.kind = kind;
    this.parent = parent;
    if (parent != null && kind != Kind.BOUNDARY) {
      parent.children.add(this);
    }
  }

  void to(Node target) {
    next.add(target);
    target.incoming++;
  }

  boolean isTask() {
    return switch (kind) {
      case USER, EXTERNAL, RECEIVE, SERVICE, CALL -> true;
      default -> false;
    };
  }

  boolean isMultiInstance() {
    return instances > 1;
  }

  /** The stage around it, or null. */
  Node stage() {
    for (Node node = this; node != null; node = node.parent) {
      if (node.kind == Kind.STAGE) {
        return node;
      }
    }
    return null;
  }

  boolean leadsToStage(Set<Node> seen) {
    if (!seen.add(this)) {
      return false;
    }
    if (next.isEmpty()) {
      return parent != null && parent.leadsToStage(seen);
    }
    List<Node> targets = new ArrayList<>(next);
    attached.forEach(event -> targets.addAll(event.next));
    return targets.stream()
        .anyMatch(
            node ->
                node.kind == Kind.STAGE
                    || (node.kind == Kind.SUB && node.start().leadsToStage(seen))
                    || node.leadsToStage(seen));
  }

  boolean isInEventSub() {
    return kind == Kind.EVENT_SUB || (parent != null && parent.isInEventSub());
  }

  boolean isStep() {
    return isTask() && stage() != null;
  }

  Node start() {
    return children.stream().filter(child -> child.kind == Kind.START).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return id;
  }
}
