package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.model.FaultPathDefinition;
import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.StageDefinition;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stages in flow order, those reachable only through a fault path last. */
class FlowOrderTest {

  private static ParsingEngine engine;

  @BeforeAll
  static void start() {
    engine = new ParsingEngine();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  /** Ids in their order, those in a fault path in parentheses. */
  private static List<String> stages(Drawing drawing) {
    OrchestrationDefinition definition = engine.read(drawing.xml());
    assertThat(definition.stages().values())
        .extracting(StageDefinition::position)
        .isSorted()
        .startsWith(1)
        .endsWith(definition.stages().size());
    return definition.stages().values().stream()
        .map(stage -> stage.inFaultPath() ? "(" + stage.id() + ")" : stage.id())
        .toList();
  }

  private static List<String> stages(String... lines) {
    return stages(Drawing.process(lines));
  }

  @Test
  void shouldFollowTheFlowAndNotTheFile() {
    assertThat(stages("[C] -> end", "[B] -> [C]", "start -> [A] -> [B]"))
        .containsExactly("A", "B", "C");
  }

  @Test
  void shouldPutWhatABranchLeadsToBehindTheBranch() {
    assertThat(stages("start -> x? -> [C] -> end", "x? => [B] -> [C]", "start -> t -> end2"))
        .containsExactly("B", "C");
  }

  @Test
  void shouldPutTheFirstWayFirst() {
    assertThat(stages("start -> x? -> [A] -> m? -> [C] -> end", "x? => [B] -> m?"))
        .containsExactly("A", "B", "C");
  }

  @Test
  void shouldOverlookWaysBack() {
    assertThat(stages("start -> m? -> [A] -> [B] -> x? -> [C] -> end", "x? => m?"))
        .containsExactly("A", "B", "C");
  }

  @Test
  void shouldOverlookAWayBackToWhatAnotherWaySkips() {
    assertThat(
            stages(
                "start -> [A] -> x? -> m? -> [B] -> n? -> [C] -> y? -> end",
                "x? => n?",
                "y? => m?"))
        .containsExactly("A", "B", "C");
  }

  @Test
  void shouldPutFaultPathsLast() {
    assertThat(
            stages(
                "A!e -> [F] -> [G] -> end2", "start -> [A] -> [B] -> end", "F!e2 -> [H] -> end3"))
        .containsExactly("A", "B", "(F)", "(G)", "(H)");
  }

  @Test
  void shouldNotCountAsFaultPathWhatTheMainFlowReachesToo() {
    assertThat(stages("start -> [A] -> [B] -> [C] -> end", "A!e -> t -> [C]"))
        .containsExactly("A", "B", "C");
  }

  /** The fault path of a stage leaves that stage; a task has none. */
  @Test
  void shouldNotCountAsFaultPathWhatLeavesATask() {
    assertThat(stages("start -> t -> [A] -> end", "t!e -> [B] -> end2")).containsExactly("A", "B");
  }

  @Test
  void shouldLookIntoSubProcesses() {
    assertThat(
            stages(
                Drawing.process("start -> [A] -> {P} -> [D] -> end", "A!e -> {Q} -> end2")
                    .with("P", "start2 -> [B] -> [C] -> end3", "B!e2 -> [F] -> end4")
                    .with("Q", "start5 -> [G] -> end5")))
        .containsExactly("A", "B", "C", "D", "(F)", "(G)");
  }

  @Test
  void shouldPutEventSubProcessesAndWhatNothingLeadsToBehindTheMainFlow() {
    assertThat(
            stages(
                Drawing.process("[X] -> end3", "start -> [A] -> end", "A!e -> [F] -> end4")
                    .withEventSubProcess("E", true, "startE -> [B] -> end2")))
        .containsExactly("A", "X", "B", "(F)");
  }

  @Test
  void shouldKnowTheFaultPathsOfAStage() {
    // given
    String xml =
        Drawing.process("start -> [A] -> end", "A!all -> end2", "A!one -> end3", "A!own -> end4")
            .xml()
            .replace("<process ", "<error id='declared' errorCode='E1'/><process ")
            .replaceFirst(
                "(id='one'[^>]*>)<errorEventDefinition/>",
                "$1<errorEventDefinition errorRef='declared'/>")
            .replaceFirst(
                "(id='own'[^>]*>)<errorEventDefinition/>",
                "$1<errorEventDefinition errorRef='java.lang.Exception'/>")
            .replace("id='one'", "id='one' name='Number one'");

    // when
    StageDefinition stage = engine.read(xml).stage("A");

    // then
    assertThat(stage.faultPaths())
        .containsExactly(
            new FaultPathDefinition("all", null, null),
            new FaultPathDefinition("one", "Number one", "E1"),
            new FaultPathDefinition("own", null, "java.lang.Exception"));
  }

  @Test
  void shouldOrderAVeryLongProcess() {
    // given
    StringBuilder line = new StringBuilder("start");
    for (int i = 0; i < 3_000; i++) {
      line.append(" -> t").append(i);
    }

    // then
    assertThat(stages(line + " -> [A] -> end")).containsExactly("A");
  }
}
