package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Node.Kind;
import io.github.bpmnstages.contract.Shape.Catch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What an operation can be done to in a world, and what it does there and in the engine. */
final class Choices {

  /** Something that is done in a world to what is found there first. */
  interface Deed {
    Runnable on(World world);
  }

  /** That it has failed, and with it that activity. */
  interface Failure {
    Consumer<World.RollsBack> on(World world);
  }

  /**
   * @param does what it does in a world
   * @param calls what it does in the engine
   * @param fails what a failure does in a world, if it is counted
   */
  record Choice(
      Operation.Kind kind, String name, Deed does, Consumer<Subject> calls, Failure fails) {}

  private final World world;
  private final Operation operation;
  private final List<Choice> choices = new ArrayList<>();

  private Choices(World world, Operation operation) {
    this.world = world;
    this.operation = operation;
  }

  static Choice choose(World world, Operation operation) {
    List<Choice> choices = new Choices(world, operation).all();
    return choices.isEmpty() ? null : choices.get(operation.pick() % choices.size());
  }

  private List<Choice> all() {
    if (operation.kind() == Operation.Kind.BREAK || operation.kind() == Operation.Kind.HEAL) {
      faults();
      return choices;
    }
    for (int i = 0; i < world.instances.size(); i++) {
      if (operation.kind() == Operation.Kind.RESTART) {
        restart(i, world.instance(i));
      } else if (!world.instance(i).ended) {
        addFor(i, world.instance(i));
      }
    }
    return choices;
  }

  private void faults() {
    boolean breaks = operation.kind() == Operation.Kind.BREAK;
    for (Model model : world.models.values()) {
      for (Node node : model.nodes.values()) {
        if (node.kind == Kind.SERVICE && world.broken.contains(node.id) != breaks) {
          add(
              node.id,
              w ->
                  () -> {
                    if (breaks) {
                      w.broken.add(node.id);
                    } else {
                      w.broken.remove(node.id);
                    }
                  },
              s -> {});
        }
      }
    }
  }

  private void add(String name, Deed does, Consumer<Subject> calls) {
    choices.add(new Choice(operation.kind(), operation.kind() + " " + name, does, calls, null));
  }

  private void addFor(int i, Instance instance) {
    switch (operation.kind()) {
      case WRITE -> write(i);
      case WRITE_NO_BOOLEAN -> {
        if (!instance.model.hasDecisions()) {
          String name = "v" + operation.value() % 4;
          add(
              i + " " + name,
              to(i, (w, it) -> w.writeNoBoolean(it, name)),
              s -> s.write(s.id(i), name, "no Boolean"));
        }
      }
      case REMOVE -> {
        if (!instance.model.hasDecisions()) {
          write(i);
        }
      }
      case SUSPEND -> {
        if (!instance.suspended) {
          add("" + i, w -> () -> w.suspend(w.instance(i)), s -> s.suspend(s.id(i)));
        }
      }
      case RESUME -> {
        // its look may be left to a job, until the caller is resumed
        boolean mayEndInVain = instance.caller != null && instance.caller.in.instance.suspended;
        if (instance.suspended && !mayEndInVain) {
          add("" + i, w -> () -> w.resume(w.instance(i)), s -> s.resume(s.id(i)));
        }
      }
      case DELETE -> {
        if (instance.caller == null) {
          add("" + i, to(i, World::delete), s -> s.delete(s.id(i)));
        }
      }
      case MIGRATE -> {
        if (isMigrated(instance)) {
          add("" + i, w -> () -> {}, s -> s.migrate(s.id(i)));
        }
      }
      case MOVE -> move(i, instance);
      case EVALUATE -> {
        if (instance.records.openStage() != null) {
          add("" + i, evaluates(i), s -> s.evaluate(s.id(i)));
        }
      }
      default -> addForTokens(i, instance);
    }
  }

  /**
   * The engine does not map boundary events of multi-instance activities, nor those that have
   * caught an error.
   */
  private static boolean isMigrated(Instance instance) {
    return instance.model.nodes.values().stream()
            .noneMatch(node -> node.isMultiInstance() && !node.attached.isEmpty())
        && instance.tokens().stream().noneMatch(token -> token.node.kind == Kind.BOUNDARY);
  }

  private void restart(int i, Instance instance) {
    if (instance.ended && instance.recorded && world.instances.size() < 8) {
      for (Node stage : instance.model.stages()) {
        add(
            i + " from " + stage.id,
            w -> () -> w.restart(w.instance(i), stage),
            s -> s.restart(s.id(i), stage));
      }
    }
  }

  /** Where what is left behind outside of stages leads to another one, two would be open. */
  private void move(int i, Instance instance) {
    boolean staysApart =
        instance.tokens().stream()
            .noneMatch(token -> token.in.stagePlace() == null && token.leadsToStage());
    if (instance.recorded && !instance.suspended && staysApart) {
      for (Node stage : instance.model.stages()) {
        if (instance.places(stage.parent).size() <= 1) {
          add(
              i + " to " + stage.id,
              to(i, (w, it) -> w.move(it, stage)),
              s -> s.move(s.id(i), stage));
        }
      }
    }
  }

  /** Cancels a task of a stage and starts one in the same scope, in either order. */
  private void modify(int i, Instance instance, Token token) {
    Node scope = token.node.parent;
    boolean isIn =
        token.node.isTask()
            && !token.oneOfMany
            && !token.node.isMultiInstance()
            && token.node.stage() != null
            && !token.node.isInEventSub()
            && instance.places(scope).size() == 1;
    if (!isIn || instance.suspended) {
      return;
    }
    List<Node> targets =
        scope.children.stream().filter(n -> n.isTask() && !n.isMultiInstance()).toList();
    Node to = targets.get(operation.value() / 2 % targets.size());
    // messages could not tell two of them apart
    if (to != token.node && instance.tokens().stream().anyMatch(other -> other.node == to)) {
      return;
    }
    // whatever is canceled last takes along what was started before
    boolean cancelFirst = to == token.node || operation.value() % 2 == 0;
    add(
        i + " " + token.node.id + " to " + to.id + (cancelFirst ? "" : ", which starts first"),
        to(i, (w, it) -> w.modify(it, token.node, to, cancelFirst)),
        s -> s.modify(s.id(i), token.node, to, cancelFirst));
  }

  private void write(int i) {
    String name = "v" + operation.value() % 4;
    if (operation.kind() == Operation.Kind.REMOVE) {
      add(
          i + " " + name,
          to(i, (w, it) -> w.setVariable(it, name, null)),
          s -> s.remove(s.id(i), name));
    } else {
      boolean value = operation.value() < 12;
      add(
          i + " " + name + "=" + value,
          to(i, (w, it) -> w.setVariable(it, name, value)),
          s -> s.write(s.id(i), name, value));
    }
  }

  private void addForTokens(int i, Instance instance) {
    List<Token> tokens = instance.tokens();
    for (int t = 0; t < tokens.size(); t++) {
      Token token = tokens.get(t);
      if (!isTwin(tokens, token)) {
        addFor(i, instance, t, token);
      }
    }
  }

  /** Of several tokens that nothing tells apart, the first one stands for all. */
  private static boolean isTwin(List<Token> tokens, Token token) {
    return tokens.stream()
        .takeWhile(other -> other != token)
        .anyMatch(
            other ->
                other.node == token.node
                    && other.job == token.job
                    && other.oneOfMany == token.oneOfMany
                    && (other.retries == 0) == (token.retries == 0));
  }

  /** To that instance, if it still is there when its turn comes. */
  private static Deed to(int i, BiConsumer<World, Instance> does) {
    return world -> {
      Instance instance = world.instance(i);
      return () -> {
        World.refuseIf(instance.ended);
        does.accept(world, instance);
      };
    };
  }

  /** To that token, if it still is where it was. */
  private static Deed to(int i, int t, BiConsumer<World, Token> does) {
    return world -> {
      Token token = at(world, i, t);
      Node node = token.node;
      boolean job = token.job;
      return () -> {
        World.refuseIf(token.gone || token.node != node || token.job != job);
        does.accept(world, token);
      };
    };
  }

  /** Where the activity is not in progress any more, a modification cancels nothing. */
  private static Deed cancels(int i, int t) {
    return world -> {
      Token token = at(world, i, t);
      Node node = token.node;
      boolean job = token.job;
      return () -> {
        World.refuseIf(token.in.instance.ended);
        if (!token.gone && token.node == node && token.job == job) {
          world.cancelActivity(token);
        }
      };
    };
  }

  private static Deed evaluates(int i) {
    return world -> {
      Instance instance = world.instance(i);
      Records.StageRun stage = instance.records.openStage();
      return () -> {
        World.refuseIf(stage.ended);
        world.setVariable(instance, "nothing", null);
      };
    };
  }

  private static Token at(World world, int instance, int index) {
    return world.instance(instance).tokens().get(index);
  }

  private void addFor(int i, Instance instance, int t, Token token) {
    String name = i + " " + token.node.id;
    Node node = token.node;
    boolean works =
        !token.job && token.inner == null && token.called == null && !instance.suspended;
    boolean external = node.kind == Kind.EXTERNAL;
    switch (operation.kind()) {
      case COMPLETE, COMPLETE_WITH_VARIABLE -> {
        if (works && (external || node.kind == Kind.USER || node.kind == Kind.RECEIVE)) {
          Map<String, Boolean> variables =
              operation.kind() == Operation.Kind.COMPLETE
                  ? Map.of()
                  : Map.of("v" + operation.value() % 4, operation.value() < 12);
          add(
              name + " " + variables,
              to(i, t, (w, at) -> w.complete(at, variables)),
              s -> s.complete(s.id(i), node, token.retries == 0, variables));
        }
      }
      case FAIL, FAIL_FOR_GOOD -> {
        int retries = operation.kind() == Operation.Kind.FAIL ? 1 : 0;
        if (works && external && token.retries > 0) {
          add(
              name + " with retries " + retries,
              to(i, t, (w, at) -> w.externalFailed(at, retries)),
              s -> s.fail(s.id(i), node, retries));
        }
      }
      case BPMN_ERROR -> {
        if (works && (external || node.kind == Kind.USER) && token.retries > 0) {
          add(name, to(i, t, (w, at) -> w.bpmnError(at)), s -> s.bpmnError(s.id(i), node));
        }
      }
      case JOB -> {
        if (token.job && !instance.suspended) {
          choices.add(
              new Choice(
                  operation.kind(),
                  "JOB " + name,
                  to(i, t, (w, at) -> w.executeJob(at)),
                  s -> s.executeJob(s.id(i), node),
                  w -> {
                    Token failing = at(w, i, t);
                    return failed -> w.jobFailed(failing, failed);
                  }));
        }
      }
      case SET_RETRIES -> {
        boolean fails = token.retries == 0;
        int retries = fails ? 1 : 0;
        if (token.job || (external && !token.job && token.inner == null)) {
          add(
              name + " to " + retries,
              to(i, t, (w, at) -> w.setRetries(at, retries, false)),
              s -> s.setRetries(s.id(i), node, token.job, fails, retries));
        }
      }
      case TRIGGER -> {
        if (!instance.suspended && !token.job && !token.oneOfMany) {
          triggers(i, t, token, name);
        }
      }
      case MODIFY -> modify(i, instance, token);
      case CANCEL_ACTIVITY -> {
        // the engine refuses to take away the only activity of a suspended process
        boolean isRefused =
            instance.suspended && token.in.outer == null && token.in.tokens.size() == 1;
        // the engine would cancel them all
        boolean isOnlyOne =
            instance.tokens().stream()
                    .filter(other -> other.node == node && !other.oneOfMany)
                    .count()
                == 1;
        if (!isRefused && isOnlyOne && !token.oneOfMany && !token.job && node.kind != Kind.JOIN) {
          add(
              name,
              cancels(i, t),
              s ->
                  s.cancelActivity(
                      s.id(i), node.isMultiInstance() ? node.id + "#multiInstanceBody" : node.id));
        }
      }
      default -> {}
    }
  }

  private void triggers(int i, int t, Token token, String name) {
    for (Node boundary : token.node.attached) {
      if (isEvent(boundary) && (token.inner == null || !token.inner.deaf)) {
        addTrigger(name, i, t, boundary, to(i, t, (w, at) -> w.trigger(at, boundary)));
      }
    }
    if (token.inner != null && !token.node.isTask()) {
      for (Node child : token.node.children) {
        if (child.kind == Kind.EVENT_SUB
            && isEvent(child)
            && !token.inner.deaf
            && !token.fired.contains(child)) {
          addTrigger(name, i, t, child, to(i, t, (w, at) -> w.triggerInside(at, child)));
        }
      }
    }
  }

  private void addTrigger(String name, int i, int t, Node event, Deed does) {
    choices.add(
        new Choice(
            operation.kind(),
            "TRIGGER " + name + " by " + event.id,
            does,
            s -> s.trigger(s.id(i), event),
            event.trigger != Catch.TIMER
                ? null
                : w -> {
                  Token failing = at(w, i, t);
                  return failed -> w.timerFailed(failing, event, failed);
                }));
  }

  private static boolean isEvent(Node node) {
    return node.trigger == Catch.MESSAGE || node.trigger == Catch.TIMER;
  }
}
