package io.github.bpmnstages.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.contract.Shape.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does the same to a world and to the engine, and compares them after each operation. */
final class Comparison {

  private static int sequences;
  private static int operations;

  private final Subject subject;
  private final List<String> story = new ArrayList<>();
  private World world;

  private Comparison(Subject subject, World world) {
    this.subject = subject;
    this.world = world;
  }

  static String figures() {
    return "Compared " + sequences + " sequences with " + operations + " operations";
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
    for (Operation operation : sequence) {
      Choices.Choice choice = Choices.choose(world, operation);
      if (choice != null) {
        operations++;
        play(choice);
      }
    }
    assertThat(subject.contradictions()).as("%s", story).isEmpty();
  }

  private void play(Choices.Choice choice) {
    story.add(choice.name());
    World after;
    boolean refused = false;
    try {
      after = world.copy().after(choice.does());
    } catch (World.RollsBack e) {
      refused = true;
      after = world.copy();
      if (choice.fails() != null && e.failed != null) {
        Node failed = e.failed;
        after.after(w -> choice.fails().accept(w, failed));
      }
    }
    subject.knows(world);
    RuntimeException thrown = null;
    try {
      choice.calls().accept(subject);
    } catch (RuntimeException e) {
      thrown = e;
    }
    subject.knows(after);
    if (refused && thrown == null) {
      throw new AssertionError(story + " should have been refused");
    }
    if (!refused && thrown != null) {
      throw new AssertionError(story + " was refused", thrown);
    }
    compare(after);
  }

  private void compare(World after) {
    List<Integer> since =
        world.instances.stream().map(instance -> instance.records.milestones.size()).toList();
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
