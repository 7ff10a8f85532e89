package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.junit.jupiter.api.Test;

/** STG-011 for processes that nobody has thought of. */
class RandomProcessTest {

  private static final List<String> NODES =
      List.of("[A]", "[B]", "t", "u", "f+", "g*", "j+", "k*", "x?", "y?");

  @Test
  void shouldRefuseWhateverCanBringTwoTokensIntoStages() {
    int found = 0;
    for (int seed = 0; seed < 1_500; seed++) {
      // given
      String[] lines = tangle(new Random(seed));
      FlowNode process = FlowNodeReader.read(Elements.process(Drawing.process(lines).xml()));

      // then
      if (TokenGame.findsTwoStagesAtOnce(process)) {
        assertThat(isRefused(lines)).as(String.join("; ", lines)).isTrue();
        found++;
      }
    }
    assertThat(found).isGreaterThan(100);
  }

  @Test
  void shouldAcceptEveryTidyProcessWithStagesInOneBranchOfEachFork() {
    for (int seed = 0; seed < 300; seed++) {
      // given
      String[] lines = new Tidy(new Random(seed), false).lines();

      // then
      assertThat(isRefused(lines)).as(String.join("; ", lines)).isFalse();
    }
  }

  @Test
  void shouldRefuseEveryTidyProcessWithStagesInTwoBranchesOfAFork() {
    int found = 0;
    for (int seed = 0; seed < 300; seed++) {
      // given
      Tidy process = new Tidy(new Random(seed), true);

      // then
      assertThat(isRefused(process.lines()))
          .as(String.join("; ", process.lines()))
          .isEqualTo(process.stagesAtOnce);
      found += process.stagesAtOnce ? 1 : 0;
    }
    assertThat(found).isBetween(30, 270);
  }

  private static boolean isRefused(String... lines) {
    return new ProcessReading(
            Elements.process(Drawing.process(lines).xml()), new JuelExpressionManager())
        .problems().stream().anyMatch(problem -> problem.message().startsWith("STG-011"));
  }

  /** Some nodes with flows to wherever. */
  private static String[] tangle(Random random) {
    List<String> nodes = new ArrayList<>(NODES);
    Collections.shuffle(nodes, random);
    nodes = nodes.subList(0, 4 + random.nextInt(4));
    List<String> lines = new ArrayList<>();
    lines.add("start -> " + nodes.get(0));
    for (String node : nodes) {
      lines.add(node + " -> " + anyOf(nodes, random));
      if (node.matches("[fgxy].")) {
        lines.add(node + (node.endsWith("?") ? " => " : " -> ") + anyOf(nodes, random));
      }
    }
    if (nodes.contains("t") && random.nextInt(4) == 0) {
      lines.add("t~b -> " + anyOf(nodes, random));
    }
    return lines.toArray(String[]::new);
  }

  private static String anyOf(List<String> nodes, Random random) {
    int index = random.nextInt(nodes.size() + 1);
    return index == nodes.size() ? "end" : nodes.get(index);
  }

  /** A process of sequences, decisions, loops and forks whose branches all join again. */
  private static final class Tidy {

    private final Random random;
    private final boolean stagesInEveryBranch;
    private final List<String> lines = new ArrayList<>();
    private int nodes;
    boolean stagesAtOnce;

    Tidy(Random random, boolean stagesInEveryBranch) {
      this.random = random;
      this.stagesInEveryBranch = stagesInEveryBranch;
      String stage = "[S]";
      lines.add("start -> " + stage);
      lines.add(block(stage, 4, true).last() + " -> end");
    }

    /**
     * @param last node at its end
     * @param holdsStage whether there is a stage in it
     */
    private record Block(String last, boolean holdsStage) {}

    String[] lines() {
      return lines.toArray(String[]::new);
    }

    private Block block(String from, int depth, boolean stagesAllowed) {
      return switch (depth == 0 ? 0 : random.nextInt(6)) {
        case 1 -> sequence(from, depth - 1, stagesAllowed);
        case 2 -> loop(from, depth - 1, stagesAllowed);
        case 3 -> decision(from, depth - 1, stagesAllowed);
        case 4, 5 -> fork(from, depth - 1, stagesAllowed, random.nextBoolean() ? "+" : "*");
        default -> leaf(from, stagesAllowed && random.nextBoolean());
      };
    }

    private Block leaf(String from, boolean stage) {
      String node = stage ? "[" + name("A") + "]" : name("t");
      lines.add(from + " -> " + node);
      return new Block(node, stage);
    }

    private Block sequence(String from, int depth, boolean stagesAllowed) {
      Block first = block(from, depth, stagesAllowed);
      Block second = block(first.last(), depth, stagesAllowed);
      return new Block(second.last(), first.holdsStage() || second.holdsStage());
    }

    private Block loop(String from, int depth, boolean stagesAllowed) {
      String merge = name("m") + "?";
      String again = name("x") + "?";
      lines.add(from + " -> " + merge);
      Block body = block(merge, depth, stagesAllowed);
      lines.add(body.last() + " -> " + again);
      lines.add(again + " => " + merge);
      return new Block(again, body.holdsStage());
    }

    private Block decision(String from, int depth, boolean stagesAllowed) {
      String split = name("x") + "?";
      String merge = name("m") + "?";
      lines.add(from + " -> " + split);
      Block one = block(split, depth, stagesAllowed);
      Block other = block(split, depth, stagesAllowed);
      lines.add(one.last() + " -> " + merge);
      lines.add(other.last() + " -> " + merge);
      return new Block(merge, one.holdsStage() || other.holdsStage());
    }

    private Block fork(String from, int depth, boolean stagesAllowed, String kind) {
      String split = name("f") + kind;
      String join = name("j") + kind;
      lines.add(from + " -> " + split);
      Block one = block(split, depth, stagesAllowed);
      Block other = block(split, depth, stagesAllowed && stagesInEveryBranch);
      lines.add(one.last() + " -> " + join);
      lines.add(other.last() + " -> " + join);
      stagesAtOnce |= one.holdsStage() && other.holdsStage();
      return new Block(join, one.holdsStage() || other.holdsStage());
    }

    private String name(String prefix) {
      return prefix + nodes++;
    }
  }
}
