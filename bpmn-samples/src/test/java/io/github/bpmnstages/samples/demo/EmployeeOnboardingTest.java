package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmployeeOnboardingTest extends SampleTest {

  @BeforeEach
  void startOnboarding() {
    start("employee-onboarding", Map.of("employee", "Ada Byron", "trainings", 2L));
    run.mustFinish("createAccount");
  }

  @Test
  void shouldTypeStepsAsInteractiveExternalAndBackground() {
    // then
    assertThat(step("collectDocuments").getStepType()).isEqualTo("INTERACTIVE");
    assertThat(step("orderEquipment").getStepType()).isEqualTo("EXTERNAL");
    assertThat(step("setUpWorkplace").getStepType()).isEqualTo("BACKGROUND");
  }

  @Test
  void shouldCompleteStageWhenItsLastTokenIsConsumed() {
    // given
    run.completes("collectDocuments");
    run.completes("orderEquipment");
    run.completes("installLaptop");

    // when
    StageStatus before = stageStatus("preboarding");
    run.completes("handOutKeys");
    run.mustReach("welcomeTalk");

    // then
    assertThat(before).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(stageStatus("preboarding")).isEqualTo(StageStatus.COMPLETED);
    assertThat(orchestrationRun().getCurrentStageId()).isEqualTo("firstWeeks");
  }

  @Test
  void shouldCompleteAsynchronousBackgroundStep() {
    // given
    preboard();

    // then
    assertThat(stepStatus("createAccount")).isEqualTo(StepStatus.COMPLETED);
    assertThat(variable("accountName")).isEqualTo("ada.byron");
  }

  @Test
  void shouldRecordCalledRunWithStagesOfItsOwn() {
    // when
    OrchestrationRun called =
        stages.createOrchestrationRunQuery().superProcessInstanceId(runId).singleResult();

    // then
    assertThat(called.getProcessDefinitionKey()).isEqualTo("workplace-setup");
    assertThat(called.getRootProcessInstanceId()).isEqualTo(runId);
    assertThat(called.getCurrentStageId()).isEqualTo("hardware");
    assertThat(step("setUpWorkplace").getCalledProcessInstanceId()).isEqualTo(called.getId());
  }

  @Test
  void shouldCountMultiInstanceActivityAsOneStep() {
    // given
    preboard();
    run.completes("welcomeTalk");

    // when
    run.completes("attendTraining");
    StepStatus halfway = stepStatus("attendTraining");
    run.completes("attendTraining");

    // then
    assertThat(halfway).isEqualTo(StepStatus.IN_PROGRESS);
    assertThat(stepStatus("attendTraining")).isEqualTo(StepStatus.COMPLETED);
  }

  @Test
  void shouldSetDueDateFromDurationAndFromExpression() {
    // given
    preboard();

    // then
    assertThat(timeToDo("preboarding")).isEqualTo(Duration.ofDays(14));
    assertThat(timeToDo("firstWeeks")).isEqualTo(Duration.ofDays(14));
  }

  @Test
  void shouldCompleteStageOverStepStatusesAndDiscontinueOpenSteps() {
    // given
    preboard();
    settleIn();

    // when
    run.completes("confirmPayroll");
    run.completes("managerReview", "passed", true);

    // then
    assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stageStatus("probation")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stepStatus("managerReview")).isEqualTo(StepStatus.COMPLETED);
    assertThat(stepStatus("buddyFeedback")).isEqualTo(StepStatus.DISCONTINUED);
    assertThat(milestones())
        .containsSubsequence(
            "END_STEP managerReview",
            "DISCONTINUE_STEP buddyFeedback",
            "END_STAGE probation",
            "END_RUN");
  }

  @Test
  void shouldKeepRunAliveInErrorWhenWorkerGivesUpWithoutFaultPath() {
    // when
    run.givesUp("orderEquipment", "the shop does not answer");

    // then
    assertThat(status()).isEqualTo(RunStatus.ERROR);
    assertThat(orchestrationRun().getEndTime()).isNull();
    assertThat(stageStatus("preboarding")).isEqualTo(StageStatus.ERROR);
    assertThat(stage("preboarding").getErrorCode()).isEqualTo("STAGE_STEP_FAILED");
    assertThat(stepStatus("orderEquipment")).isEqualTo(StepStatus.ERROR);
    assertThat(stepStatus("collectDocuments")).isEqualTo(StepStatus.IN_PROGRESS);
  }

  @Test
  void shouldComeBackFromErrorWhenItsIncidentIsResolved() {
    // given
    run.givesUp("orderEquipment", "the shop does not answer");

    // when
    run.isRetried("orderEquipment");

    // then
    assertThat(status()).isEqualTo(RunStatus.IN_PROGRESS);
    assertThat(stageStatus("preboarding")).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(milestones())
        .containsSubsequence("FAIL_STAGE preboarding", "START_STAGE preboarding")
        .containsSubsequence("FAIL_RUN", "RESUME_RUN");
  }

  @Test
  void shouldCancelStageLeftByAnotherInterruptingEvent() {
    // given
    run.completes("collectDocuments");

    // when
    run.receives("Candidate withdrew");

    // then
    assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stageStatus("preboarding")).isEqualTo(StageStatus.CANCELED);
    assertThat(stepStatus("collectDocuments")).isEqualTo(StepStatus.COMPLETED);
    assertThat(stepStatus("orderEquipment")).isEqualTo(StepStatus.CANCELED);
    assertThat(milestones()).contains("END_STAGE preboarding", "END_RUN");
  }

  @Test
  void shouldCancelCalledRunWhenStageOfCallerIsLeft() {
    // when
    run.receives("Candidate withdrew");

    // then
    OrchestrationRun called =
        stages.createOrchestrationRunQuery().superProcessInstanceId(runId).singleResult();
    assertThat(called.getStatus()).isEqualTo(RunStatus.CANCELED);
    assertThat(stepStatus("installLaptop")).isEqualTo(StepStatus.CANCELED);
  }

  @Test
  void shouldSuspendAndResumeRunAndStageButNotStep() {
    // given
    preboard();
    run.mustReach("welcomeTalk");

    // when
    run.isSuspended();
    StageStatus suspended = stageStatus("firstWeeks");
    StepStatus step = stepStatus("welcomeTalk");
    run.isResumed();

    // then
    assertThat(suspended).isEqualTo(StageStatus.SUSPENDED);
    assertThat(step).isEqualTo(StepStatus.IN_PROGRESS);
    assertThat(stageStatus("firstWeeks")).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(milestones())
        .containsSubsequence(
            "SUSPEND_RUN", "SUSPEND_STAGE firstWeeks", "RESUME_RUN", "START_STAGE firstWeeks");
  }

  @Test
  void shouldCancelSuspendedRunWithItsStageAndOpenSteps() {
    // given
    preboard();
    run.mustReach("welcomeTalk");
    run.isSuspended();

    // when
    run.isCanceled("hiring freeze");

    // then
    assertThat(status()).isEqualTo(RunStatus.CANCELED);
    assertThat(orchestrationRun().getReason()).isEqualTo("hiring freeze");
    assertThat(stageStatus("preboarding")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stageStatus("firstWeeks")).isEqualTo(StageStatus.CANCELED);
    assertThat(stepStatus("welcomeTalk")).isEqualTo(StepStatus.CANCELED);
    assertThat(milestones()).contains("CANCEL_RUN", "END_STAGE firstWeeks");
  }

  @Test
  void shouldCancelRunAlsoWhenCustomListenersAreSkipped() {
    // when
    engine.getRuntimeService().deleteProcessInstance(runId, "no listeners", true);

    // then
    assertThat(status()).isEqualTo(RunStatus.CANCELED);
    assertThat(stageStatus("preboarding")).isEqualTo(StageStatus.CANCELED);
    assertThat(stepStatus("collectDocuments")).isEqualTo(StepStatus.CANCELED);
  }

  private Duration timeToDo(String stageId) {
    return Duration.between(
        stage(stageId).getStartTime().toInstant(), stage(stageId).getDueDate().toInstant());
  }

  private void preboard() {
    run.completes("collectDocuments");
    run.completes("orderEquipment");
    run.completes("installLaptop");
    run.completes("handOutKeys");
    run.mustReach("welcomeTalk");
  }

  private void settleIn() {
    run.completes("welcomeTalk");
    run.completes("attendTraining");
    run.completes("attendTraining");
    run.receives("Badge printed");
  }
}
