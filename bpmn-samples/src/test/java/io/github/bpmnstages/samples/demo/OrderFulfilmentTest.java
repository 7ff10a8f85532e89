package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderFulfilmentTest extends SampleTest {

  @Test
  void shouldGoOnWithStageWhenErrorIsCaughtInsideIt() {
    // given
    order("", 10);

    // when
    run.throwsError("authorizePayment", "CARD_DECLINED", "limit reached");

    // then
    assertThat(stepStatus("authorizePayment")).isEqualTo(StepStatus.ERROR);
    assertThat(step("authorizePayment").getErrorCode()).isEqualTo("CARD_DECLINED");
    assertThat(stageStatus("payment")).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(stepStatus("askForOtherCard")).isEqualTo(StepStatus.IN_PROGRESS);
    assertThat(milestones())
        .contains("FAIL_STEP authorizePayment")
        .doesNotContain("FAIL_STAGE payment");
  }

  @Test
  void shouldTakeFaultPathOnErrorEndEvent() {
    // given
    order("Mug", 10);

    // when
    runOutOfStock();

    // then
    assertThat(status()).isEqualTo(RunStatus.IN_PROGRESS);
    assertThat(stageStatus("picking")).isEqualTo(StageStatus.ERROR);
    assertThat(stage("picking").getErrorCode()).isEqualTo("OUT_OF_STOCK");
    assertThat(stage("picking").getFaultPath()).isEqualTo("stockFault");
    assertThat(stepStatus("pickItems")).isEqualTo(StepStatus.COMPLETED);
    assertThat(stageStatus("substitution")).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(milestones()).containsSubsequence("FAIL_STAGE picking", "TAKE_FAULT_PATH picking");
  }

  @Test
  void shouldNameCatchingEventInMilestone() {
    // given
    order("Mug", 10);

    // when
    runOutOfStock();

    // then
    assertThat(detailOfFaultPath()).isEqualTo("stockFault");
  }

  @Test
  void shouldNotFailRunOrDiscontinueEarlierStagesWhenFaultPathTakesOver() {
    // given
    order("Mug", 10);

    // when
    runOutOfStock();

    // then
    assertThat(milestones()).doesNotContain("FAIL_RUN", "DISCONTINUE_STAGE payment");
  }

  @Test
  void shouldGoBackIntoMainFlowWithNewStageRun() {
    // given
    order("Mug", 10);
    runOutOfStock();

    // when
    run.completes("askCustomer");

    // then
    assertThat(
            stages
                .createStageRunQuery()
                .processInstanceId(runId)
                .stageId("picking")
                .orderByStartTime()
                .asc()
                .list())
        .extracting(StageRun::getStatus)
        .containsExactlyInAnyOrder(StageStatus.ERROR, StageStatus.IN_PROGRESS);
    assertThat(orchestrationRun().getCurrentStageId()).isEqualTo("picking");
  }

  @Test
  void shouldReadAutomaticOutputsOfFailedStageInScript() {
    // given
    order("Mug", 10);
    runOutOfStock();

    // when
    run.completes("askCustomer");

    // then
    assertThat(variable("swapNote")).isEqualTo("Picking is ERROR (OUT_OF_STOCK)");
  }

  @Test
  void shouldTakeFaultPathOfStageInFaultPath() {
    // given
    order("Mug", 10);
    runOutOfStock();

    // when
    run.throwsError("askCustomer", "CUSTOMER_DECLINED", "wants a teapot");

    // then
    assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stageStatus("substitution")).isEqualTo(StageStatus.ERROR);
    assertThat(stage("substitution").getFaultPath()).isEqualTo("customerDeclined");
    assertThat(stepStatus("askCustomer")).isEqualTo(StepStatus.ERROR);
  }

  @Test
  void shouldNotRecordTaskInFaultPathAsStep() {
    // given
    order("", 10);

    // when
    runOutOfStock();

    // then
    assertThat(variable("refundNote")).isEqualTo("Refund of Teapot");
    assertThat(step("refund")).isNull();
  }

  @Test
  void shouldFailStepOfCallerWhenErrorOfCalledRunIsCaughtByCaller() {
    // given
    order("", 10);

    // when
    loseParcel();

    // then
    OrchestrationRun called =
        stages.createOrchestrationRunQuery().superProcessInstanceId(runId).singleResult();
    assertThat(called.getStatus()).isEqualTo(RunStatus.ERROR);
    assertThat(calledStageStatus(called, "transport")).isEqualTo(StageStatus.ERROR);
    assertThat(stepStatus("trackParcel")).isEqualTo(StepStatus.ERROR);
    assertThat(stepStatus("deliverParcel")).isEqualTo(StepStatus.ERROR);
    assertThat(stageStatus("shipping")).isEqualTo(StageStatus.ERROR);
    assertThat(status()).isEqualTo(RunStatus.IN_PROGRESS);
  }

  @Test
  void shouldTakeFaultPathAndLeaveNoIncidentWhenWorkerOfCalledRunGivesUp() {
    // given
    order("", 10);
    ship();

    // when
    run.givesUp("trackParcel", "the carrier does not answer");
    run.mustReach("claimInsurance");

    // then
    assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
    assertThat(status()).isEqualTo(RunStatus.IN_PROGRESS);
    assertThat(stageStatus("shipping")).isEqualTo(StageStatus.ERROR);
    assertThat(stage("shipping").getErrorCode()).isEqualTo("STAGE_STEP_FAILED");
    assertThat(stage("shipping").getFaultPath()).isEqualTo("shippingFault");
    assertThat(stepStatus("deliverParcel")).isEqualTo(StepStatus.ERROR);
    assertThat(variable("shippingError")).isEqualTo("STAGE_STEP_FAILED");
    assertThat(
            stages
                .createOrchestrationRunQuery()
                .superProcessInstanceId(runId)
                .singleResult()
                .getStatus())
        .isEqualTo(RunStatus.ERROR);
  }

  @Test
  void shouldHandErrorCodeAndMessageToCatchAllFaultPath() {
    // given
    order("", 10);

    // when
    loseParcel();

    // then
    assertThat(variable("shippingError")).isEqualTo("PARCEL_LOST");
    assertThat(variable("shippingMessage")).isEqualTo("last seen in Basel");
  }

  @Test
  void shouldFailRunWhenStageInFaultPathFailsWithoutFaultPathOfItsOwn() {
    // given
    order("", 10);
    loseParcel();

    // when
    run.throwsError("claimInsurance", "NOT_INSURED", "the parcel was not insured");

    // then
    assertThat(status()).isEqualTo(RunStatus.ERROR);
    assertThat(stageStatus("recovery")).isEqualTo(StageStatus.ERROR);
    assertThat(milestones())
        .contains("FAIL_RUN", "DISCONTINUE_STAGE payment", "DISCONTINUE_STAGE picking")
        .doesNotContain("DISCONTINUE_STAGE shipping", "DISCONTINUE_STAGE recovery");
  }

  @Test
  void shouldCompleteRunWhenFaultPathLeadsBackAndEndsWell() {
    // given
    order("", 10);
    loseParcel();

    // when
    run.completes("claimInsurance");
    run.completes("sendReplacement");

    // then
    assertThat(status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(stageStatus("shipping")).isEqualTo(StageStatus.ERROR);
    assertThat(stepStatus("deliverParcel")).isEqualTo(StepStatus.ERROR);
    assertThat((String) variable("invoice")).endsWith("a replacement");
  }

  @Test
  void shouldFailStageWhenErrorOfScriptIsCaughtFurtherOut() {
    // given
    order("", 95);

    // when
    run.completes("authorizePayment");

    // then
    assertThat(status()).isEqualTo(RunStatus.IN_PROGRESS);
    assertThat(stageStatus("payment")).isEqualTo(StageStatus.ERROR);
    assertThat(stepStatus("checkFraud")).isEqualTo(StepStatus.ERROR);
    assertThat(detailOfFaultPath()).isEqualTo("fraudSuspected");
    assertThat(stageStatus("fraudReview")).isEqualTo(StageStatus.IN_PROGRESS);
  }

  @Test
  void shouldListStagesInFlowOrderWithFaultPathsLast() {
    // given
    order("", 10);

    // then
    assertThat(get("/orchestration-run/" + runId + "/overview").at("/stages"))
        .extracting(stage -> stage.at("/stageId").asText())
        .startsWith("payment", "picking", "shipping", "invoicing")
        .contains("substitution", "recovery", "fraudReview");
    assertThat(get("/orchestration-run/" + runId + "/overview").at("/stages"))
        .filteredOn(stage -> stage.at("/inFaultPath").asBoolean())
        .extracting(stage -> stage.at("/stageId").asText())
        .contains("substitution", "recovery")
        .doesNotContain("payment", "picking", "shipping", "invoicing");
  }

  private void order(String substitute, long fraudScore) {
    start(
        "order-fulfilment",
        Map.of(
            "customer",
            "Alan Turing",
            "article",
            "Teapot",
            "substitute",
            substitute,
            "fraudScore",
            fraudScore));
  }

  private void runOutOfStock() {
    run.completes("authorizePayment");
    run.completes("pickItems", "allInStock", false);
  }

  private void ship() {
    run.completes("authorizePayment");
    run.completes("pickItems", "allInStock", true);
    run.completes("packParcel");
    run.completes("handOver");
  }

  private void loseParcel() {
    ship();
    run.throwsError("trackParcel", "PARCEL_LOST", "last seen in Basel");
  }

  private StageStatus calledStageStatus(OrchestrationRun called, String stageId) {
    return stages
        .createStageRunQuery()
        .processInstanceId(called.getId())
        .stageId(stageId)
        .singleResult()
        .getStatus();
  }

  private String detailOfFaultPath() {
    return stages
        .createMilestoneQuery()
        .processInstanceId(runId)
        .kind(MilestoneKind.TAKE_FAULT_PATH)
        .singleResult()
        .getDetail();
  }
}
