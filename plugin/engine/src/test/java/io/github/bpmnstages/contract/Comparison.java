package io.github.bpmnstages.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.contract.Choices.Choice;
import io.github.bpmnstages.contract.Shape.Flow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does the same to a world and to the engine, and compares them after each operation. */
final class Comparison {

  private static int sequences;
  private static int operations;
  private static int meetings;

  private final Subject subject;
  private final List<String> story = new ArrayList<>();
  private World world;

  private Comparison(Subject subject, World world) {
    this.subject = subject;
    this.world = world;
  }

  static String figures() {
    return "Compared "
        + sequences
        + " sequences with "
        + operations
        + " operations, "
        + meetings
        + " times two at once";
  }

  static void run(Subject subject, Flow flow, Flow called, List<List<Operation>> sequences) {
    Map<String, Model> models = new LinkedHashMap<>();
    models.put("p", new Model("p", flow, "q"));
    if (models.get("p").nodes.values().stream().anyMatch(n -> n.kind == Node.Kind.CALL)) {
      models.put("q", new Model("q", called, "r"));
      models.put("r", new Model("r", Flow.of(Shape.Task.of(Shape.Work.USER)), null));
    }
    try {
      subject.deploy(models);
      for (List<Operation> sequence : sequences) {
        Comparison comparison = new Comparison(subject, new World(models));
        comparison.story.add(flow + (models.size() > 1 ? " calls " + called : ""));
        comparison.play(sequence);
      }
    } finally {
      subject.clear();
    }
  }

  private void play(List<Operation> sequence) {
    sequences++;
    Map<String, Boolean> variables = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      variables.put("v" + i, false);
    }
    story.add("START");
    World after = world.copy().after(w -> w.start("p", variables));
    subject.start(after, "p", variables);
    compare(after);
    try {
      play(sequence.iterator());
    } catch (World.NotModelled e) {
      // nothing of it was done
    }
    assertThat(subject.contradictions()).as("%s", story).isEmpty();
  }

  private void play(Iterator<Operation> sequence) {
    while (sequence.hasNext()) {
      Operation operation = sequence.next();
      if (operation.kind() == Operation.Kind.BOTH) {
        playBoth(operation, sequence);
      } else {
        play(operation);
      }
    }
  }

  private void play(Operation operation) {
    Choice choice = Choices.choose(world, operation);
    if (choice != null) {
      operations++;
      play(choice);
    }
  }

  private void play(Choice choice) {
    story.add(choice.name());
    Outcome outcome = Outcome.of(world, choice);
    subject.knows(world);
    RuntimeException thrown = null;
    try {
      choice.calls().accept(subject);
    } catch (RuntimeException e) {
      thrown = e;
    }
    subject.knows(outcome.world());
    if (outcome.isRefused() && thrown == null) {
      throw new AssertionError(story + " should have been refused");
    }
    if (!outcome.isRefused() && thrown != null) {
      throw new AssertionError(story + " was refused", thrown);
    }
    compare(outcome.world());
  }

  /** The next two, if they can be done at the same moment; else nothing. */
  private void playBoth(Operation how, Iterator<Operation> rest) {
    Choice one = nextToMeet(rest);
    Choice other = nextToMeet(rest);
    if (one == null
        || other == null
        || one.name().equals(other.name())
        || !Meeting.isMeant(one, other)) {
      return;
    }
    if (areAtOneOfMany(one.name().split(" "), other.name().split(" "))) {
      return;
    }
    Outcome.ofBoth(world, one, other);
    operations += 2;
    meetings++;
    story.add("BOTH " + one.name() + " AND " + other.name());
    subject.knows(world);
    Meeting meeting = Meeting.of(subject, how, one, other);
    List<String> seen = new ArrayList<>();
    for (Outcome outcome : meeting.outcomes(world)) {
      subject.knows(outcome.world());
      List<String> differences = differences(outcome.world());
      if (differences.isEmpty()) {
        world = outcome.world();
        assertThat(subject.rows.changedAfterTheEnd()).as("%s", story).isEmpty();
        return;
      }
      seen.add(outcome.refused() + " " + String.join("\n    ", differences));
    }
    throw new AssertionError(
        story + " " + meeting + " fits nothing of\n" + String.join("\n", seen), meeting.cause());
  }

  /** Whoever looks late for the work that both mean finds that of another instance. */
  private boolean areAtOneOfMany(String[] one, String[] other) {
    if (one.length < 3
        || other.length < 3
        || !one[1].equals(other[1])
        || !one[2].equals(other[2])) {
      return false;
    }
    Instance instance = world.instance(Integer.parseInt(one[1]));
    Node node = instance.model.nodes.get(one[2]);
    long tokens = instance.tokens().stream().filter(token -> token.node == node).count();
    return node != null && (node.isMultiInstance() || tokens > 1);
  }

  private Choice nextToMeet(Iterator<Operation> rest) {
    while (rest.hasNext()) {
      Choice choice = Choices.choose(world, rest.next());
      if (choice != null && Meeting.isMeant(choice)) {
        return choice;
      }
    }
    return null;
  }

  private List<String> differences(World after) {
    List<String> is;
    try {
      is = Snapshot.inAnyOrder(Snapshot.of(subject, after, since()));
    } catch (RuntimeException e) {
      return List.of("other instances: " + e);
    }
    List<String> expected = Snapshot.inAnyOrder(Snapshot.of(after, since()));
    return is.equals(expected) ? List.of() : List.of("is       " + is, "expected " + expected);
  }

  private List<Integer> since() {
    return world.instances.stream().map(instance -> instance.records.milestones.size()).toList();
  }

  private void compare(World after) {
    List<Integer> since = since();
    world = after;
    List<String> is;
    try {
      is = Snapshot.of(subject, after, since);
    } catch (RuntimeException e) {
      throw new AssertionError(story + " and then the engine has other instances", e);
    }
    assertThat(is).as("%s", story).isEqualTo(Snapshot.of(after, since));
    assertThat(subject.rows.changedAfterTheEnd()).as("%s", story).isEmpty();
  }
}
