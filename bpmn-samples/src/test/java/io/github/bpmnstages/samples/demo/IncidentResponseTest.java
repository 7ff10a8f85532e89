package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import java.util.Map;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentResponseTest extends SampleTest {

  @BeforeEach
  void raiseAlert() {
    start("incident-response", Map.of("service", "Checkout"));
  }

  @Test
  void shouldExitEarlyWhenVariableMakesRequirementTrue() {
    // given
    triage();

    // when
    run.sets("serviceRestored", true);

    // then
    assertThat(stageStatus("mitigation")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stepStatus("rollBack")).isEqualTo(StepStatus.DISCONTINUED);
    assertThat(stepStatus("informCustomers")).isEqualTo(StepStatus.DISCONTINUED);
    assertThat(stageStatus("monitoring")).isEqualTo(StageStatus.IN_PROGRESS);
  }

  @Test
  void shouldTakeOpenStepsBackFromTheirWorkers() {
    // given
    triage();

    // when
    run.sets("serviceRestored", true);

    // then
    assertThat(
            engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(runId)
                .taskDefinitionKey("informCustomers")
                .count())
        .isZero();
    assertThat(
            engine
                .getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(runId)
                .count())
        .isZero();
  }

  @Test
  void shouldEndEachDiscontinuedActivityOnceInHistory() {
    // given
    triage();

    // when
    run.sets("serviceRestored", true);

    // then
    assertThat(
            engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(runId)
                .activityId("informCustomers")
                .list())
        .singleElement()
        .satisfies(
            instance -> {
              assertThat(instance.isCanceled()).isTrue();
              assertThat(instance.getEndTime()).isNotNull();
            });
  }

  @Test
  void shouldCompleteTaskInHistoryWhenItsVariablesMakeTheConditionTrue() {
    // given
    triage();

    // when
    run.completes("informCustomers", "serviceRestored", true);

    // then
    HistoricTaskInstance task =
        engine
            .getHistoryService()
            .createHistoricTaskInstanceQuery()
            .processInstanceId(runId)
            .taskDefinitionKey("informCustomers")
            .singleResult();
    assertThat(task.getDeleteReason()).isEqualTo("completed");
    assertThat(stepStatus("informCustomers")).isEqualTo(StepStatus.COMPLETED);
    assertThat(stepStatus("rollBack")).isEqualTo(StepStatus.DISCONTINUED);
  }

  @Test
  void shouldWaitForExitConditionWhenAllStepsAreDone() {
    // given
    triage();

    // when
    run.completes("rollBack");
    run.completes("informCustomers");

    // then
    assertThat(stageStatus("mitigation")).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(stage("mitigation").isWaitingForExitCondition()).isTrue();
    assertThat(variable("mitigationStatus")).isEqualTo("IN_PROGRESS");
  }

  @Test
  void shouldNotLookAtConditionWhileSuspendedButOnResume() {
    // given
    triage();
    run.completes("rollBack");
    run.completes("informCustomers");
    run.isSuspended();
    run.sets("serviceRestored", true);

    // when
    StageStatus suspended = stageStatus("mitigation");
    run.isResumed();
    run.mustReach("watchMetrics");

    // then
    assertThat(suspended).isEqualTo(StageStatus.SUSPENDED);
    assertThat(stageStatus("mitigation")).isEqualTo(StageStatus.COMPLETED);
  }

  @Test
  void shouldEvaluateOnDemandOverRest() {
    // given
    triage();
    String stageRunId = stage("mitigation").getId();

    // when
    boolean exited =
        rest.postForObject(
                "/engine-rest/stage-run/" + stageRunId + "/evaluate",
                null,
                com.fasterxml.jackson.databind.JsonNode.class)
            .at("/exited")
            .asBoolean(true);

    // then
    assertThat(exited).isFalse();
  }

  @Test
  void shouldMakeNewStageRunOnLoopBack() {
    // given
    triage();
    run.sets("serviceRestored", true);

    // when
    run.completes("watchMetrics", "stable", false);

    // then
    assertThat(stages.createStageRunQuery().processInstanceId(runId).stageId("mitigation").count())
        .isEqualTo(2);
    assertThat(orchestrationRun().getCurrentStageId()).isEqualTo("mitigation");
    assertThat(variable("mitigationStatus")).isEqualTo("IN_PROGRESS");
  }

  @Test
  void shouldStartNoStepWhenConditionIsTrueAtOnce() {
    // given
    triage();
    run.sets("serviceRestored", true);
    run.sets("postMortemWaived", true);

    // when
    run.completes("watchMetrics", "stable", true);

    // then
    assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stageStatus("post-mortem")).isEqualTo(StageStatus.COMPLETED);
    assertThat(step("collectTimeline")).isNull();
    assertThat(stages.getOverview(runId).stages())
        .filteredOn(stage -> stage.stageId().equals("post-mortem"))
        .flatExtracting(stage -> stage.steps())
        .extracting(step -> step.status())
        .containsOnly(StepStatus.NOT_STARTED);
  }

  @Test
  void shouldCountTerminateEndEventAsAllStepsDone() {
    // given
    run.completes("acknowledge");

    // when
    run.completes("classify", "duplicate", true);

    // then
    assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stageStatus("triage")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stepStatus("gatherLogs")).isEqualTo(StepStatus.CANCELED);
  }

  @Test
  void shouldCancelStepLeftByTimerWhileItsStageGoesOn() {
    // when
    run.reachesTimer("notAcknowledged");

    // then
    assertThat(stepStatus("acknowledge")).isEqualTo(StepStatus.CANCELED);
    assertThat(stepStatus("pageSecondOnCall")).isEqualTo(StepStatus.IN_PROGRESS);
    assertThat(stageStatus("triage")).isEqualTo(StageStatus.IN_PROGRESS);
  }

  @Test
  void shouldKeepStageInProgressWhileItsEventSubProcessRuns() {
    // given
    triage();

    // when
    run.receives("Major incident declared");

    // then
    assertThat(stageStatus("mitigation")).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(stage("mitigation").isWaitingForExitCondition()).isFalse();
    assertThat(stepStatus("rollBack")).isEqualTo(StepStatus.CANCELED);
    assertThat(stepStatus("crisisCall")).isEqualTo(StepStatus.IN_PROGRESS);
  }

  @Test
  void shouldExitEarlyOutOfEventSubProcess() {
    // given
    triage();
    run.receives("Major incident declared");

    // when
    run.sets("serviceRestored", true);

    // then
    assertThat(stageStatus("mitigation")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stepStatus("crisisCall")).isEqualTo(StepStatus.DISCONTINUED);
  }

  @Test
  void shouldReadAutomaticOutputsInInputMapping() {
    // given
    triage();

    // when
    Object subject =
        engine
            .getTaskService()
            .getVariable(
                engine
                    .getTaskService()
                    .createTaskQuery()
                    .processInstanceId(runId)
                    .taskDefinitionKey("informCustomers")
                    .singleResult()
                    .getId(),
                "subject");

    // then
    assertThat(subject).isEqualTo("Checkout is degraded, mitigation is IN_PROGRESS");
  }

  @Test
  void shouldReadAutomaticOutputsInScriptAndInListener() {
    // given
    triage();
    run.sets("serviceRestored", true);
    run.completes("watchMetrics", "stable", true);

    // when
    run.completes("writeReport");
    run.completes("publishReport");

    // then
    assertThat(variable("timeline"))
        .isEqualTo("triage COMPLETED, mitigation COMPLETED, run IN_PROGRESS");
    assertThat(variable("closingNote")).isEqualTo("Post-mortem: COMPLETED");
  }

  private void triage() {
    run.completes("gatherLogs");
    run.completes("acknowledge");
    run.completes("classify", "duplicate", false);
  }
}
