package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Node.Kind;
import io.github.bpmnstages.contract.Shape.Catch;
import io.github.bpmnstages.contract.Shape.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A random orchestration: its elements by id. */
final class Model {

  final String key;
  final Node process;
  final Map<String, Node> nodes = new LinkedHashMap<>();
  private final String called;
  private final String suffix;
  private Node lastStage;

  /**
   * @param called key of the process that call activities call
   */
  Model(String key, Flow flow, String called) {
    this.key = key;
    this.called = called;
    suffix = key.equals("p") ? "" : key;
    process = new Node(key, Kind.PROCESS, null);
    fill(process, flow);
  }

  boolean isOrchestration() {
    return nodes.values().stream().anyMatch(node -> node.kind == Kind.STAGE);
  }

  List<Node> steps() {
    return nodes.values().stream().filter(Node::isStep).toList();
  }

  List<Node> stages() {
    return nodes.values().stream().filter(node -> node.kind == Kind.STAGE).toList();
  }

  private Node add(String prefix, Kind kind, Node parent) {
    Node node = new Node(prefix + nodes.size() + suffix, kind, parent);
    nodes.put(node.id, node);
    return node;
  }

  private void fill(Node scope, Flow flow) {
    end(scope, draw(scope, List.of(add("start", Kind.START, scope)), flow), flow);
  }

  private void end(Node scope, List<Node> last, Flow flow) {
    if (!last.isEmpty()) {
      Node end = add("end", flow.terminates() ? Kind.TERMINATE : Kind.END, scope);
      last.forEach(node -> node.to(end));
    }
  }

  /** Answers the nodes that lead on; none after a fork whose branches end by themselves. */
  private List<Node> draw(Node scope, List<Node> from, Flow flow) {
    List<Node> last = from;
    for (Shape element : flow.elements()) {
      if (last.isEmpty()) {
        return last;
      }
      last = draw(scope, last, element);
    }
    return last;
  }

  private List<Node> draw(Node scope, List<Node> from, Shape element) {
    if (element instanceof Shape.Task task) {
      return task(scope, from, task);
    } else if (element instanceof Shape.Fork fork) {
      return fork(scope, from, fork);
    } else if (element instanceof Shape.Choice choice) {
      return choice(scope, from, choice);
    } else if (element instanceof Shape.Sub sub) {
      Node node = after(from, add("sub", Kind.SUB, scope));
      fill(node, sub.content());
      attach(node, sub.attached(), new ArrayList<>());
      return List.of(node);
    } else if (element instanceof Shape.Again again) {
      return again(scope, from, again);
    }
    return stage(scope, from, (Shape.Stage) element);
  }

  private static Node after(List<Node> from, Node node) {
    from.forEach(last -> last.to(node));
    return node;
  }

  private List<Node> task(Node scope, List<Node> from, Shape.Task task) {
    Node node = after(from, add("t", Kind.valueOf(task.work().name()), scope));
    node.async = task.async();
    node.instances = task.instances();
    node.variable = task.writes();
    if (node.kind == Kind.CALL) {
      node.calls = called;
    }
    attach(node, task.attached(), new ArrayList<>());
    return List.of(node);
  }

  /** The event leads to an end of its own. */
  private void attach(Node node, Catch what, List<Shape> elements) {
    if (what != Catch.NOTHING) {
      Flow flow = new Flow(elements, false);
      end(node.parent, draw(node.parent, List.of(boundary(node, what)), flow), flow);
    }
  }

  private Node boundary(Node node, Catch what) {
    Node boundary = add("b", Kind.BOUNDARY, node.parent);
    boundary.trigger = what;
    node.attached.add(boundary);
    return boundary;
  }

  private List<Node> fork(Node scope, List<Node> from, Shape.Fork shape) {
    Node fork = after(merged(scope, from), add("fork", Kind.FORK, scope));
    List<Node> one = draw(scope, List.of(fork), shape.one());
    List<Node> other = draw(scope, List.of(fork), shape.other());
    if (shape.joined() && !one.isEmpty() && !other.isEmpty()) {
      Node join = add("join", Kind.JOIN, scope);
      after(merged(scope, one), join);
      after(merged(scope, other), join);
      return List.of(join);
    }
    end(scope, one, shape.one());
    end(scope, other, shape.other());
    return List.of();
  }

  /** A parallel gateway with several flows into it would wait for all of them. */
  private List<Node> merged(Node scope, List<Node> from) {
    return from.size() == 1 ? from : List.of(after(from, add("x", Kind.CHOICE, scope)));
  }

  private List<Node> choice(Node scope, List<Node> from, Shape.Choice shape) {
    Node choice = after(from, add("x", Kind.CHOICE, scope));
    choice.variable = shape.variable();
    List<Node> last = new ArrayList<>(draw(scope, List.of(choice), shape.yes()));
    last.addAll(draw(scope, List.of(choice), shape.no()));
    return last;
  }

  private List<Node> again(Node scope, List<Node> from, Shape.Again shape) {
    if (lastStage == null || lastStage.parent != scope) {
      return from;
    }
    Node task = after(from, add("t", Kind.USER, scope));
    Node choice = after(List.of(task), add("x", Kind.CHOICE, scope));
    choice.variable = shape.variable();
    choice.to(lastStage);
    return List.of(choice);
  }

  /** A decision fails if its variable is missing, and a called process starts without any. */
  private Shape.Exit exit(Shape.Exit exit) {
    return exit.kind().equals("evaluationDecision") && !suffix.isEmpty()
        ? new Shape.Exit("evaluationFlow", exit.logic(), exit.atoms())
        : exit;
  }

  boolean hasDecisions() {
    return nodes.values().stream()
        .anyMatch(node -> node.exit != null && node.exit.kind().equals("evaluationDecision"));
  }

  private List<Node> stage(Node scope, List<Node> from, Shape.Stage shape) {
    Node stage = after(from, add("S", Kind.STAGE, scope));
    stage.exit = exit(shape.exit());
    fill(stage, shape.content());
    if (shape.beside() != Catch.NOTHING) {
      Node beside = add("e", Kind.EVENT_SUB, stage);
      beside.trigger = shape.beside();
      beside.interrupting = shape.interrupting();
      fill(beside, Flow.of(Shape.Task.of(Shape.Work.USER)));
    }
    List<Node> last = new ArrayList<>(List.of(stage));
    if (shape.attached() != Catch.NOTHING) {
      List<Node> caught = draw(scope, List.of(boundary(stage, shape.attached())), shape.after());
      if (shape.back()) {
        last.addAll(caught);
      } else {
        end(scope, caught, shape.after());
      }
    }
    lastStage = stage;
    return last;
  }
}
