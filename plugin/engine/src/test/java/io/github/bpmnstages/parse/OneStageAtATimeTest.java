package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** STG-011: two stages, or one stage twice, that could be in progress at once. */
class OneStageAtATimeTest {

  private static ParsingEngine engine;

  @BeforeAll
  static void start() {
    engine = new ParsingEngine();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static List<String> refused(Drawing drawing) {
    return engine.codes(drawing.xml());
  }

  @Nested
  class Refuses {

    @Test
    void shouldRefuseTwoBranchesThatEachReachAStage() {
      assertThat(
              refused(Drawing.process("start -> f+ -> [A] -> j+ -> end", "f+ -> t -> [B] -> j+")))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseOneStageThatBothBranchesReach() {
      assertThat(refused(Drawing.process("start -> f+ -> m? -> [A] -> end", "f+ -> m?")))
          .containsExactly("STG-011 @ f");
    }
  }

  @Nested
  class Accepts {

    @Test
    void shouldAcceptABranchThatReachesAStageBesideOneThatDoesNot() {
      assertThat(
              refused(Drawing.process("start -> f+ -> [A] -> j+ -> [B] -> end", "f+ -> t -> j+")))
          .isEmpty();
    }

    @Test
    void shouldAcceptAForkThatJoinsBeforeTheStage() {
      assertThat(refused(Drawing.process("start -> f+ -> t -> j+ -> [B] -> end", "f+ -> u -> j+")))
          .isEmpty();
    }
  }
}
