package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.boundary;
import static io.github.bpmnstages.testing.StageModel.eventSubProcess;
import static io.github.bpmnstages.testing.StageModel.faultPath;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.message;
import static io.github.bpmnstages.testing.StageModel.parallel;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.subProcess;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, sections 3, 5 and 10: events in, on and around stages and their steps. */
class EventTest extends CheckedStagesTest {

  private static final String TIMER =
      "<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type='bpmn:tFormalExpression'>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>";
  private static final String SIGNAL = "<bpmn:signalEventDefinition signalRef='aSignal'/>";
  private static final String ESCALATION =
      "<bpmn:escalationEventDefinition escalationRef='anEscalation'/>";
  private static final String ERROR = "<bpmn:errorEventDefinition errorRef='anError'/>";

  private static String end(String id, String definition) {
    return "<bpmn:endEvent id='" + id + "'>" + definition + "</bpmn:endEvent>";
  }

  private static String stageWith(boolean interrupting) {
    return stage(
        "one",
        "${done}",
        sequence("s", "a")
            + userTask("a")
            + eventSubProcess("es", interrupting, message("aMessage"), "e", userTask("e")));
  }

  @Test
  void shouldNotBeAllDoneWhileNonInterruptingEventSubProcessRuns() {
    // given
    deploy(twoStages(stageWith(false)));
    String run = start("p");
    correlate();

    // when
    complete("a");

    // then
    assertThat(isWaiting(run)).isFalse();
    assertThat(steps(run)).containsExactly("a=COMPLETED", "e=IN_PROGRESS");
    complete("e");
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldCancelStepThatHadFailedBeforeItsStartWhenEventSubProcessInterruptsIt() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "a")
                    + "<bpmn:userTask id='a' camunda:asyncBefore='true'/>"
                    + eventSubProcess("es", true, message("aMessage"), "e", userTask("e")))));
    String run = start("p");
    String job = management().createJobQuery().singleResult().getId();
    management().setJobRetries(job, 0);
    management().setJobRetries(job, 1);
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");

    // when
    correlate();

    // then
    assertThat(steps(run)).containsExactly("a=CANCELED", "e=IN_PROGRESS");
    complete("e");
    finish(run);
  }

  @Test
  void shouldNotWaitForEventSubProcessThatNeverStarted() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "a")
                    + userTask("a")
                    + eventSubProcess("es", false, message("aMessage"), "e", userTask("e")))));
    String run = start("p");

    // when
    complete("a");

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(runtime().createEventSubscriptionQuery().count()).isZero();
    finish(run);
  }

  @Test
  void shouldDiscontinueEventSubProcessOnEarlyExit() {
    // given
    deploy(twoStages(stageWith(false)));
    String run = start("p");
    correlate();
    correlate();

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(steps(run))
        .containsExactly("a=DISCONTINUED", "e=DISCONTINUED", "e=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(runtime().createEventSubscriptionQuery().count()).isZero();
    finish(run);
  }

  @Test
  void shouldStartNonInterruptingEventSubProcessWhileTheStageWaits() {
    // given
    deploy(twoStages(stageWith(false)));
    String run = start("p");
    complete("a");
    assertThat(isWaiting(run)).isTrue();

    // when
    correlate();

    // then
    assertThat(isWaiting(run)).isFalse();
    assertThat(steps(run)).containsExactly("a=COMPLETED", "e=IN_PROGRESS");
    complete("e");
    assertThat(isWaiting(run)).isTrue();
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    correlate();
    runtime().setVariable(run, "done", true);
    assertThat(steps(run))
        .containsExactly("a=COMPLETED", "e=COMPLETED", "e=DISCONTINUED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldStartNonInterruptingEventSubProcessTwiceWhileTheStageWaits() {
    // given
    deploy(twoStages(stageWith(false)));
    String run = start("p");
    complete("a");
    correlate();
    correlate();

    // when
    engine.getTaskService().complete(tasks("e").get(0).getId());

    // then
    assertThat(isWaiting(run)).isFalse();
    complete("e");
    assertThat(isWaiting(run)).isTrue();
    restartEngine();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldExitWithTheStepOfTheEventSubProcessThatMadeTheConditionTrue() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${steps.e.status == 'COMPLETED'}",
                sequence("s", "a")
                    + userTask("a")
                    + eventSubProcess("es", false, message("aMessage"), "e", userTask("e")))));
    String run = start("p");
    correlate();

    // when
    complete("e");

    // then
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "e=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLookAtConditionAfterInterruptingEventSubProcess() {
    // given
    deploy(twoStages(stageWith(true)));
    String run = start("p");
    correlate();

    // when
    complete("e", Map.of("done", true));

    // then
    assertThat(steps(run)).containsExactly("a=CANCELED", "e=COMPLETED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldExitEarlyOutOfInterruptingEventSubProcess() {
    // given
    deploy(twoStages(stageWith(true)));
    String run = start("p");
    correlate();

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(steps(run)).containsExactly("a=CANCELED", "e=DISCONTINUED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldWaitForExitWhenEventSubProcessHasStartedAndEndedWhileWaiting() {
    // given
    deploy(twoStages(stageWith(true)));
    String run = start("p");
    complete("a");
    correlate();

    // when
    complete("e");

    // then
    assertThat(isWaiting(run)).isTrue();
    assertThat(runtime().getActivityInstance(run).getActivityInstances("one")).hasSize(1);
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"message", "timer", "signal", "escalation"})
  void shouldCancelStageLeftByInterruptingBoundaryEvent(String kind) {
    // given
    String definition =
        switch (kind) {
          case "timer" -> TIMER;
          case "signal" -> SIGNAL;
          case "escalation" -> ESCALATION;
          default -> message("aMessage");
        };
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                parallel("s", "a", "b").replace(flow("b", "sJoin"), flow("b", "throw"))
                    + userTask("a")
                    + userTask("b")
                    + "<bpmn:intermediateThrowEvent id='throw'>"
                    + ESCALATION
                    + "</bpmn:intermediateThrowEvent>"
                    + flow("throw", "sJoin")),
            boundary("bound", "one", true, definition),
            flow("bound", "two")));
    String run = start("p");

    // when
    switch (kind) {
      case "timer" -> fireTimer();
      case "signal" -> runtime().signalEventReceived("aSignal");
      case "escalation" -> complete("b");
      default -> correlate();
    }

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    assertThat(steps(run)).contains("a=CANCELED");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"message", "timer", "signal"})
  void shouldCancelWaitingStageLeftByInterruptingBoundaryEvent(String kind) {
    // given
    String definition =
        switch (kind) {
          case "timer" -> TIMER;
          case "signal" -> SIGNAL;
          default -> message("aMessage");
        };
    deploy(
        twoStages(
            stage("one", "${done}", sequence("s", "a") + userTask("a")),
            boundary("bound", "one", true, definition),
            flow("bound", "two")));
    String run = start("p");
    complete("a");
    assertThat(isWaiting(run)).isTrue();

    // when
    switch (kind) {
      case "timer" -> fireTimer();
      case "signal" -> runtime().signalEventReceived("aSignal");
      default -> correlate();
    }

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    assertThat(milestones(run)).contains("END_STAGE=one");
    finish(run);
  }

  @Test
  void shouldGoOnBesideNonInterruptingBoundaryEventOfTheStage() {
    // given
    deploy(
        twoStages(
            stage("one", "${done}", sequence("s", "a") + userTask("a")),
            boundary("bound", "one", false, message("aMessage")),
            flow("bound", "outside"),
            userTask("outside")));
    String run = start("p");
    correlate();
    complete("a");
    correlate();

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("c", "outside", "outside");
    complete("c");
    tasks("outside").forEach(task -> engine.getTaskService().complete(task.getId()));
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldCancelStepLeftByItsBoundaryEvent() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a", "b")
                    + userTask("a")
                    + userTask("b")
                    + boundary("bound", "a", true, message("aMessage"))
                    + flow("bound", "b"))));
    String run = start("p");

    // when
    correlate();

    // then
    assertThat(steps(run)).containsExactly("a=CANCELED", "b=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    complete("b", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldLookAtConditionWhenBoundaryEventHasCanceledStep() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${steps.a.status == 'CANCELED'}",
                sequence("s", "a", "b")
                    + userTask("a")
                    + userTask("b")
                    + boundary("bound", "a", true, message("aMessage"))
                    + flow("bound", "b"))));
    String run = start("p");

    // when
    correlate();

    // then
    assertThat(steps(run)).containsExactly("a=CANCELED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldRunStepsBehindNonInterruptingBoundaryEventOfStep() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + userTask("a")
                    + userTask("b")
                    + boundary("bound", "a", false, message("aMessage"))
                    + flow("bound", "b"))));
    String run = start("p");
    correlate();

    // when
    complete("a");

    // then
    assertThat(isWaiting(run)).isFalse();
    complete("b");
    assertThat(isWaiting(run)).isTrue();
    assertThat(steps(run)).containsExactly("a=COMPLETED", "b=COMPLETED");
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldDiscontinueStepWithBoundaryEvents() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a", "x")
                    + userTask("a")
                    + userTask("x")
                    + userTask("b")
                    + boundary("bound", "a", false, message("aMessage"))
                    + boundary("timer", "a", true, TIMER)
                    + flow("timer", "x")
                    + flow("bound", "b"))));
    String run = start("p");
    correlate();

    // when
    complete("b", Map.of("done", true));

    // then
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "b=COMPLETED", "c=IN_PROGRESS");
    assertThat(management().createJobQuery().count()).isZero();
    assertThat(runtime().createEventSubscriptionQuery().count()).isZero();
    finish(run);
  }

  @Test
  void shouldCompleteStepWithBoundaryEventsWhenItMakesTheConditionTrue() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a", "x")
                    + userTask("a")
                    + userTask("x")
                    + boundary("timer", "a", true, TIMER)
                    + flow("timer", "x"))));
    String run = start("p");

    // when
    complete("a", Map.of("done", true));

    // then
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldCancelStepsOfTransactionWhoseCancelEventIsReached() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "tx", "after")
                    + "<bpmn:transaction id='tx'>"
                    + "<bpmn:startEvent id='ts'/><bpmn:parallelGateway id='tf'/>"
                    + userTask("a")
                    + userTask("b")
                    + end("cancelEnd", "<bpmn:cancelEventDefinition/>")
                    + flow("ts", "tf")
                    + flow("tf", "a")
                    + flow("tf", "b")
                    + flow("a", "cancelEnd")
                    + serviceTask("undo", "${execution.setVariable('undone', true)}")
                        .replace(" id=", " isForCompensation='true' id=")
                    + boundary("compensate", "b", true, "<bpmn:compensateEventDefinition/>")
                        .replace(" cancelActivity=\"true\"", "")
                    + "<bpmn:association id='assoc' associationDirection='One' sourceRef='compensate' targetRef='undo'/>"
                    + "</bpmn:transaction>"
                    + boundary("canceled", "tx", true, "<bpmn:cancelEventDefinition/>")
                    + userTask("after")
                    + userTask("handle")
                    + flow("canceled", "handle"))));
    String run = start("p");
    complete("b");

    // when
    complete("a");

    // then
    assertThat(runtime().getVariable(run, "undone")).isEqualTo(true);
    assertThat(steps(run))
        .containsExactlyInAnyOrder("a=COMPLETED", "b=COMPLETED", "handle=IN_PROGRESS");
    complete("handle");
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldKeepCompletedStepsCompensableAfterEarlyExit() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "undoAll", "two")
                + stage(
                    "one",
                    "${done}",
                    sequence("s", "a", "b")
                        + userTask("a")
                        + userTask("b")
                        + serviceTask("undo", "${execution.setVariable('undone', true)}")
                            .replace(" id=", " isForCompensation='true' id=")
                        + boundary("compensate", "a", true, "<bpmn:compensateEventDefinition/>")
                            .replace(" cancelActivity=\"true\"", "")
                        + "<bpmn:association id='assoc' associationDirection='One' sourceRef='compensate' targetRef='undo'/>")
                + "<bpmn:intermediateThrowEvent id='undoAll'><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>"
                + stage("two", sequence("t", "c") + userTask("c"))));
    String run = start("p");
    complete("a");

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(runtime().getVariable(run, "undone")).isEqualTo(true);
    assertThat(steps(run)).containsExactly("a=COMPLETED", "b=DISCONTINUED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldKeepStepCompensableThatMadeTheConditionTrue() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "undoAll", "two")
                + stage(
                    "one",
                    "${done}",
                    sequence("s", "a", "b")
                        + userTask("a")
                        + userTask("b")
                        + userTask("undo").replace(" id=", " isForCompensation='true' id=")
                        + boundary("compensate", "a", true, "<bpmn:compensateEventDefinition/>")
                            .replace(" cancelActivity=\"true\"", "")
                        + "<bpmn:association id='assoc' associationDirection='One' sourceRef='compensate' targetRef='undo'/>")
                + "<bpmn:intermediateThrowEvent id='undoAll'><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>"
                + stage("two", sequence("t", "c") + userTask("c"))));
    String run = start("p");

    // when
    complete("a", Map.of("done", true));

    // then
    assertThat(openTasks()).containsExactly("undo");
    runtime().setVariable(run, "done", false);
    complete("undo");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldCompensateInsideTheStage() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a", "undoAll", "b")
                    + userTask("a")
                    + userTask("b")
                    + "<bpmn:intermediateThrowEvent id='undoAll'><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>"
                    + userTask("undo").replace(" id=", " isForCompensation='true' id=")
                    + boundary("compensate", "a", true, "<bpmn:compensateEventDefinition/>")
                        .replace(" cancelActivity=\"true\"", "")
                    + "<bpmn:association id='assoc' associationDirection='One' sourceRef='compensate' targetRef='undo'/>")));
    String run = start("p");
    complete("a");
    assertThat(openTasks()).containsExactly("undo");

    // when
    complete("undo", Map.of("done", true));

    // then
    assertThat(steps(run)).contains("a=COMPLETED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldExitWhileCompensationRuns() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a", "undoAll", "b")
                    + userTask("a")
                    + userTask("b")
                    + "<bpmn:intermediateThrowEvent id='undoAll'><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>"
                    + userTask("undo").replace(" id=", " isForCompensation='true' id=")
                    + boundary("compensate", "a", true, "<bpmn:compensateEventDefinition/>")
                        .replace(" cancelActivity=\"true\"", "")
                    + "<bpmn:association id='assoc' associationDirection='One' sourceRef='compensate' targetRef='undo'/>")));
    String run = start("p");
    complete("a");
    assertThat(openTasks()).containsExactly("undo");

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldCancelEverythingAtTerminateEndEventOfTheProcess() {
    // given
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='st'/><bpmn:parallelGateway id='f'/>"
                + flow("st", "f")
                + flow("f", "one")
                + flow("f", "outside")
                + stage("one", "${done}", sequence("s", "a") + userTask("a"))
                + userTask("outside")
                + end("e", "<bpmn:terminateEventDefinition/>")
                + flow("outside", "e")));
    String run = start("p");

    // when
    complete("outside");

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactly("a=CANCELED");
  }

  @Test
  void shouldCancelWaitingStageAtTerminateEndEventOfTheProcess() {
    // given
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='st'/><bpmn:parallelGateway id='f'/>"
                + flow("st", "f")
                + flow("f", "one")
                + flow("f", "outside")
                + stage("one", "${done}", sequence("s", "a") + userTask("a"))
                + userTask("outside")
                + end("e", "<bpmn:terminateEventDefinition/>")
                + flow("outside", "e")));
    String run = start("p");
    complete("a");

    // when
    complete("outside");

    // then
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
    assertThat(stages(run)).containsExactly("one=CANCELED");
  }

  @Test
  void shouldCompleteAllStepsStageByTerminateEndEvent() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "<bpmn:startEvent id='st'/><bpmn:parallelGateway id='f'/>"
                    + flow("st", "f")
                    + flow("f", "a")
                    + flow("f", "b")
                    + userTask("a")
                    + userTask("b")
                    + end("e", "<bpmn:terminateEventDefinition/>")
                    + flow("a", "e"))));
    String run = start("p");

    // when
    complete("a");

    // then
    assertThat(steps(run)).containsExactlyInAnyOrder("a=COMPLETED", "b=CANCELED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldExitAtTerminateEndEventWhenTheConditionIsTrue() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                "<bpmn:startEvent id='st'/><bpmn:parallelGateway id='f'/>"
                    + flow("st", "f")
                    + flow("f", "a")
                    + flow("f", "b")
                    + userTask("a")
                    + userTask("b")
                    + end("e", "<bpmn:terminateEventDefinition/>")
                    + flow("a", "e"))));
    String run = start("p");

    // when
    complete("a", Map.of("done", true));

    // then
    assertThat(steps(run)).contains("a=COMPLETED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldGoOnAfterTerminateEndEventOfNestedSubProcess() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "sub", "b2")
                    + subProcess(
                        "sub",
                        "<bpmn:startEvent id='st'/><bpmn:parallelGateway id='f'/>"
                            + flow("st", "f")
                            + flow("f", "a")
                            + flow("f", "b")
                            + userTask("a")
                            + userTask("b")
                            + end("e", "<bpmn:terminateEventDefinition/>")
                            + flow("a", "e"))
                    + userTask("b2"))));
    String run = start("p");

    // when
    complete("a");

    // then
    assertThat(steps(run)).containsExactlyInAnyOrder("a=COMPLETED", "b=CANCELED", "b2=IN_PROGRESS");
    complete("b2", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldLoopBackToAStage() {
    // given
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='st'/>"
                + flow("st", "one")
                + stage(
                    "one",
                    "${steps.a.status == 'COMPLETED' && done == round}",
                    sequence("s", "a") + userTask("a"))
                + "<bpmn:exclusiveGateway id='g' default='g_two'/>"
                + flow("one", "g")
                + "<bpmn:sequenceFlow id='back' sourceRef='g' targetRef='one'><bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'>${again}</bpmn:conditionExpression></bpmn:sequenceFlow>"
                + flow("g", "two")
                + stage("two", sequence("t", "c") + userTask("c"))));
    String run = start("p", Map.of("round", 1, "done", 0, "again", true));
    complete("a");

    // when
    runtime().setVariables(run, Map.of("done", 1, "round", 2));

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    runtime().setVariable(run, "round", 1);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "one=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("a");
    complete("a", Map.of("again", false));
    assertThat(stages(run)).containsExactly("one=COMPLETED", "one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLiveInPlainSubProcessTransactionAndInterruptingEventSubProcess() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "sub", "tx", "after")
                + subProcess(
                    "sub",
                    sequence("ss", "one")
                        + stage("one", "${x == 1}", sequence("s", "a") + userTask("a")))
                + "<bpmn:transaction id='tx'>"
                + sequence("tt", "two")
                + stage("two", "${x == 2}", sequence("t", "b") + userTask("b"))
                + "</bpmn:transaction>"
                + userTask("after")
                + eventSubProcess(
                    "es",
                    true,
                    message("aMessage"),
                    "three",
                    stage("three", "${x == 3}", sequence("u", "c") + userTask("c")))));
    String run = start("p", Map.of("x", 0));
    runtime().setVariable(run, "x", 1);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    complete("b");
    assertThat(isWaiting(run)).isTrue();

    // when
    correlate();

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=CANCELED", "three=IN_PROGRESS");
    complete("c", Map.of("x", 3));
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldCancelStageLeftByEventSubProcessOfTheProcess() {
    // given
    deploy(
        twoStages(
            stage("one", "${done}", sequence("s", "a") + userTask("a")),
            eventSubProcess("es", true, message("aMessage"), "outside", userTask("outside"))));
    String run = start("p");

    // when
    correlate();

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactly("a=CANCELED");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    complete("outside");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldTakeFaultPathOfStageThatWaits() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + userTask("a")
                    + eventSubProcess("es", false, message("aMessage"), "e", end("e", ERROR) + "")),
            faultPath("fault", "one"),
            flow("fault", "fixed"),
            userTask("fixed")));
    String run = start("p");
    complete("a");

    // when
    correlate();

    // then
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(openTasks()).containsExactly("fixed");
    complete("fixed");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldWaitForTimersAndMessagesInTheStage() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "wait", "gate").replace(flow("gate", "sEnd"), "")
                    + "<bpmn:intermediateCatchEvent id='wait'>"
                    + TIMER
                    + "</bpmn:intermediateCatchEvent>"
                    + "<bpmn:eventBasedGateway id='gate'/>"
                    + "<bpmn:intermediateCatchEvent id='m'>"
                    + message("aMessage")
                    + "</bpmn:intermediateCatchEvent>"
                    + "<bpmn:intermediateCatchEvent id='t2'>"
                    + TIMER
                    + "</bpmn:intermediateCatchEvent>"
                    + flow("gate", "m")
                    + flow("gate", "t2")
                    + flow("m", "r")
                    + flow("t2", "r")
                    + "<bpmn:receiveTask id='r' messageRef='aMessage'/>"
                    + flow("r", "sEnd"))));
    String run = start("p");
    fireTimer();
    correlate();

    // when
    correlate();

    // then
    assertThat(steps(run)).containsExactly("r=COMPLETED");
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timer", "gateway"})
  void shouldExitWhileTheStageWaitsForAnEvent(String where) {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "wait", "gate").replace(flow("gate", "sEnd"), "")
                    + "<bpmn:intermediateCatchEvent id='wait'>"
                    + TIMER
                    + "</bpmn:intermediateCatchEvent>"
                    + "<bpmn:eventBasedGateway id='gate'/>"
                    + "<bpmn:intermediateCatchEvent id='m'>"
                    + message("aMessage")
                    + "</bpmn:intermediateCatchEvent>"
                    + flow("gate", "m")
                    + flow("m", "r")
                    + "<bpmn:receiveTask id='r' messageRef='aMessage'/>"
                    + flow("r", "sEnd"))));
    String run = start("p");
    if (where.equals("gateway")) {
      fireTimer();
    }

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(management().createJobQuery().count()).isZero();
    assertThat(runtime().createEventSubscriptionQuery().count()).isZero();
    finish(run);
  }

  @Test
  void shouldLookWhenMessageBringsVariables() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "r", "b")
                    + "<bpmn:receiveTask id='r' messageRef='aMessage'/>"
                    + userTask("b"))));
    String run = start("p");

    // when
    runtime().createMessageCorrelation("aMessage").setVariable("done", true).correlate();

    // then
    assertThat(steps(run)).containsExactly("r=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLookWhenMessageBringsVariablesToIntermediateEvent() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "m", "b")
                    + "<bpmn:intermediateCatchEvent id='m'>"
                    + message("aMessage")
                    + "</bpmn:intermediateCatchEvent>"
                    + userTask("b"))));
    String run = start("p");

    // when
    runtime().createMessageCorrelation("aMessage").setVariable("done", true).correlate();

    // then
    assertThat(steps(run)).isEqualTo(List.of("c=IN_PROGRESS"));
    assertThat(
            history()
                .createHistoricActivityInstanceQuery()
                .activityId("m")
                .singleResult()
                .isCanceled())
        .isFalse();
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldDiscontinueStepsWhenTheConditionIsTrueInFrontOfATerminateEndEvent(boolean isNested) {
    // given
    String work =
        "<bpmn:startEvent id='wStart'/><bpmn:parallelGateway id='fork'/><bpmn:endEvent id='wEnd'/>"
            + userTask("a")
            + userTask("b")
            + end("stop", "<bpmn:terminateEventDefinition/>")
            + flow("wStart", "fork")
            + flow("fork", "a")
            + flow("fork", "b")
            + flow("a", "wEnd")
            + flow("b", "stop");
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                isNested ? sequence("s", "sub") + subProcess("sub", work) : work)));
    String run = start("p");

    // when
    complete("b", Map.of("done", true));

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run))
        .containsExactlyInAnyOrder("a=DISCONTINUED", "b=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }
}
