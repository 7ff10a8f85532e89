package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 1: a run whose rows are missing goes on unharmed, whatever it asks for. */
class UnrecordedRunTest extends CheckedStagesTest {

  private static final String MANY =
      "<bpmn:userTask id='a'><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2"
          + "</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>";

  private void deploy(String first, String firstCondition, String secondCondition) {
    deploy(
        process(
            "p",
            sequence("p", "one", "two", "three")
                + stage("one", firstCondition, sequence("s", "a", "b") + first + userTask("b"))
                + stage("two", secondCondition, sequence("t", "c") + userTask("c"))
                + stage("three", sequence("u", "d") + userTask("d"))));
  }

  private void forget() {
    for (String table : new String[] {"MILESTONE", "STEP_RUN", "STAGE_RUN", "RUN"}) {
      update("delete from STG_HI_" + table);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${steps.a.status == 'COMPLETED'}",
        "${steps.a.endTime != null and stages.one.status == 'IN_PROGRESS'}",
        "${steps.a.status == 'COMPLETED' and steps.b.status == 'NOT_STARTED'}"
      })
  void shouldLeaveAStageThatAsksForItsSteps(String condition) {
    // given
    deploy(userTask("a"), condition, "${false}");
    String run = start("p");
    forget();

    // when
    complete("a");

    // then
    assertThat(openTasks()).containsExactly("c");
    assertThat(stages(run)).containsExactly("two=IN_PROGRESS");
  }

  @Test
  void shouldLeaveAStageThatAsksForAStepThatEndedBefore() {
    // given
    deploy(userTask("a"), "${steps.a.status == 'COMPLETED' and done}", "${false}");
    String run = start("p", Map.of("done", false));
    complete("a");
    forget();

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(openTasks()).containsExactly("c");
  }

  @Test
  void shouldLeaveAStageThatAsksForAnEarlierOne() {
    // given
    deploy(
        userTask("a"),
        "${steps.a.status == 'COMPLETED'}",
        "${stages.one.status == 'COMPLETED' and steps.c.status == 'COMPLETED'}");
    String run = start("p");
    complete("a");
    forget();

    // when
    complete("c");

    // then
    assertThat(openTasks()).containsExactly("d");
    assertThat(stages(run)).containsExactly("three=IN_PROGRESS");
  }

  @Test
  void shouldTakeAMultiInstanceActivityForOneStep() {
    // given
    deploy(MANY, "${steps.a.status == 'COMPLETED' and done}", "${false}");
    String run = start("p", Map.of("done", true));
    forget();

    // when
    engine.getTaskService().complete(tasks("a").get(0).getId());
    runtime().setVariable(run, "done", true);

    // then
    assertThat(openTasks()).containsExactly("a");

    // when
    complete("a");

    // then
    assertThat(openTasks()).containsExactly("c");
  }

  @Test
  void shouldKnowNothingOfAStageBeforeItsStart() {
    // given
    deploy(
        userTask("a"),
        "${steps.c.status == null and stages.two.status == null and done}",
        "${false}");
    String run = start("p", Map.of("done", false));

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(openTasks()).containsExactly("c");
  }
}
