package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Choices.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What has become of a world when several things were done to what was there before the first one.
 *
 * @param refused which of them have not happened
 */
record Outcome(World world, List<Boolean> refused) {

  static Outcome of(World before, Choice choice) {
    return new Attempt(List.of(choice)).play(before);
  }

  /** All that may become of two at the same moment: one after the other, in either order. */
  static List<Outcome> ofBoth(World before, Choice one, Choice other) {
    Outcome inOrder = new Attempt(List.of(one, other)).play(before);
    Outcome reversed = new Attempt(List.of(other, one)).play(before);
    return List.of(
        inOrder,
        new Outcome(reversed.world, List.of(reversed.refused.get(1), reversed.refused.get(0))));
  }

  /** What else may become of them if the engine refuses one because of the other. */
  static List<Outcome> ofOne(World before, Choice one, Choice other) {
    return List.of(
        new Outcome(of(before, one).world, List.of(of(before, one).refused.get(0), true)),
        new Outcome(of(before, other).world, List.of(true, of(before, other).refused.get(0))));
  }

  boolean isRefused() {
    return refused.contains(true);
  }

  /** Does everything again without what has been refused, until nothing is. */
  private static final class Attempt {
    private final List<Choice> choices;
    private final boolean[] refused;
    private final World.RollsBack[] failed;

    Attempt(List<Choice> choices) {
      this.choices = choices;
      refused = new boolean[choices.size()];
      failed = new World.RollsBack[choices.size()];
    }

    Outcome play(World before) {
      while (true) {
        try {
          World after = before.copy().after(replay());
          List<Boolean> answers = new ArrayList<>();
          for (boolean answer : refused) {
            answers.add(answer);
          }
          return new Outcome(after, answers);
        } catch (World.RollsBack again) {
          // the world is spoilt
        }
      }
    }

    /** As it stands: the world does it again whenever it is copied. */
    private Consumer<World> replay() {
      Attempt now = new Attempt(choices);
      System.arraycopy(refused, 0, now.refused, 0, refused.length);
      System.arraycopy(failed, 0, now.failed, 0, failed.length);
      return world -> {
        try {
          now.doAll(world);
        } finally {
          System.arraycopy(now.refused, 0, refused, 0, refused.length);
          System.arraycopy(now.failed, 0, failed, 0, failed.length);
        }
      };
    }

    private void doAll(World world) {
      List<Runnable> deeds = new ArrayList<>();
      for (int i = 0; i < choices.size(); i++) {
        deeds.add(refused[i] ? failure(world, i) : choices.get(i).does().on(world));
      }
      for (int i = 0; i < choices.size(); i++) {
        try {
          deeds.get(i).run();
        } catch (World.RollsBack e) {
          refused[i] = true;
          failed[i] = e;
          throw e;
        }
      }
    }

    private Runnable failure(World world, int i) {
      Choice choice = choices.get(i);
      World.RollsBack failure = failed[i];
      if (choice.fails() == null || failure.failed == null) {
        return () -> {};
      }
      var fails = choice.fails().on(world);
      return () -> fails.accept(failure);
    }
  }
}
