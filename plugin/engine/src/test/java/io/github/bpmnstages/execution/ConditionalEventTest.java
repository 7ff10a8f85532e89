package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.boundary;
import static io.github.bpmnstages.testing.StageModel.condition;
import static io.github.bpmnstages.testing.StageModel.eventSubProcess;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract, section 3: if one change makes an exit condition and a conditional event true, the exit
 * condition wins.
 */
class ConditionalEventTest extends CheckedStagesTest {

  private static final String WHEN_X = condition("${x == 1}");

  private enum Change {
    API,
    TASK,
    DELEGATE,
    LISTENER,
    LOCAL
  }

  private void change(Change change, String run, Object value) {
    switch (change) {
      case API -> runtime().setVariable(run, "x", value);
      case TASK -> complete("b", Map.of("x", value));
      case DELEGATE -> complete("b");
      case LISTENER -> engine.getTaskService().claim(task("a").getId(), "demo");
      case LOCAL ->
          runtime()
              .setVariableLocal(
                  runtime()
                      .getActivityInstance(run)
                      .getChildActivityInstances()[0]
                      .getExecutionIds()[0],
                  "x",
                  value);
    }
  }

  private static String steps(Change change) {
    String listener =
        change == Change.LISTENER
            ? "<bpmn:extensionElements><camunda:taskListener event='assignment' expression=\"${execution.setVariable('x', 1)}\"/></bpmn:extensionElements>"
            : "";
    String delegate =
        change == Change.DELEGATE
            ? flow("b", "set")
                + serviceTask("set", "${execution.setVariable('x', 1)}")
                + flow("set", "b2")
            : flow("b", "b2");
    return "<bpmn:startEvent id='st'/><bpmn:parallelGateway id='f'/>"
        + flow("st", "f")
        + flow("f", "a")
        + flow("f", "b")
        + "<bpmn:userTask id='a'>"
        + listener
        + "</bpmn:userTask>"
        + userTask("b")
        + delegate
        + userTask("b2");
  }

  @ParameterizedTest
  @CsvSource({
    "API, true",
    "TASK, true",
    "DELEGATE, true",
    "LISTENER, true",
    "LOCAL, true",
    "API, false",
    "TASK, false",
    "DELEGATE, false",
    "LISTENER, false"
  })
  void shouldPreferExitConditionToBoundaryEventOfTheStage(Change change, boolean interrupting) {
    // given
    deploy(
        twoStages(
            stage("one", "${x == 1}", steps(change)),
            boundary("bound", "one", interrupting, WHEN_X),
            flow("bound", "outside"),
            userTask("outside")));
    String run = start("p", Map.of("x", 0));

    // when
    change(change, run, 1);

    // then
    assertThat(openTasks()).containsExactly("c");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).contains("a=DISCONTINUED");
    finish(run);
  }

  @ParameterizedTest
  @CsvSource({
    "API, true",
    "TASK, true",
    "DELEGATE, true",
    "LISTENER, true",
    "LOCAL, true",
    "API, false",
    "TASK, false",
    "DELEGATE, false"
  })
  void shouldPreferExitConditionToEventSubProcess(Change change, boolean interrupting) {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${x == 1}",
                steps(change) + eventSubProcess("es", interrupting, WHEN_X, "e", userTask("e")))));
    String run = start("p", Map.of("x", 0));

    // when
    change(change, run, 1);

    // then
    assertThat(steps(run)).contains("a=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(steps(run)).noneMatch(step -> step.startsWith("e="));
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"API", "TASK", "DELEGATE"})
  void shouldPreferExitConditionToBoundaryEventOfStep(Change change) {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${x == 1}",
                steps(change)
                    + boundary("bound", "a", true, WHEN_X)
                    + flow("bound", "e")
                    + userTask("e"))));
    String run = start("p", Map.of("x", 0));

    // when
    change(change, run, 1);

    // then
    assertThat(steps(run)).contains("a=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(steps(run)).noneMatch(step -> step.startsWith("e="));
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"API", "TASK", "DELEGATE"})
  void shouldPreferExitConditionToIntermediateEvent(Change change) {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${x == 1}",
                steps(change)
                    + flow("f", "wait")
                    + "<bpmn:intermediateCatchEvent id='wait'>"
                    + WHEN_X
                    + "</bpmn:intermediateCatchEvent>"
                    + flow("wait", "e")
                    + userTask("e"))));
    String run = start("p", Map.of("x", 0));

    // when
    change(change, run, 1);

    // then
    assertThat(steps(run)).contains("a=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(steps(run)).noneMatch(step -> step.startsWith("e="));
    assertThat(
            history()
                .createHistoricActivityInstanceQuery()
                .activityId("wait")
                .singleResult()
                .isCanceled())
        .isTrue();
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"API", "TASK", "DELEGATE"})
  void shouldTakeInterruptingEventFurtherOutAfterTheExit(Change change) {
    // given
    deploy(
        twoStages(
            stage("one", "${x == 1}", steps(change)),
            eventSubProcess("es", true, WHEN_X, "outside", userTask("outside"))));
    String run = start("p", Map.of("x", 0));

    // when
    change(change, run, 1);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED");
    assertThat(openTasks()).containsExactly("outside");
    assertThat(history().createHistoricActivityInstanceQuery().activityId("one").finished().count())
        .isEqualTo(1);
    complete("outside");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"API", "TASK"})
  void shouldTakeNonInterruptingEventFurtherOutBesideTheExit(Change change) {
    // given
    deploy(
        twoStages(
            stage("one", "${x == 1}", steps(change)),
            eventSubProcess("es", false, WHEN_X, "outside", userTask("outside"))));
    String run = start("p", Map.of("x", 0));

    // when
    change(change, run, 1);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("c", "outside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"API", "TASK", "DELEGATE"})
  void shouldTakeConditionalEventsWhileTheExitConditionIsNotTrue(Change change) {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                steps(change)
                    + boundary("bound", "a", true, WHEN_X)
                    + flow("bound", "e")
                    + userTask("e"))));
    String run = start("p", Map.of("x", 0));

    // when
    change(change, run, 1);

    // then
    assertThat(steps(run)).contains("a=CANCELED", "e=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldTakeConditionalEventOfTheStageThatWaits() {
    // given
    deploy(
        twoStages(
            stage("one", "${done}", sequence("s", "a") + userTask("a")),
            boundary("bound", "one", true, WHEN_X),
            flow("bound", "two")));
    String run = start("p", Map.of("x", 0));
    complete("a");

    // when
    runtime().setVariable(run, "x", 1);

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldPreferExitConditionWhenTheStageWaits() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${x == 1}",
                sequence("s", "a")
                    + userTask("a")
                    + eventSubProcess("es", true, WHEN_X, "e", userTask("e"))),
            boundary("bound", "one", true, WHEN_X),
            flow("bound", "outside"),
            userTask("outside")));
    String run = start("p", Map.of("x", 0));
    complete("a");

    // when
    runtime().setVariable(run, "x", 1);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldTakeConditionalEventInTheProcessWhenNoStageIsInProgress() {
    // given
    deploy(
        twoStages(
                stage("one", "${x == 1}", sequence("s", "a") + userTask("a")),
                "<bpmn:intermediateCatchEvent id='wait'>",
                WHEN_X,
                "</bpmn:intermediateCatchEvent>",
                flow("one", "wait"),
                flow("wait", "two"))
            .replace(flow("one", "two"), ""));
    String run = start("p", Map.of("x", 0));
    runtime().setVariable(run, "x", 1);
    assertThat(openTasks()).containsExactly("c");

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldTakeConditionalEventOfSuspendedStageNever() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${x == 1}",
                sequence("s", "a")
                    + userTask("a")
                    + eventSubProcess("es", false, condition("${y == 1}"), "e", userTask("e")))));
    String run = start("p", Map.of("x", 0, "y", 0));
    runtime().suspendProcessInstanceById(run);

    // when
    runtime().setVariable(run, "x", 1);

    // then
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    runtime().activateProcessInstanceById(run);
    finish(run);
  }

  @Test
  void shouldLookAtEvaluationFlowOnceForAConditionalEvent() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                Map.of("exitCondition", "evaluationFlow", "evaluationFlow", "flow"),
                sequence("s", "a")
                    + userTask("a")
                    + eventSubProcess("es", false, WHEN_X, "e", userTask("e")))),
        io.github.bpmnstages.testing.StageModel.process(
            "flow",
            sequence("f", "q")
                + serviceTask(
                    "q", "${execution.setVariable('isOrchestrationConditionMet', x == 2)}")));
    String run = start("p", Map.of("x", 0));
    long before = flows();

    // when
    runtime().setVariable(run, "x", 1);

    // then
    assertThat(flows() - before).isEqualTo(1);
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS", "e=IN_PROGRESS");
    runtime().setVariable(run, "x", 2);
    assertThat(flows() - before).isEqualTo(2);
    finish(run);
  }

  private long flows() {
    return history().createHistoricProcessInstanceQuery().processDefinitionKey("flow").count();
  }
}
