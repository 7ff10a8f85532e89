package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.parallel;
import static io.github.bpmnstages.testing.StageModel.repair;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 4: ways to fail and to be retried that the other tests leave out. */
class FailureAndRetryTest extends CheckedStagesTest {

  private static final String WORK =
      "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:expression='${healed ? 1 : noSuchBean.work()}'/>";

  private void retryByDefinition() {
    management()
        .setJobRetriesByJobDefinitionId(
            management().createJobQuery().singleResult().getJobDefinitionId(), 1);
  }

  @Test
  void shouldStartTheNextStageInProgressWhenRetriesWereSetByJobDefinition() {
    // given
    deploy(twoStages(stage("one", sequence("s", "x") + WORK)));
    String run = start("p", Map.of("healed", false));
    failForGood(management().createJobQuery().singleResult());
    runtime().setVariable(run, "healed", true);

    // when
    retryByDefinition();
    executeJobs();

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(milestones(run))
        .containsSubsequence("RESUME_RUN=run", "END_STAGE=one", "START_STAGE=two")
        .doesNotContain("DISCONTINUE_STAGE=two")
        .containsOnlyOnce("START_STAGE=two");
    finish(run);
  }

  @Test
  void shouldNotStartTheNextStepWhenRetriesWereSetByJobDefinitionAndTheConditionIsTrue() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${steps.x.status == 'COMPLETED'}",
                sequence("s", "x", "y") + WORK + userTask("y"))));
    String run = start("p", Map.of("healed", false));
    failForGood(management().createJobQuery().singleResult());
    runtime().setVariable(run, "healed", true);

    // when
    retryByDefinition();
    executeJobs();

    // then
    assertThat(steps(run)).containsExactly("x=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  private static final String EXTERNAL =
      "<bpmn:serviceTask id='x' camunda:type='external' camunda:topic='t'><bpmn:extensionElements>"
          + "<camunda:errorEventDefinition errorRef='anError' expression='${true}'/>"
          + "</bpmn:extensionElements></bpmn:serviceTask>";

  private void work(String how) {
    var service = engine.getExternalTaskService();
    String task = service.fetchAndLock(1, "w").topic("t", 60_000).execute().get(0).getId();
    if ("complete".equals(how)) {
      service.complete(task, "w");
    } else {
      service.handleFailure(task, "w", "it broke", 0, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "handleFailure"})
  void shouldTakeFaultPathForTheErrorOfAnExternalTasksErrorDefinition(String how) {
    // given
    deploy(twoStages(stage("one", sequence("s", "x") + EXTERNAL), repair("one")));
    String run = start("p");

    // when
    work(how);

    // then
    assertThat(openTasks()).containsExactly("repair");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("x=ERROR");
    assertThat(milestones(run)).contains("FAIL_STAGE=one", "TAKE_FAULT_PATH=one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "handleFailure"})
  void shouldEndTheRunForTheErrorOfAnExternalTasksErrorDefinition(String how) {
    // given
    deploy(twoStages(stage("one", parallel("s", "x", "b") + EXTERNAL + userTask("b"))));
    String run = start("p");

    // when
    work(how);

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactlyInAnyOrder("x=ERROR", "b=DISCONTINUED");
  }

  @Test
  void shouldRecordEachOfTwoTokensThatFailAtTheSameStep() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "<bpmn:startEvent id='s'/><bpmn:parallelGateway id='fork'/><bpmn:endEvent id='e'/>"
                    + "<bpmn:exclusiveGateway id='merge'/>"
                    + flow("s", "fork")
                    + flow("merge", "x")
                    + flow("x", "e")
                    + "<bpmn:sequenceFlow id='f1' sourceRef='fork' targetRef='merge'/>"
                    + "<bpmn:sequenceFlow id='f2' sourceRef='fork' targetRef='merge'/>"
                    + WORK)));
    String run = start("p", Map.of("healed", false));

    // when
    management().createJobQuery().list().forEach(this::failForGood);

    // then
    assertThat(steps(run)).containsExactly("x=ERROR", "x=ERROR");

    // when
    runtime().setVariable(run, "healed", true);
    management().createJobQuery().list().forEach(job -> management().setJobRetries(job.getId(), 1));
    executeJobs();

    // then
    assertThat(steps(run)).containsExactly("x=COMPLETED", "x=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }
}
