package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.repair;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 4: a compensation handler that fails when its stage has long completed. */
class CompensationFailureTest extends CheckedStagesTest {

  private static final String UNDO =
      "<bpmn:serviceTask id='undo' isForCompensation='true' camunda:type='external' camunda:topic='t'/>";

  private static String compensable() {
    return userTask("a")
        + "<bpmn:boundaryEvent id='compensation' attachedToRef='a'><bpmn:compensateEventDefinition id='cd'/></bpmn:boundaryEvent>"
        + UNDO
        + "<bpmn:association id='as' sourceRef='compensation' targetRef='undo' associationDirection='One'/>";
  }

  private String failsToUndo(String faultPath) {
    deploy(
        process(
            "p",
            sequence("p", "one", "undoAll", "two")
                + stage("one", sequence("s", "a") + compensable())
                + "<bpmn:intermediateThrowEvent id='undoAll'><bpmn:compensateEventDefinition id='td'/></bpmn:intermediateThrowEvent>"
                + stage("two", sequence("t", "c") + userTask("c"))
                + faultPath));
    String run = start("p");
    complete("a");
    var service = engine.getExternalTaskService();
    String undo = service.fetchAndLock(1, "w").topic("t", 60_000).execute().get(0).getId();
    service.handleFailure(undo, "w", "it broke", 0, 0);
    return run;
  }

  private void goOn(String run) {
    var service = engine.getExternalTaskService();
    service.setRetries(service.createExternalTaskQuery().singleResult().getId(), 1);
    String undo = service.fetchAndLock(1, "w").topic("t", 60_000).execute().get(0).getId();
    service.complete(undo, "w");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldFailTheRunOutsideOfTheStage(boolean hasFaultPath) {
    // when
    String run = failsToUndo(hasFaultPath ? repair("one") : "");

    // then
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=COMPLETED");
    assertThat(steps(run)).containsExactly("a=COMPLETED");
    assertThat(detail(run, "FAIL_RUN")).isEqualTo("undo");
    assertThat(milestones(run)).doesNotContain("TAKE_FAULT_PATH=one", "FAIL_STAGE=one");
    assertThat(runtime().createIncidentQuery().count()).isEqualTo(1);
    goOn(run);
  }

  @Test
  void shouldFailTheStageThatCompensatesWithinItself() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage(
                    "one",
                    sequence("s", "a", "undoAll", "b")
                        + "<bpmn:intermediateThrowEvent id='undoAll'><bpmn:compensateEventDefinition id='td'/></bpmn:intermediateThrowEvent>"
                        + userTask("b")
                        + compensable())
                + stage("two", sequence("t", "c") + userTask("c"))));
    String run = start("p");
    complete("a");
    var service = engine.getExternalTaskService();
    String undo = service.fetchAndLock(1, "w").topic("t", 60_000).execute().get(0).getId();

    // when
    service.handleFailure(undo, "w", "it broke", 0, 0);

    // then
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("a=COMPLETED");
  }
}
