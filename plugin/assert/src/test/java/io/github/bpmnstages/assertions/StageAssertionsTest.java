package io.github.bpmnstages.assertions;

import static io.github.bpmnstages.assertions.StageAssertions.assertThat;
import static io.github.bpmnstages.assertions.StageAssertions.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageAssertionsTest {

  private static RealEngine real;

  @BeforeAll
  static void startEngine() {
    real = new RealEngine();
  }

  @AfterAll
  static void stopEngine() {
    real.close();
  }

  @BeforeEach
  void chooseEngine() {
    StageAssertions.init(real.engine);
    BpmnAwareTests.init(real.engine);
  }

  @AfterEach
  void forgetEngine() {
    StageAssertions.reset();
    BpmnAwareTests.reset();
  }

  @Test
  void shouldStandBesideAssertJAndCamundaBpmAssert() {
    // when
    ProcessInstance instance = real.startInReview();

    // then
    assertThat(instance).isWaitingAt("read");
    assertThat(run(instance)).isInStage("review");
    assertThat(instance.getBusinessKey()).isNull();
  }

  // tag::assertions[]
  @Test
  void shouldSayWhereARunIs() {
    // given
    ProcessInstance instance = real.startInReview();

    // then
    assertThatRun(instance)
        .isInProgress()
        .isInStage("review")
        .hasCompletedStages("intake")
        .hasNotStartedStages("repair")
        .hasCompletedSteps("register")
        .hasOpenSteps("read")
        .hasNotStartedSteps("decide")
        .hasMilestones(MilestoneKind.START_RUN, MilestoneKind.END_STAGE, MilestoneKind.START_STAGE)
        .hasNoMilestones(MilestoneKind.FAIL_STAGE);
  }

  @Test
  void shouldSayWhatAStageWaitsFor() {
    // given
    ProcessInstance instance = real.startWaiting();

    // then
    assertThatRun(instance)
        .stage("review")
        .isInProgress()
        .isWaitingForExitCondition()
        .hasCompletedSteps("read", "decide");
  }

  // end::assertions[]

  @Test
  void shouldReadTheRunAnewWithEveryAssertion() {
    // given
    ProcessInstance instance = real.startWaiting();
    OrchestrationRun run = run(instance);
    StageRun review = stageRun(instance, "review");

    // when
    real.set(instance, Map.of("approved", true));

    // then
    assertThat(run).isCompleted().hasCompletedStages("intake", "review");
    assertThat(review).isCompleted().isNotWaitingForExitCondition();
  }

  @Test
  void shouldFollowAnEarlyExit() {
    // given
    ProcessInstance instance = real.startInReview();

    // when
    real.set(instance, Map.of("approved", true));

    // then
    assertThatRun(instance).hasDiscontinuedSteps("read").hasNotStartedSteps("decide");
    assertThatRun(instance).stage("review").hasDiscontinuedSteps("read");
    assertThatRun(instance).step("read").isDiscontinued();
  }

  @Test
  void shouldFollowAFaultPath() {
    // given
    ProcessInstance instance = real.startInRepair();

    // then
    assertThatRun(instance).isInProgress().isInStage("repair").hasFailedStages("review");
    assertThatRun(instance).hasFailedSteps("read").hasMilestones(MilestoneKind.TAKE_FAULT_PATH);
    assertThatRun(instance)
        .stage("review")
        .isInError()
        .hasErrorCode("unreadable")
        .hasTakenFaultPath("reviewFailed")
        .hasFailedSteps("read")
        .hasNotStartedSteps("decide");
    assertThatRun(instance).step("read").isInError().hasErrorCode("unreadable");
  }

  @Test
  void shouldFollowACancellation() {
    // given
    ProcessInstance instance = real.start();
    real.complete(instance, "register");
    assertThatRun(instance).isBetweenStages();

    // when
    real.engine.getRuntimeService().deleteProcessInstance(instance.getId(), "not needed");

    // then
    assertThatRun(instance).isCanceled();
  }

  @Test
  void shouldFollowTheCancellationOfAStage() {
    // given
    ProcessInstance instance = real.startInReview();

    // when
    real.engine.getRuntimeService().deleteProcessInstance(instance.getId(), "not needed");

    // then
    assertThatRun(instance).hasCanceledStages("review").hasCanceledSteps("read");
    assertThatRun(instance).stage("review").isCanceled().hasCanceledSteps("read");
    assertThatRun(instance).step("read").isCanceled();
  }

  @Test
  void shouldFollowASuspension() {
    // given
    ProcessInstance instance = real.startInReview();

    // when
    real.engine.getRuntimeService().suspendProcessInstanceById(instance.getId());

    // then
    assertThatRun(instance).isSuspended().isInStage("review").stage("review").isSuspended();
  }

  @Test
  void shouldKnowTheDetailsOfAStep() {
    // given
    ProcessInstance instance = real.startInReview();
    StepRun read = stepRun(instance, "read");

    // then
    assertThat(read)
        .isInProgress()
        .hasType("INTERACTIVE")
        .hasAssignee("mary")
        .hasCalledProcessInstance(null);
  }

  @Test
  void shouldKnowTheDueDateOfAStage() {
    // given
    StageRun review = stageRun(real.startInReview(), "review");

    // then
    assertThat(review).isDueAt(review.getDueDate()).hasOpenSteps("read");
    assertThat(review.getDueDate()).isNotNull();
    assertFails(() -> assertThat(review).isDueAt(null), "to be due at null");
  }

  @Test
  void shouldKnowTheWholeHistory() {
    // given
    ProcessInstance instance = real.start();

    // then
    assertThatRun(instance)
        .hasExactlyMilestones(
            MilestoneKind.START_RUN, MilestoneKind.START_STAGE, MilestoneKind.START_STEP);
    assertFails(
        () -> assertThatRun(instance).hasExactlyMilestones(MilestoneKind.START_RUN),
        "to have exactly the milestones [START_RUN]");
    assertFails(
        () ->
            assertThatRun(instance)
                .hasMilestones(MilestoneKind.START_STAGE, MilestoneKind.START_RUN),
        "to have in this order the milestones [START_STAGE, START_RUN]");
    assertFails(
        () -> assertThatRun(instance).hasNoMilestones(MilestoneKind.START_STEP),
        "not to have any of the milestones [START_STEP]");
  }

  @Test
  void shouldShowTheWholeOverviewWhenItFails() throws IOException {
    // given
    ProcessInstance instance = real.startWaiting();

    // when
    ThrowingCallable assertion = () -> assertThatRun(instance).isInStage("intake");

    // then
    assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .hasMessage(expectedFailure(instance));
  }

  @Test
  void shouldShowErrorsInTheOverview() {
    // given
    ProcessInstance instance = real.startInRepair();

    // then
    assertFails(
        () -> assertThatRun(instance).isCompleted(),
        "to have the status COMPLETED",
        "2. stage review: ERROR, requirements, error unreadable, caught by reviewFailed",
        "step read: ERROR, INTERACTIVE, error unreadable",
        "TAKE_FAULT_PATH review (reviewFailed)");
  }

  @Test
  void shouldPutTheDescriptionInFront() {
    // given
    ProcessInstance instance = real.start();

    // then
    assertFails(
        () -> assertThatRun(instance).as("after 100%").isCompleted(), "[after 100%]", "milestones");
  }

  @Test
  void shouldNameTheStagesAndStepsThereAre() {
    // given
    ProcessInstance instance = real.start();

    // then
    assertFails(
        () -> assertThatRun(instance).hasCompletedStages("intake", "reveiw"),
        "to have a stage 'reveiw'",
        "stages [intake, review, repair]");
    assertFails(
        () -> assertThatRun(instance).hasOpenSteps("raed"),
        "to have a step 'raed'",
        "steps [register, read, decide, mend]");
  }

  @Test
  void shouldSayWhatHasNotStarted() {
    // given
    ProcessInstance instance = real.start();

    // then
    assertFails(
        () -> assertThatRun(instance).stage("review"),
        "to have started stage 'review'",
        "no run of it");
    assertFails(
        () -> assertThatRun(instance).step("read"), "to have started step 'read'", "no run of it");
    assertFails(
        () -> assertThatRun(instance).stage("intake").step("read"), "to have a step 'read'");
  }

  @Test
  void shouldSayThatARunHasEnded() {
    // given
    ProcessInstance instance = real.startWaiting();
    real.set(instance, Map.of("approved", true));

    // then
    assertFails(
        () -> assertThatRun(instance).isInStage("review"),
        "that it has ended with the status COMPLETED");
    assertFails(() -> assertThatRun(instance).isBetweenStages(), "that it has ended");
  }

  @Test
  void shouldSayWhatAStageDoes() {
    // given
    ProcessInstance instance = real.startInReview();

    // then
    assertFails(
        () -> assertThatRun(instance).stage("review").isWaitingForExitCondition(),
        "to wait for its exit condition",
        "IN_PROGRESS, not waiting",
        "step read: IN_PROGRESS");
    assertFails(
        () -> assertThatRun(instance).stage("review").hasCompletedSteps("read"),
        "[read IN_PROGRESS, decide NOT_STARTED]");
    assertFails(
        () -> assertThatRun(instance).stage("review").hasTakenFaultPath("reviewFailed"),
        "to have taken the fault path 'reviewFailed'");
    assertFails(
        () -> assertThatRun(instance).step("read").hasAssignee("joe"),
        "to have the assignee joe",
        "mary");
  }

  @Test
  void shouldSayThatAnInstanceIsNoOrchestrationRun() {
    // given
    ProcessInstance instance = real.engine.getRuntimeService().startProcessInstanceByKey("noStage");

    // then
    assertFails(() -> assertThatRun(instance), instance.getId(), "its process has no stage");
    assertFails(() -> assertThatRun("unknown"), "'unknown'");
  }

  @Test
  void shouldFailOnNull() {
    assertFails(() -> assertThat((OrchestrationRun) null).isCompleted(), "not to be null");
    assertFails(() -> assertThat((StageRun) null).isCompleted(), "not to be null");
    assertFails(() -> assertThat((StepRun) null).isCompleted(), "not to be null");
  }

  @Test
  void shouldRefuseAnAssertionAboutNothing() {
    // given
    ProcessInstance instance = real.start();

    // then
    assertThatThrownBy(() -> assertThatRun(instance).hasCompletedStages())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldAskWhichEngineIsMeant() {
    // given
    StageAssertions.reset();
    ProcessInstance instance = real.start();

    // when
    try (RealEngine second = new RealEngine()) {

      // then
      assertThatThrownBy(() -> assertThatRun(instance))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(second.engine.getName())
          .hasMessageContaining("StageAssertions.init(processEngine)");
    }
  }

  @Test
  void shouldUseTheOnlyEngine() {
    // given
    StageAssertions.reset();

    // then
    assertThatRun(real.start()).isInProgress();
  }

  private static void assertFails(ThrowingCallable assertion, String... messageParts) {
    assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .message()
        .contains(messageParts);
  }

  private static String expectedFailure(ProcessInstance instance) throws IOException {
    try (InputStream file = StageAssertionsTest.class.getResourceAsStream("/failure.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
      return ("\n" + text).replace("4711", instance.getId()).replace("\n", System.lineSeparator());
    }
  }

  private static StageService service() {
    return StagesPlugin.stageService(real.engine);
  }

  private static OrchestrationRun run(ProcessInstance instance) {
    return service()
        .createOrchestrationRunQuery()
        .processInstanceId(instance.getId())
        .singleResult();
  }

  private static StageRun stageRun(ProcessInstance instance, String stageId) {
    return service()
        .createStageRunQuery()
        .processInstanceId(instance.getId())
        .stageId(stageId)
        .singleResult();
  }

  private static StepRun stepRun(ProcessInstance instance, String stepId) {
    return service()
        .createStepRunQuery()
        .processInstanceId(instance.getId())
        .stepId(stepId)
        .singleResult();
  }
}
