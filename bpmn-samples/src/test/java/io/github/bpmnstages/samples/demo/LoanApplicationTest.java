package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;

class LoanApplicationTest extends SampleTest {

  @Test
  void shouldExitEarlyWhenEvaluationFlowAnswersTrue() {
    // given
    apply(20_000, true);

    // when
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");

    // then
    assertThat(stageStatus("intake")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stepStatus("checkIdentity")).isEqualTo(StepStatus.DISCONTINUED);
    assertThat(stageStatus("assessment")).isEqualTo(StageStatus.IN_PROGRESS);
  }

  @Test
  void shouldCountStepAsCompletedThatMadeTheConditionTrue() {
    // given
    apply(20_000, true);

    // when
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");

    // then
    assertThat(stepStatus("fetchIncomeProof")).isEqualTo(StepStatus.COMPLETED);
  }

  @Test
  void shouldLeaveNoInstanceOfTheEvaluationFlowBehind() {
    // given
    apply(20_000, false);

    // when
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");

    // then
    assertThat(stageStatus("intake")).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(
            engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("loan-documents-complete")
                .count())
        .isZero();
  }

  @Test
  void shouldKeepWritesOfTheEvaluationFlowOutOfTheRun() {
    // given
    apply(20_000, false);

    // when
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");

    // then
    assertThat(engine.getRuntimeService().getVariables(runId))
        .doesNotContainKey("isOrchestrationConditionMet");
  }

  @Test
  void shouldExitEarlyWhenEvaluationDecisionAnswersTrue() {
    // given
    apply(20_000, true);
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");

    // when
    run.completes("fetchCreditScore", "creditScore", 700L);

    // then
    assertThat(stageStatus("assessment")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stepStatus("assessManually")).isEqualTo(StepStatus.DISCONTINUED);
  }

  @Test
  void shouldSeeStepStatusesInInputsOfTheDecision() {
    // given
    apply(20_000, true);
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");
    run.completes("fetchCreditScore", "creditScore", 600L);

    // when
    StageStatus before = stageStatus("assessment");
    run.completes("assessManually");

    // then
    assertThat(before).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(stageStatus("assessment")).isEqualTo(StageStatus.COMPLETED);
  }

  @Test
  void shouldWaitInStageWhenAllStepsAreDoneAndNoRuleMatched() {
    // given
    apply(20_000, true);

    // when
    waitForGuarantor();

    // then
    assertThat(stageStatus("assessment")).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(stage("assessment").isWaitingForExitCondition()).isTrue();
    assertThat(
            get("/process-instance/" + runId + "/activity-instances").at("/childActivityInstances"))
        .singleElement()
        .satisfies(
            leaf -> {
              assertThat(leaf.at("/activityId").asText()).isEqualTo("assessment");
              assertThat(leaf.at("/childActivityInstances")).isEmpty();
            });
  }

  @Test
  void shouldExitLateWhenVariableMakesConditionTrue() {
    // given
    apply(20_000, true);
    waitForGuarantor();

    // when
    run.sets("guarantor", true);

    // then
    assertThat(stageStatus("assessment")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stage("assessment").isWaitingForExitCondition()).isFalse();
    assertThat(stageStatus("contract")).isEqualTo(StageStatus.IN_PROGRESS);
  }

  @Test
  void shouldWriteStatusVariableWithEachStatus() {
    // given
    apply(20_000, true);
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");

    // when
    Object inProgress = variable("assessmentStatus");
    run.isSuspended();
    Object suspended = variable("assessmentStatus");
    run.isResumed();
    run.completes("fetchCreditScore", "creditScore", 700L);

    // then
    assertThat(inProgress).isEqualTo("IN_PROGRESS");
    assertThat(suspended).isEqualTo("SUSPENDED");
    assertThat(variable("assessmentStatus")).isEqualTo("COMPLETED");
  }

  @Test
  void shouldNeedCollateralForBigLoanByFormula() {
    // given
    reachContract(240_000);

    // when
    run.completes("signContract");
    StageStatus signed = stageStatus("contract");
    run.completes("registerCollateral", "collateralRegistered", true);

    // then
    assertThat(signed).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(stageStatus("contract")).isEqualTo(StageStatus.COMPLETED);
    assertThat(variable("paidOut")).isEqualTo(240_000L);
  }

  @Test
  void shouldCompleteStageWhenTwoTransactionsMakeOneHalfOfTheConditionTrueEach() {
    // given
    reachContract(240_000);

    // when the other transaction commits after this one has looked and before it commits
    inOneTransaction(
        () -> {
          run.completes("signContract");
          inAnotherThread(() -> run.sets("collateralRegistered", true));
        });

    // then
    run.mustEnd();
    assertThat(stageStatus("contract")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stepStatus("registerCollateral")).isEqualTo(StepStatus.DISCONTINUED);
  }

  @Test
  void shouldNotNeedCollateralForSmallLoanByFormula() {
    // given
    reachContract(20_000);

    // when
    run.completes("signContract");

    // then
    assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stepStatus("registerCollateral")).isEqualTo(StepStatus.DISCONTINUED);
  }

  @Test
  void shouldTakeFaultPathWhenUserTaskAnswersWithBpmnError() {
    // given
    apply(20_000, true);
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");

    // when
    run.throwsError("assessManually", "LOAN_REJECTED", "income too low");

    // then
    assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stageStatus("assessment")).isEqualTo(StageStatus.ERROR);
    assertThat(stage("assessment").getErrorCode()).isEqualTo("LOAN_REJECTED");
    assertThat(stage("assessment").getErrorMessage()).isEqualTo("income too low");
    assertThat(stage("assessment").getFaultPath()).isEqualTo("rejected");
    assertThat(stepStatus("assessManually")).isEqualTo(StepStatus.ERROR);
    assertThat(stepStatus("fetchCreditScore")).isEqualTo(StepStatus.DISCONTINUED);
    assertThat(milestones()).contains("FAIL_STAGE assessment").doesNotContain("FAIL_RUN");
    assertThat((String) variable("rejectionLetter")).endsWith("income too low");
  }

  @Test
  void shouldCancelStageLeftByTimer() {
    // given
    reachContract(20_000);

    // when
    run.reachesTimer("offerLapsed");

    // then
    assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stageStatus("contract")).isEqualTo(StageStatus.CANCELED);
    assertThat(stepStatus("signContract")).isEqualTo(StepStatus.CANCELED);
  }

  @Test
  void shouldEndRunWithErrorWhenErrorIsCaughtNowhere() {
    // given
    reachContract(240_000);

    // when
    run.throwsError("registerCollateral", "REGISTER_CLOSED", "land register is closed");

    // then
    assertThat(status()).isEqualTo(RunStatus.ERROR);
    assertThat(orchestrationRun().getEndTime()).isNotNull();
    assertThat(orchestrationRun().getCurrentStageId()).isEqualTo("contract");
    assertThat(stageStatus("intake")).isEqualTo(StageStatus.COMPLETED);
    assertThat(stageStatus("contract")).isEqualTo(StageStatus.ERROR);
    assertThat(stepStatus("registerCollateral")).isEqualTo(StepStatus.ERROR);
    assertThat(stepStatus("signContract")).isEqualTo(StepStatus.DISCONTINUED);
    assertThat(milestones())
        .contains(
            "FAIL_STAGE contract",
            "FAIL_RUN",
            "DISCONTINUE_STAGE intake",
            "DISCONTINUE_STAGE assessment")
        .doesNotContain("DISCONTINUE_STAGE contract");
  }

  private void apply(long amount, boolean existingCustomer) {
    start(
        "loan-application",
        Map.of(
            "applicant",
            "Grace Hopper",
            "amount",
            amount,
            "annualIncome",
            60_000L,
            "existingCustomer",
            existingCustomer));
  }

  private void inOneTransaction(Runnable work) {
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(
            commandContext -> {
              work.run();
              return null;
            });
  }

  private static void inAnotherThread(Runnable work) {
    CompletableFuture.runAsync(work).join();
  }

  private void waitForGuarantor() {
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");
    run.completes("fetchCreditScore", "creditScore", 480L);
    run.completes("assessManually");
  }

  private void reachContract(long amount) {
    apply(amount, true);
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");
    run.completes("fetchCreditScore", "creditScore", 750L);
  }
}
