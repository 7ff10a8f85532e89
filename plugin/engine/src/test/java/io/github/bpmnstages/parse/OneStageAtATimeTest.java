package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static List<String> refusals(Drawing drawing) {
    return engine.codes(drawing.xml());
  }

  private static List<String> refusals(String... lines) {
    return refusals(Drawing.process(lines));
  }

  @Test
  void shouldNameTheForkItsFlowsAndTheStages() {
    // given
    Drawing drawing = Drawing.process("start -> f+ -> [A] -> end", "f+ -> [B] -> end2");

    // when
    Problem problem = engine.problems(drawing.xml()).get(0);

    // then
    assertThat(problem.getMessage())
        .startsWith("STG-011: only one stage may be in progress at a time")
        .contains("'f_A' and 'f_B'", "parallelGateway 'f'", "stage 'A', stage 'B'")
        .contains("Let the flows meet");
  }

  @Nested
  class Refuses {

    @Test
    void shouldRefuseTwoBranchesThatEachReachAStage() {
      assertThat(refusals("start -> f+ -> [A] -> j+ -> end", "f+ -> t -> [B] -> j+"))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseTwoBranchesOfAnInclusiveGateway() {
      assertThat(refusals("start -> f* -> [A] -> j* -> end", "f* -> [B] -> j*"))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseABranchBesideTheTwoThatJoin() {
      assertThat(refusals("start -> f+ -> t -> j+ -> [A] -> end", "f+ -> j+", "f+ -> [B] -> end2"))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseOneStageThatBothBranchesReach() {
      assertThat(refusals("start -> f+ -> m? -> [A] -> end", "f+ -> m?"))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseTwoFlowsToTheSameStage() {
      assertThat(refusals("start -> f+ -> [A] -> end", "f+ -> [A]")).containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseAStageToWhichTheOtherBranchLeadsBack() {
      assertThat(refusals("start -> m? -> f+ -> [A] -> end", "f+ -> t -> x? -> m?", "x? => end2"))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseSeveralFlowsThatLeaveATask() {
      assertThat(refusals("start -> t -> [A] -> end", "t -> [B] -> end2"))
          .containsExactly("STG-011 @ t");
    }

    @Test
    void shouldRefuseSeveralFlowsThatLeaveAStage() {
      assertThat(refusals("start -> [S] -> [A] -> end", "[S] -> [B] -> end2"))
          .containsExactly("STG-011 @ S");
    }

    @Test
    void shouldRefuseSeveralFlowsThatLeaveAnEvent() {
      assertThat(refusals("start -> [A] -> end", "start -> [B] -> end2"))
          .containsExactly("STG-011 @ start");
    }

    @Test
    void shouldRefuseSeveralFlowsThatLeaveAnErrorBoundaryEvent() {
      assertThat(refusals("start -> [A] -> end", "A!e -> [B] -> end2", "e -> [C] -> end3"))
          .containsExactly("STG-011 @ e");
    }

    @Test
    void shouldRefuseTwoFlowsBesideTheDefaultFlow() {
      assertThat(refusals("start -> t -> [A] -> end", "t -> [B] -> end2", "t => [C] -> end3"))
          .containsExactly("STG-011 @ t");
    }

    @Test
    void shouldRefuseTheFaultPathOfABranchThatReachesAStage() {
      assertThat(refusals("start -> f+ -> t -> j+ -> end", "f+ -> [A] -> j+", "t!e -> [B] -> end2"))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseABranchThatReachesItsStageInASubProcess() {
      assertThat(
              refusals(
                  Drawing.process("start -> f+ -> {P} -> end", "f+ -> [B] -> end2")
                      .with("P", "start2 -> t -> [A] -> end3")))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseAForkInsideASubProcess() {
      assertThat(
              refusals(
                  Drawing.process("start -> {P} -> end")
                      .with("P", "start2 -> f+ -> [A] -> end2", "f+ -> [B] -> end3")))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseAForkInsideATransaction() {
      assertThat(
              refusals(
                  Drawing.process("start -> {P} -> end")
                      .withOpened(
                          "P",
                          "<transaction id='P'>",
                          "</transaction>",
                          "start2 -> f+ -> [A] -> end2",
                          "f+ -> [B] -> end3")))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseEveryForkByItself() {
      assertThat(
              refusals("start -> f+ -> g+ -> [A] -> end", "g+ -> [B] -> end2", "f+ -> [C] -> end3"))
          .containsExactlyInAnyOrder("STG-011 @ f", "STG-011 @ g");
    }

    @Test
    void shouldRefuseABoundaryEventThatDoesNotInterruptItsTask() {
      assertThat(refusals("start -> t -> end", "t~b -> u -> [A] -> end2"))
          .containsExactly("STG-011 @ b");
    }

    @Test
    void shouldRefuseABoundaryEventThatDoesNotInterruptItsStage() {
      assertThat(refusals("start -> [A] -> [C] -> end", "A~b -> [B] -> end2"))
          .containsExactly("STG-011 @ b");
    }

    @Test
    void shouldRefuseABoundaryEventThatLeadsBackToItsStage() {
      assertThat(refusals("start -> m? -> [A] -> end", "A~b -> t -> m?"))
          .containsExactly("STG-011 @ b");
    }

    /** It can fire twice, and the gateways count tokens wherever they come from. */
    @ParameterizedTest
    @ValueSource(strings = {"+", "*"})
    void shouldRefuseABoundaryEventThatMeetsItsTaskInAGateway(String join) {
      assertThat(refusals("start -> t -> j" + join + " -> [A] -> end", "t~b -> j" + join))
          .containsExactly("STG-011 @ b");
    }

    @Test
    void shouldRefuseBranchesThatLeadBackToTheForkBeforeTheyJoin() {
      assertThat(
              refusals(
                  "start -> m? -> f+ -> t -> x? -> j+ -> [A] -> end", "x? => m?", "f+ -> u -> j+"))
          .containsExactly("STG-011 @ f");
    }

    /** Two tokens reach the second fork, and four its join. */
    @Test
    void shouldRefuseBranchesThatOnlySeemToJoin() {
      assertThat(
              refusals(
                  "start -> f+ -> t -> m? -> g+ -> u -> j+ -> [A] -> end",
                  "f+ -> m?",
                  "g+ -> v -> j+"))
          .containsExactly("STG-011 @ f");
    }

    @Test
    void shouldRefuseAnEventSubProcessThatDoesNotInterrupt() {
      assertThat(
              refusals(
                  Drawing.process("start -> [A] -> end")
                      .withEventSubProcess("E", false, "startE -> [B] -> end2")))
          .containsExactly("STG-011 @ E");
    }

    @Test
    void shouldRefuseAnEventSubProcessThatDoesNotInterruptASubProcess() {
      Drawing inner = Drawing.process("start -> {P} -> end").with("P", "start2 -> t -> end2");
      assertThat(
              refusals(
                  inner.inside(
                      "P", p -> p.withEventSubProcess("E", false, "startE -> [B] -> end3"))))
          .containsExactly("STG-011 @ E");
    }

    /** The gateway goes on as soon as the token that went to A can no longer come. */
    @Test
    void shouldRefuseAnInclusiveGatewayThatDoesNotWaitForTheOtherStage() {
      assertThat(
              refusals(
                  "start -> f* -> x? -> j* -> [B] -> end", "x? => [A] -> end2", "f* -> t -> j*"))
          .containsExactly("STG-011 @ f");
    }
  }

  @Nested
  class Accepts {

    @Test
    void shouldAcceptStagesOneAfterAnother() {
      assertThat(refusals("start -> [A] -> t -> [B] -> end")).isEmpty();
    }

    @Test
    void shouldAcceptOneStageOrAnother() {
      assertThat(refusals("start -> x? -> m? -> [C] -> end", "x? => [B] -> m?")).isEmpty();
    }

    @Test
    void shouldAcceptOnlyOneBranchThatReachesAStage() {
      assertThat(refusals("start -> f+ -> [A] -> j+ -> [B] -> end", "f+ -> t -> j+")).isEmpty();
    }

    @Test
    void shouldAcceptABranchThatNeverComesBack() {
      assertThat(refusals("start -> f+ -> [A] -> [B] -> end", "f+ -> t -> end2")).isEmpty();
    }

    @Test
    void shouldAcceptAStageInTheBranchThatAFurtherForkLeaves() {
      assertThat(
              refusals(
                  "start -> f+ -> g+ -> t -> j+ -> [A] -> end", "g+ -> u -> j+", "f+ -> v -> end2"))
          .isEmpty();
    }

    @Test
    void shouldAcceptAForkThatJoinsBeforeTheStage() {
      assertThat(refusals("start -> f+ -> t -> j+ -> [B] -> end", "f+ -> u -> j+")).isEmpty();
    }

    @Test
    void shouldAcceptAnInclusiveForkThatJoinsBeforeTheStage() {
      assertThat(refusals("start -> f* -> t -> j* -> [B] -> end", "f* -> u -> j*")).isEmpty();
    }

    @Test
    void shouldAcceptBranchesThatJoinTwoByTwo() {
      assertThat(
              refusals(
                  "start -> f+ -> t -> j+ -> k+ -> [A] -> end", "f+ -> u -> j+", "f+ -> v -> k+"))
          .isEmpty();
    }

    @Test
    void shouldAcceptAnInclusiveGatewayThatWaitsForTheStage() {
      assertThat(refusals("start -> f* -> [A] -> j* -> [B] -> end", "f* -> t -> j*")).isEmpty();
    }

    /** Without the token that went to A the gateway never goes on. */
    @Test
    void shouldAcceptAParallelGatewayThatWaitsForEver() {
      assertThat(
              refusals(
                  "start -> f+ -> x? -> j+ -> [B] -> end", "x? => [A] -> end2", "f+ -> t -> j+"))
          .isEmpty();
    }

    @Test
    void shouldAcceptTheDefaultFlowBesideOneOther() {
      assertThat(refusals("start -> t -> [A] -> end", "t => [B] -> end2")).isEmpty();
    }

    @Test
    void shouldAcceptALoopOverTheForkOnceItsBranchesHaveJoined() {
      assertThat(
              refusals("start -> m? -> f+ -> [A] -> j+ -> x? -> end", "f+ -> t -> j+", "x? => m?"))
          .isEmpty();
    }

    @Test
    void shouldAcceptALoopBackToAStage() {
      assertThat(refusals("start -> m? -> [A] -> x? -> end", "x? => m?")).isEmpty();
    }

    @Test
    void shouldAcceptAForkInsideAStage() {
      assertThat(
              refusals(
                  Drawing.process("start -> {S} -> end")
                      .withOpened(
                          "S",
                          "<subProcess id='S'>" + Drawing.STAGE_PROPERTIES,
                          "</subProcess>",
                          "start2 -> f+ -> t -> end2",
                          "f+ -> u -> end3",
                          "t~b -> v -> end4")))
          .isEmpty();
    }

    @Test
    void shouldAcceptASubProcessThatJoinsItsBranchesAtItsEnd() {
      assertThat(
              refusals(
                  Drawing.process("start -> {P} -> [A] -> end")
                      .with("P", "start2 -> f+ -> t -> end2", "f+ -> [B] -> end3")))
          .isEmpty();
    }

    @Test
    void shouldAcceptFaultPathsThatReachStages() {
      assertThat(
              refusals(
                  "start -> [A] -> m? -> [B] -> end", "A!e -> [C] -> m?", "C!e2 -> [D] -> end2"))
          .isEmpty();
    }

    @Test
    void shouldAcceptABoundaryEventThatReachesNoStage() {
      assertThat(refusals("start -> [A] -> [B] -> end", "A~b -> t -> end2")).isEmpty();
    }

    @Test
    void shouldAcceptAnEventSubProcessThatInterrupts() {
      assertThat(
              refusals(
                  Drawing.process("start -> [A] -> end")
                      .withEventSubProcess("E", true, "startE -> [B] -> end2")))
          .isEmpty();
    }

    @Test
    void shouldAcceptAnEventSubProcessThatDoesNotInterruptAndHoldsNoStage() {
      assertThat(
              refusals(
                  Drawing.process("start -> [A] -> end")
                      .withEventSubProcess("E", false, "startE -> t -> end2")))
          .isEmpty();
    }

    @Test
    void shouldAcceptSeveralStartEvents() {
      // given
      Drawing drawing = Drawing.process("start -> [A] -> m? -> end", "startOther -> [B] -> m?");

      // when
      String xml =
          drawing
              .xml()
              .replace(
                  "<startEvent id='startOther'>",
                  "<startEvent id='startOther'><messageEventDefinition messageRef='other'/>")
              .replace("<process ", "<message id='other' name='other'/><process ");

      // then
      assertThat(engine.codes(xml)).isEmpty();
    }

    @Test
    void shouldAcceptTheEventsOfAnEventBasedGateway() {
      // given
      String event =
          "<intermediateCatchEvent id='%s'><timerEventDefinition><timeDuration>PT1H"
              + "</timeDuration></timerEventDefinition></intermediateCatchEvent>";

      // when
      String xml =
          Drawing.process("start -> f -> e1 -> [A] -> end", "f -> e2 -> [B] -> end2")
              .xml()
              .replace("<task id='f'></task>", "<eventBasedGateway id='f'/>")
              .replace("<task id='e1'></task>", event.formatted("e1"))
              .replace("<task id='e2'></task>", event.formatted("e2"));

      // then
      assertThat(engine.codes(xml)).isEmpty();
    }
  }

  @Nested
  class Follows {

    @Test
    void shouldFollowLinkEvents() {
      // given
      String link = "<%1$s id='%2$s' name='L'><linkEventDefinition name='L'/></%1$s>";

      // when
      String xml =
          Drawing.process("start -> f+ -> out", "f+ -> [A] -> end", "in -> [B] -> end2")
              .xml()
              .replace("<task id='out'></task>", link.formatted("intermediateThrowEvent", "out"))
              .replace("<task id='in'></task>", link.formatted("intermediateCatchEvent", "in"));

      // then
      assertThat(engine.codes(xml)).containsExactly("STG-011 @ f");
    }

    /** The engine overlooks the default flow of a multi-instance activity and takes it always. */
    @Test
    void shouldFollowTheEngineInTheDefaultFlowOfAMultiInstanceTask() {
      // given
      String multiInstance =
          "><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
              + "</multiInstanceLoopCharacteristics></task>";

      // when
      String xml =
          Drawing.process("start -> t -> [A] -> end", "t => [B] -> end2")
              .xml()
              .replaceFirst("(<task id='t'[^>]*)></task>", "$1" + multiInstance);

      // then
      assertThat(engine.codes(xml)).containsExactly("STG-011 @ t");
    }
  }
}
