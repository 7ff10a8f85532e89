package io.github.bpmnstages.execution;

import static io.github.bpmnstages.execution.FailingProcess.ASYNC;
import static io.github.bpmnstages.execution.FailingProcess.CALL;
import static io.github.bpmnstages.execution.FailingProcess.EXTERNAL;
import static io.github.bpmnstages.execution.FailingProcess.FAULT_PATH;
import static io.github.bpmnstages.execution.FailingProcess.around;
import static io.github.bpmnstages.execution.FailingProcess.content;
import static io.github.bpmnstages.execution.FailingProcess.withFaultPath;
import static io.github.bpmnstages.execution.FailingProcess.withoutFaultPath;
import static io.github.bpmnstages.testing.StageModel.boundary;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.RecordContract;
import io.github.bpmnstages.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;

/** Contract, section 4: errors that rest on incidents, and how they go away. */
abstract class IncidentContract extends RecordContract {

  IncidentContract(TestDatabase database) {
    super(database);
  }

  private static final String FAILED = " ERROR STAGE_STEP_FAILED: it broke";

  private String startAtWork() {
    String run = start("p");
    complete("receive");
    complete("first");
    return run;
  }

  private String startAndFail(String x) {
    deploy(withoutFaultPath(x));
    String run = startAtWork();
    work.breaks("x");
    failForGood(job());
    assertThat(run(run)).isEqualTo("ERROR in work");
    return run;
  }

  private RuntimeService runtime() {
    return engine.getRuntimeService();
  }

  private void setRetries(Job job, int retries) {
    engine.getManagementService().setJobRetries(job.getId(), retries);
  }

  private void setRetriesOfExternalTask(String topic, int retries) {
    String id =
        engine
            .getExternalTaskService()
            .createExternalTaskQuery()
            .topicName(topic)
            .singleResult()
            .getId();
    engine.getExternalTaskService().setRetries(id, retries);
  }

  private void assertInProgress(String run) {
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
    assertThat(stageRuns(run)).containsExactly("intake COMPLETED ended", "work IN_PROGRESS");
    assertThat(incidents()).isEmpty();
  }

  private void finish(String run) {
    if (task("other") != null) {
      complete("other");
    }
    complete("archive");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  // jobs

  @Test
  void shouldCountTheRetriesThatTheActivityConfigures() {
    // given
    deploy(
        withoutFaultPath(
            "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:delegateExpression='${work}'><bpmn:extensionElements><camunda:failedJobRetryTimeCycle>R2/PT0S</camunda:failedJobRetryTimeCycle></bpmn:extensionElements></bpmn:serviceTask>"));
    String run = startAtWork();
    work.breaks("x");

    // when
    fail(job());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");

    // when
    fail(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x" + FAILED);
  }

  @Test
  void shouldGoOnWithTheRecordOfTheFailedStep() {
    // given
    String run = startAndFail(ASYNC);
    String record = column("select ID_ from STG_HI_STEP_RUN where STEP_ID_ = 'x'");
    int before = historySize(run);

    // when
    setRetries(job(), 1);

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x IN_PROGRESS");
    assertThat(historySince(run, before))
        .containsExactly("RESUME_RUN", "START_STAGE work", "START_STEP x");

    // when
    work.heals();
    execute(job());

    // then
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
    assertThat(column("select ID_ from STG_HI_STEP_RUN where STEP_ID_ = 'x'")).isEqualTo(record);
    assertThat(historySince(run, before + 3)).containsExactly("END_STEP x");
    finish(run);
  }

  @Test
  void shouldWriteMilestonesAgainWhenItFailsASecondTime() {
    // given
    String run = startAndFail(ASYNC);
    setRetries(job(), 1);
    int before = historySize(run);

    // when
    fail(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x" + FAILED).hasSize(4);
    assertThat(historySince(run, before))
        .containsExactly(
            "FAIL_STEP x", "FAIL_STAGE work", "FAIL_RUN (it broke)", "DISCONTINUE_STAGE intake");
  }

  @Test
  void shouldNotFailAgainWhenItIsExecutedByHandInError() {
    // given
    String run = startAndFail(ASYNC);
    List<String> before = history(run);

    // when
    fail(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(history(run)).isEqualTo(before);
  }

  @Test
  void shouldFailWhenAnOperatorTakesTheRetriesAway() {
    // given
    deploy(withoutFaultPath(ASYNC));
    String run = startAtWork();

    // when
    setRetries(job(), 0);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run).get(1)).startsWith("work ERROR STAGE_STEP_FAILED");
    assertThat(stepRuns(run)).anyMatch(step -> step.startsWith("x ERROR STAGE_STEP_FAILED"));

    // when
    setRetries(job(), 1);

    // then
    assertInProgress(run);
    execute(job());
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
    finish(run);
  }

  @Test
  void shouldFailWhenAnOperatorTakesTheRetriesOfAnExternalTaskAway() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();

    // when
    setRetriesOfExternalTask("t", 0);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).anyMatch(step -> step.startsWith("x ERROR STAGE_STEP_FAILED"));

    // when
    setRetriesOfExternalTask("t", 2);

    // then
    assertInProgress(run);
    engine.getExternalTaskService().complete(lock("t").getId(), "w");
    finish(run);
  }

  @Test
  void shouldBeInErrorAgainWhenAnExternalTaskFailsAgain() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    reportFailure("t", 0);
    setRetriesOfExternalTask("t", 1);
    int before = historySize(run);

    // when
    reportFailure("t", 0);

    // then
    assertThat(stepRuns(run)).contains("x" + FAILED).hasSize(4);
    assertThat(historySince(run, before))
        .containsExactly(
            "FAIL_STEP x", "FAIL_STAGE work", "FAIL_RUN (it broke)", "DISCONTINUE_STAGE intake");
  }

  @Test
  void shouldNoLongerBeInErrorWhenTheJobIsDeleted() {
    // given
    String run = startAndFail(ASYNC);

    // when
    engine.getManagementService().deleteJob(job().getId());

    // then
    assertInProgress(run);
    finishWithout(run);
  }

  /** The token of {@code x} hangs without a job: an operator moves it on. */
  private void finishWithout(String run) {
    runtime().createProcessInstanceModification(run).cancelAllForActivity("x").execute();
    finish(run);
    assertThat(stepRuns(run)).contains("x CANCELED ended");
  }

  @Test
  void shouldNoLongerBeInErrorWhenTheIncidentIsResolvedByHand() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    Incident other = runtime().createIncident("custom", execution("other"), "c", "custom");
    reportFailure("t", 0);
    assertThat(run(run)).isEqualTo("ERROR in work");

    // when an incident of another type goes away
    runtime().resolveIncident(other.getId());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    setRetriesOfExternalTask("t", 1);
    assertInProgress(run);
  }

  private String execution(String activityId) {
    return runtime().createExecutionQuery().activityId(activityId).singleResult().getId();
  }

  @Test
  void shouldNotBeTouchedByIncidentsOfOtherTypes() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    List<String> before = everything();

    // when
    runtime().createIncident("custom", execution("other"), "c", "custom");

    // then
    assertThat(everything()).isEqualTo(before);
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
  }

  // tokens that go elsewhere

  @Test
  void shouldNoLongerBeInErrorWhenTheTokenIsMovedAway() {
    // given
    String run = startAndFail(ASYNC);
    int before = historySize(run);

    // when
    runtime().createProcessInstanceModification(run).cancelAllForActivity("x").execute();

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x CANCELED ended", "other IN_PROGRESS");
    assertThat(historySince(run, before))
        .containsExactly("RESUME_RUN", "START_STAGE work", "END_STEP x");
    finish(run);
  }

  @Test
  void shouldNoLongerBeInErrorWhenTheTokenIsMovedAwayWhileAnotherJobWaits() {
    // given
    deploy(around(stage("work", content(ASYNC) + timerAt("other")), ""));
    String run = startAtWork();
    work.breaks("x");
    failForGood(job("x"));

    // when
    runtime().createProcessInstanceModification(run).cancelAllForActivity("x").execute();

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x CANCELED ended", "other IN_PROGRESS");
  }

  private static String timerAt(String activity) {
    return "<bpmn:boundaryEvent id='late' attachedToRef='"
        + activity
        + "'><bpmn:timerEventDefinition id='ld'><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
        + "<bpmn:serviceTask id='remind' camunda:delegateExpression='${work}'/>"
        + flow("late", "remind");
  }

  @Test
  void shouldEndTheRecordWhenTheTokenIsMovedAwayAfterTheRetriesWereSet() {
    // given
    String run = startAndFail(ASYNC);
    setRetries(job(), 1);

    // when
    runtime()
        .createProcessInstanceModification(run)
        .startBeforeActivity("other")
        .cancelAllForActivity("x")
        .execute();

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x CANCELED ended");
  }

  @Test
  void shouldNoLongerBeInErrorWhenABoundaryEventTakesTheTokenAway() {
    // given
    deploy(around(stage("work", content(EXTERNAL) + timerAt("x")), ""));
    String run = startAtWork();
    reportFailure("t", 0);

    // when
    execute(job("late"));

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x CANCELED ended", "remind COMPLETED ended");
    finish(run);
  }

  @Test
  void shouldStayInErrorWhenAnotherTaskIsCompleted() {
    // given
    String run = startAndFail(ASYNC);

    // when
    complete("other");

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x" + FAILED, "other COMPLETED ended");

    // when
    work.heals();
    execute(job());

    // then
    assertThat(stageRuns(run)).contains("work COMPLETED ended", "closing IN_PROGRESS");
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    finish(run);
  }

  @Test
  void shouldLookAtTheConditionWhenTheIncidentGoesAway() {
    // given
    deploy(around(stage("work", "${done}", content(ASYNC)), ""));
    String run = startAtWork();
    work.breaks("x");
    failForGood(job());

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");

    // when
    setRetries(job(), 1);

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    assertThat(stageRuns(run)).contains("work COMPLETED ended");
    assertThat(stepRuns(run)).contains("x DISCONTINUED ended", "other DISCONTINUED ended");
    assertThat(job()).isNull();
    finish(run);
  }

  @Test
  void shouldMakeAFailingConditionAnIncidentWhenAnotherOneGoesAway() {
    // given
    deploy(around(stage("work", "${done}", content(ASYNC)), ""));
    String run = startAtWork();
    work.breaks("x");
    failForGood(job());
    runtime().setVariable(run, "done", "no Boolean");

    // when
    setRetries(job(), 1);

    // then
    assertThat(incidents())
        .extracting(Incident::getIncidentType)
        .containsExactly("failedStageCondition");
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run).get(1)).startsWith("work ERROR STAGE_STEP_FAILED: ");
    assertThat(stepRuns(run)).contains("x IN_PROGRESS");

    // when
    runtime().setVariable(run, "done", false);
    runtime().resolveIncident(incidents().get(0).getId());

    // then
    assertInProgress(run);
  }

  // the step in error is what makes the condition true

  private static final String TIMER =
      "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>";
  private static final String NO_LONGER_IN_ERROR =
      "RESUME_RUN, START_STAGE work, START_STEP x, END_STEP x";
  private static final String ON_TO_CLOSING =
      "END_STAGE work, START_STAGE closing, START_STEP archive";

  /** Process {@code p} whose stage {@code work} has the step {@code x} and then {@code next}. */
  private static String oneAfterTheOther(String x) {
    return around(stage("work", "${done}", sequence("w", "x", "next") + x + userTask("next")), "");
  }

  private static void assertLeft(List<String> history) {
    assertThat(String.join(", ", history)).isEqualTo(NO_LONGER_IN_ERROR + ", " + ON_TO_CLOSING);
  }

  @Test
  void shouldNotStartTheNextStepWhenAFailedExternalTaskIsCompleted() {
    // given
    deploy(oneAfterTheOther(EXTERNAL));
    String run = start("p");
    complete("receive");
    String task = lock("t").getId();
    engine.getExternalTaskService().handleFailure(task, "w", "it broke", 0, 1_000);
    assertThat(run(run)).isEqualTo("ERROR in work");
    int before = historySize(run);

    // when
    engine.getExternalTaskService().lock(task, "w", 1_000);
    engine.getExternalTaskService().complete(task, "w", Map.of("done", true));

    // then
    assertLeft(historySince(run, before));
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    assertThat(stepRuns(run)).contains("x COMPLETED ended").noneMatch(s -> s.startsWith("next"));
    finish(run);
  }

  @Test
  void shouldNotStartTheNextStepWhenAFailedJobIsExecutedByHand() {
    // given
    deploy(
        oneAfterTheOther(
            "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:resultVariable='done' camunda:expression=\"${work.run('x')}\"/>"));
    String run = start("p");
    complete("receive");
    work.breaks("x");
    failForGood(job());
    assertThat(run(run)).isEqualTo("ERROR in work");
    int before = historySize(run);

    // when
    work.heals();
    execute(job());

    // then
    assertThat(historySince(run, before))
        .contains("RESUME_RUN", "START_STAGE work", "END_STEP x")
        .endsWith(ON_TO_CLOSING.split(", "));
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    assertThat(stepRuns(run)).contains("x COMPLETED ended").noneMatch(s -> s.startsWith("next"));
    finish(run);
  }

  @Test
  void shouldNotStartTheNextStepWhenWhatTheFailedOneHasCalledIsCompleted() {
    // given
    deploy(
        oneAfterTheOther(
            "<bpmn:callActivity id='x' calledElement='called'><bpmn:extensionElements><camunda:out variables='all'/></bpmn:extensionElements></bpmn:callActivity>"),
        process(
            "called",
            sequence("c", "asked")
                + "<bpmn:serviceTask id='asked' camunda:type='external' camunda:topic='t'/>"));
    String run = start("p");
    complete("receive");
    String task = lock("t").getId();
    engine.getExternalTaskService().handleFailure(task, "w", "it broke", 0, 1_000);
    assertThat(run(run)).isEqualTo("ERROR in work");
    int before = historySize(run);

    // when
    engine.getExternalTaskService().lock(task, "w", 1_000);
    engine.getExternalTaskService().complete(task, "w", Map.of("done", true));

    // then
    assertLeft(historySince(run, before));
    assertThat(stepRuns(run)).contains("x COMPLETED ended").noneMatch(s -> s.startsWith("next"));
    finish(run);
  }

  @Test
  void shouldNotStartTheNextStepWhenAFailedJobOfACalledProcessIsExecutedByHand() {
    // given
    deploy(
        oneAfterTheOther(
            "<bpmn:callActivity id='x' calledElement='called'><bpmn:extensionElements><camunda:out variables='all'/></bpmn:extensionElements></bpmn:callActivity>"),
        process(
            "called",
            sequence("c", "asked")
                + "<bpmn:serviceTask id='asked' camunda:asyncBefore='true' camunda:resultVariable='done' camunda:expression=\"${work.run('asked')}\"/>"));
    String run = start("p");
    complete("receive");
    work.breaks("asked");
    failForGood(job());
    assertThat(run(run)).isEqualTo("ERROR in work");
    int before = historySize(run);

    // when
    work.heals();
    execute(job());

    // then
    assertLeft(historySince(run, before));
    assertThat(stepRuns(run)).contains("x COMPLETED ended").noneMatch(s -> s.startsWith("next"));
    finish(run);
  }

  @Test
  void shouldStartTheNextStepWhenAnotherIncidentOfTheStageIsOpen() {
    // given
    deploy(
        around(
            stage(
                "work",
                "${done}",
                content(EXTERNAL)
                        .replace(userTask("other"), EXTERNAL_OTHER)
                        .replace(flow("x", "xEnd"), flow("x", "next") + flow("next", "xEnd"))
                    + userTask("next")),
            ""));
    String run = startAtWork();
    reportFailure("o", 0);
    String task = lock("t").getId();
    engine.getExternalTaskService().handleFailure(task, "w", "it broke", 0, 1_000);

    // when
    engine.getExternalTaskService().lock(task, "w", 1_000);
    engine.getExternalTaskService().complete(task, "w", Map.of("done", true));

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x COMPLETED ended", "next IN_PROGRESS", "other" + FAILED);

    // when
    setRetriesOfExternalTask("o", 1);

    // then
    assertThat(stepRuns(run)).contains("next DISCONTINUED ended", "other DISCONTINUED ended");
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    finish(run);
  }

  @Test
  void shouldNotLoseTheTokenWhenTheConditionFailsBehindAFailedStepThatIsCompleted() {
    // given
    deploy(oneAfterTheOther(EXTERNAL));
    String run = start("p");
    complete("receive");
    String task = lock("t").getId();
    engine.getExternalTaskService().handleFailure(task, "w", "it broke", 0, 1_000);

    // when
    engine.getExternalTaskService().lock(task, "w", 1_000);
    engine.getExternalTaskService().complete(task, "w", Map.of("done", "no Boolean"));

    // then
    assertThat(incidents())
        .extracting(Incident::getIncidentType)
        .containsExactly("failedStageCondition");
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x COMPLETED ended", "next IN_PROGRESS");

    // when
    runtime().setVariable(run, "done", true);
    runtime().resolveIncident(incidents().get(0).getId());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    finish(run);
  }

  @Test
  void shouldResumeTheRunBeforeItsNextStageStarts() {
    // given
    deploy(around(stage("work", sequence("w", "x") + EXTERNAL), ""));
    String run = start("p");
    complete("receive");
    String task = lock("t").getId();
    engine.getExternalTaskService().handleFailure(task, "w", "it broke", 0, 1_000);
    int before = historySize(run);

    // when
    engine.getExternalTaskService().lock(task, "w", 1_000);
    engine.getExternalTaskService().complete(task, "w");

    // then
    assertLeft(historySince(run, before));
    finish(run);
  }

  @Test
  void shouldResumeTheRunBeforeTheStageBehindATimerStarts() {
    // given
    deploy(
        around(
            stage("work", sequence("w", "x") + EXTERNAL),
            boundary("late", "work", true, TIMER) + flow("late", "closing")));
    String run = start("p");
    complete("receive");
    reportFailure("t", 0);
    int before = historySize(run);

    // when
    execute(job("late"));

    // then
    assertThat(historySince(run, before))
        .containsExactly(
            "END_STEP x",
            "END_STAGE work",
            "RESUME_RUN",
            "START_STAGE closing",
            "START_STEP archive");
    finish(run);
  }

  @Test
  void shouldNotStartTheNextStepWhenATimerTakesTheFailedOneAway() {
    // given
    deploy(
        around(
            stage(
                "work",
                "${done}",
                sequence("w", "x")
                    + EXTERNAL
                    + boundary("late", "x", true, TIMER)
                    + flow("late", "next")
                    + userTask("next")),
            ""));
    String run = start("p");
    complete("receive");
    reportFailure("t", 0);
    runtime().setVariable(run, "done", true);
    assertThat(run(run)).isEqualTo("ERROR in work");

    // when
    execute(job("late"));

    // then
    assertThat(stepRuns(run)).contains("x CANCELED ended").noneMatch(s -> s.startsWith("next"));
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    finish(run);
  }

  @Test
  void shouldStartTheStepsOfAStageWhoseConditionFailsWhenAnIncidentBeforeItGoesAway() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "work", "closing")
                + stage("work", "${done}", sequence("w", "x") + EXTERNAL)
                + stage("closing", "${closed}", sequence("c", "archive") + userTask("archive"))));
    String run = start("p");
    reportFailure("t", 0);
    runtime().setVariables(run, Map.of("done", true, "closed", "no Boolean"));

    // when
    setRetriesOfExternalTask("t", 1);

    // then
    assertThat(incidents())
        .extracting(Incident::getIncidentType)
        .containsExactly("failedStageCondition");
    assertThat(run(run)).isEqualTo("ERROR in closing");
    assertThat(stepRuns(run)).contains("x DISCONTINUED ended", "archive IN_PROGRESS");

    // when
    runtime().setVariable(run, "closed", false);
    runtime().resolveIncident(incidents().get(0).getId());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    complete("archive");
    runtime().setVariable(run, "closed", true);
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  // several incidents

  private static final String EXTERNAL_OTHER =
      "<bpmn:serviceTask id='other' camunda:type='external' camunda:topic='o'/>";

  @Test
  void shouldBeInErrorUntilTheLastIncidentOfTheStageIsGone() {
    // given
    deploy(withoutFaultPath(EXTERNAL).replace(userTask("other"), EXTERNAL_OTHER));
    String run = startAtWork();

    // when
    reportFailure("t", 0);
    int before = historySize(run);
    reportFailure("o", 0);

    // then
    assertThat(stepRuns(run)).contains("x" + FAILED, "other" + FAILED);
    assertThat(historySince(run, before)).containsExactly("FAIL_STEP other");

    // when
    setRetriesOfExternalTask("t", 1);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run)).contains("work" + FAILED);
    assertThat(stepRuns(run)).contains("x IN_PROGRESS", "other" + FAILED);

    // when
    setRetriesOfExternalTask("o", 1);

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x IN_PROGRESS", "other IN_PROGRESS");
    assertThat(historySince(run, before + 1))
        .containsExactly("START_STEP x", "RESUME_RUN", "START_STAGE work", "START_STEP other");
  }

  private static final String BESIDE =
      process(
          "p",
          "<bpmn:startEvent id='pStart'/><bpmn:parallelGateway id='pFork'/><bpmn:endEvent id='pEnd'/>"
              + flow("pStart", "intake")
              + flow("intake", "pFork")
              + flow("pFork", "work")
              + flow("pFork", "beside")
              + flow("work", "pEnd")
              + flow("beside", "pEnd")
              + stage("intake", sequence("i", "receive") + userTask("receive"))
              + stage("work", content(EXTERNAL))
              + "<bpmn:serviceTask id='beside' camunda:type='external' camunda:topic='b'/>");

  @Test
  void shouldBeDiscontinuedWhileAnIncidentOutsideIsOpen() {
    // given
    deploy(BESIDE);
    String run = startAtWork();
    reportFailure("t", 0);
    reportFailure("b", 0);
    assertThat(stageRuns(run)).contains("work" + FAILED);
    int before = historySize(run);

    // when the one inside goes first
    setRetriesOfExternalTask("t", 1);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run)).contains("work DISCONTINUED");
    assertThat(historySince(run, before)).containsExactly("DISCONTINUE_STAGE work", "START_STEP x");

    // when
    setRetriesOfExternalTask("b", 1);

    // then
    assertInProgress(run);
    assertThat(historySince(run, before + 2)).containsExactly("RESUME_RUN", "START_STAGE work");
  }

  @Test
  void shouldFailWhileItIsDiscontinued() {
    // given
    deploy(BESIDE);
    String run = startAtWork();
    reportFailure("b", 0);
    int before = historySize(run);

    // when
    reportFailure("t", 0);

    // then
    assertThat(stageRuns(run)).contains("work" + FAILED);
    assertThat(historySince(run, before)).containsExactly("FAIL_STEP x", "FAIL_STAGE work");

    // when the one outside goes first
    setRetriesOfExternalTask("b", 1);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run)).contains("work" + FAILED);

    // when
    setRetriesOfExternalTask("t", 1);

    // then
    assertInProgress(run);
  }

  @Test
  void shouldCompleteStepsOfADiscontinuedStage() {
    // given
    deploy(BESIDE);
    String run = startAtWork();
    reportFailure("b", 0);

    // when
    engine.getExternalTaskService().complete(lock("t").getId(), "w");

    // then
    assertThat(stageRuns(run)).contains("work DISCONTINUED");
    assertThat(stepRuns(run)).contains("x COMPLETED ended");

    // when
    complete("other");

    // then
    assertThat(run(run)).isEqualTo("ERROR");
    assertThat(stageRuns(run)).contains("work COMPLETED ended");

    // when
    setRetriesOfExternalTask("b", 1);

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS");
    engine.getExternalTaskService().complete(lock("b").getId(), "w");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @Test
  void shouldDiscontinueAStageThatStartsWhileAnIncidentOutsideIsOpen() {
    // given
    deploy(
        BESIDE
            .replace(flow("work", "pEnd"), flow("work", "closing") + flow("closing", "pEnd"))
            .replace(
                "<bpmn:serviceTask id='beside'",
                stage("closing", "${done}", sequence("c", "archive") + userTask("archive"))
                    + "<bpmn:serviceTask id='beside'"));
    String run = startAtWork();
    reportFailure("b", 0);
    engine.getExternalTaskService().complete(lock("t").getId(), "w");
    runtime().setVariable(run, "done", true);
    int before = historySize(run);

    // when
    complete("other");

    // then its condition is not looked at
    assertThat(run(run)).isEqualTo("ERROR in closing");
    assertThat(stageRuns(run)).contains("work COMPLETED ended", "closing DISCONTINUED");
    assertThat(historySince(run, before))
        .containsExactly(
            "END_STEP other",
            "END_STAGE work",
            "START_STAGE closing",
            "DISCONTINUE_STAGE closing",
            "START_STEP archive");

    // when
    setRetriesOfExternalTask("b", 1);

    // then
    assertThat(stageRuns(run)).contains("closing COMPLETED ended");
    assertThat(stepRuns(run)).contains("archive DISCONTINUED ended");
    assertThat(run(run)).isEqualTo("IN_PROGRESS");
    engine.getExternalTaskService().complete(lock("b").getId(), "w");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  // what fails is no step, or stands elsewhere

  @Test
  void shouldCountTheIncidentOfATimerThatHasNoStepRun() {
    // given
    deploy(
        around(
            stage(
                "work",
                content(EXTERNAL)
                    + timerAt("x")
                        .replace(
                            "<bpmn:timerEventDefinition id='ld'>",
                            "<bpmn:extensionElements><camunda:executionListener event='end' expression=\"${work.run('late')}\"/></bpmn:extensionElements><bpmn:timerEventDefinition id='ld'>")),
            ""));
    String run = startAtWork();
    work.breaks("late");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run).get(1)).startsWith("work ERROR STAGE_STEP_FAILED: ");
    assertThat(stepRuns(run))
        .containsExactly(
            "first COMPLETED ended",
            "other IN_PROGRESS",
            "receive COMPLETED ended",
            "x IN_PROGRESS");

    // when
    work.heals();
    execute(job());

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x CANCELED ended", "remind COMPLETED ended");
  }

  @Test
  void shouldNameTheStepAfterATimerThatHasFailed() {
    // given
    deploy(around(stage("work", content(EXTERNAL) + timerAt("x")), ""));
    String run = startAtWork();
    work.breaks("remind");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x IN_PROGRESS", "remind" + FAILED).hasSize(5);

    // when
    work.heals();
    execute(job());

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x CANCELED ended", "remind COMPLETED ended").hasSize(5);
  }

  @Test
  void shouldEndTheRecordOfAStepThatIsNoLongerReached() {
    // given
    deploy(around(stage("work", content(EXTERNAL) + timerAt("x")), ""));
    String run = startAtWork();
    work.breaks("remind");
    failForGood(job());

    // when the timer's activity is completed instead
    engine.getExternalTaskService().complete(lock("t").getId(), "w");

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x COMPLETED ended", "remind CANCELED ended").hasSize(5);
    finish(run);
  }

  @Test
  void shouldCountTheIncidentOfAnIntermediateTimer() {
    // given
    deploy(
        withoutFaultPath(
            "<bpmn:intermediateCatchEvent id='x'><bpmn:extensionElements><camunda:executionListener event='end' expression=\"${work.run('x')}\"/></bpmn:extensionElements><bpmn:timerEventDefinition id='xd'><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"));
    String run = startAtWork();
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run))
        .containsExactly("first COMPLETED ended", "other IN_PROGRESS", "receive COMPLETED ended");
    assertThat(history(run)).contains("FAIL_STAGE work").doesNotContain("FAIL_STEP x");

    // when
    work.heals();
    execute(job());

    // then
    assertInProgress(run);
  }

  private static final String GATEWAY =
      "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:expression='${true}'/>"
          + "<bpmn:exclusiveGateway id='gate' default='gate_always'/><bpmn:endEvent id='never'/><bpmn:endEvent id='always'/>"
          + flow("x", "gate")
          + flow("gate", "always")
          + "<bpmn:sequenceFlow id='c' sourceRef='gate' targetRef='never'><bpmn:conditionExpression>${work.run('gate')}</bpmn:conditionExpression></bpmn:sequenceFlow>";

  @Test
  void shouldCountTheIncidentOfAGateway() {
    // given
    deploy(withoutFaultPath(GATEWAY).replace(flow("x", "xEnd"), ""));
    String run = startAtWork();
    work.breaks("gate");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run).get(1)).startsWith("work ERROR STAGE_STEP_FAILED: ");
    assertThat(stepRuns(run))
        .containsExactly("first COMPLETED ended", "other IN_PROGRESS", "receive COMPLETED ended");

    // when
    work.heals();
    execute(job());

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x COMPLETED ended");
  }

  @Test
  void shouldTakeTheFaultPathWhenAGatewayFailsInAJob() {
    // given
    deploy(withFaultPath(GATEWAY).replace(flow("x", "xEnd"), ""));
    String run = startAtWork();
    work.breaks("gate");

    // when
    failForGood(job());

    // then
    execute(job());
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(stepRuns(run)).contains("other DISCONTINUED ended", "fix IN_PROGRESS");
  }

  @Test
  void shouldNameTheStepThatFailsAfterAnAsynchronousOne() {
    // given
    deploy(
        withoutFaultPath(
                "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:expression='${true}'/><bpmn:serviceTask id='second' camunda:delegateExpression='${work}'/>"
                    + flow("x", "second")
                    + flow("second", "xEnd"))
            .replace(flow("x", "xEnd"), ""));
    String run = startAtWork();
    work.breaks("second");

    // when
    failForGood(job());

    // then
    assertThat(stepRuns(run)).contains("second" + FAILED).hasSize(4);

    // when
    work.heals();
    execute(job());

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x COMPLETED ended", "second COMPLETED ended").hasSize(5);
  }

  @Test
  void shouldEndTheRecordOfAStepThatTheRetryDoesNotReach() {
    // given
    deploy(
        withoutFaultPath(
                GATEWAY
                    + "<bpmn:serviceTask id='second' camunda:delegateExpression='${work}'/>"
                    + flow("second", "xEnd"))
            .replace(flow("x", "xEnd"), "")
            .replace("targetRef='never'", "targetRef='second'"));
    String run = startAtWork();
    work.breaks("second");
    failForGood(job());
    assertThat(stepRuns(run)).contains("second" + FAILED).hasSize(4);

    // when
    work.answersNo("gate");
    execute(job());

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("second CANCELED ended", "x COMPLETED ended").hasSize(5);
  }

  @Test
  void shouldNotFailAStepThatHasEnded() {
    // given
    deploy(
        withoutFaultPath(
                "<bpmn:serviceTask id='x' camunda:asyncAfter='true' camunda:expression='${true}'/>")
            .replace(
                flow("x", "xEnd"),
                "<bpmn:sequenceFlow id='xf' sourceRef='x' targetRef='xEnd'><bpmn:extensionElements><camunda:executionListener event='take' expression=\"${work.run('flow')}\"/></bpmn:extensionElements></bpmn:sequenceFlow>"));
    String run = startAtWork();
    work.breaks("flow");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
    assertThat(history(run)).contains("FAIL_STAGE work").doesNotContain("FAIL_STEP x");

    // when
    work.heals();
    execute(job());

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
    finish(run);
  }

  @Test
  void shouldNameTheStepThatFailsAfterAStepThatHasEnded() {
    // given
    deploy(
        withoutFaultPath(
                "<bpmn:serviceTask id='x' camunda:asyncAfter='true' camunda:expression='${true}'/><bpmn:serviceTask id='second' camunda:delegateExpression='${work}'/>"
                    + flow("x", "second")
                    + flow("second", "xEnd"))
            .replace(flow("x", "xEnd"), ""));
    String run = startAtWork();
    work.breaks("second");

    // when
    failForGood(job());

    // then
    assertThat(stepRuns(run)).contains("x COMPLETED ended", "second" + FAILED).hasSize(5);

    // when
    work.heals();
    execute(job());

    // then
    assertThat(stepRuns(run)).contains("x COMPLETED ended", "second COMPLETED ended").hasSize(5);
    finish(run);
  }

  @Test
  void shouldFailOutsideWhenTheJobStandsInFrontOfTheStage() {
    // given
    deploy(
        withFaultPath(ASYNC.replace(" camunda:asyncBefore='true'", ""))
            .replace(userTask("first"), "<bpmn:task id='first'/>")
            .replace(
                "<bpmn:subProcess id=\"work\"",
                "<bpmn:subProcess id=\"work\" camunda:asyncBefore=\"true\""));
    String run = start("p");
    complete("receive");
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR");
    assertThat(stageRuns(run)).containsExactly("intake COMPLETED ended");
    assertThat(history(run)).endsWith("FAIL_RUN (x)", "DISCONTINUE_STAGE intake");

    // when
    work.heals();
    execute(job());

    // then
    assertInProgress(run);
    assertThat(history(run)).contains("RESUME_RUN");
    finish(run);
  }

  @Test
  void shouldFailOutsideWhenWhatFailsComesAfterTheStagesEnd() {
    // given
    deploy(
        withFaultPath(userTask("x"))
            .replace(
                "<bpmn:subProcess id=\"work\"",
                "<bpmn:subProcess id=\"work\" camunda:asyncAfter=\"true\"")
            .replace(
                flow("work", "closing"),
                flow("work", "between")
                    + flow("between", "closing")
                    + "<bpmn:serviceTask id='between' camunda:delegateExpression='${work}'/>"));
    String run = startAtWork();
    complete("x");
    complete("other");
    work.breaks("between");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR");
    assertThat(stageRuns(run)).containsExactly("intake COMPLETED ended", "work COMPLETED ended");
    assertThat(history(run))
        .endsWith("FAIL_RUN (between)", "DISCONTINUE_STAGE intake", "DISCONTINUE_STAGE work");

    // when
    work.heals();
    execute(job());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    finish(run);
  }

  @Test
  void shouldFailOutsideWhenAListenerFailsAfterTheStagesEnd() {
    // given
    deploy(
        withFaultPath(userTask("x"))
            .replace(
                "<bpmn:subProcess id=\"work\"",
                "<bpmn:subProcess id=\"work\" camunda:asyncAfter=\"true\"")
            .replace(
                flow("work", "closing"),
                "<bpmn:sequenceFlow id='xf' sourceRef='work' targetRef='closing'><bpmn:extensionElements><camunda:executionListener event='take' expression=\"${work.run('flow')}\"/></bpmn:extensionElements></bpmn:sequenceFlow>"));
    String run = startAtWork();
    complete("x");
    complete("other");
    work.breaks("flow");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR");
    assertThat(stageRuns(run)).containsExactly("intake COMPLETED ended", "work COMPLETED ended");
    assertThat(history(run))
        .endsWith("FAIL_RUN (work)", "DISCONTINUE_STAGE intake", "DISCONTINUE_STAGE work");
    work.heals();
    execute(job());
    finish(run);
  }

  @Test
  void shouldDiscontinueTheStageWhoseTransactionRanIntoAFailureOutside() {
    // given
    deploy(
        around(
                stage("work", sequence("w", "first", "x") + userTask("first") + ASYNC)
                    .replace("${work}", "${true}")
                    .replace("delegateExpression", "expression"),
                "<bpmn:serviceTask id='between' camunda:delegateExpression='${work}'/>"
                    + flow("between", "closing"))
            .replace(flow("work", "closing"), flow("work", "between")));
    String run = startAtWork();
    work.breaks("between");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run)).containsExactly("intake COMPLETED ended", "work DISCONTINUED");
    assertThat(history(run)).contains("FAIL_RUN (between)");
    assertThat(stepRuns(run)).noneMatch(step -> step.startsWith("between"));

    // when
    work.heals();
    execute(job());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    assertThat(stageRuns(run)).contains("work COMPLETED ended");
    finish(run);
  }

  @Test
  void shouldNotTakeTheFaultPathOfAStageThatTheRollbackTookBack() {
    // given
    deploy(
        around(
                stage("work", sequence("w", "first", "x") + userTask("first") + ASYNC)
                    .replace("${work}", "${true}")
                    .replace("delegateExpression", "expression"),
                "<bpmn:boundaryEvent id='cf' attachedToRef='closing'><bpmn:errorEventDefinition id='cfd'/></bpmn:boundaryEvent><bpmn:endEvent id='cfe'/>"
                    + flow("cf", "cfe"))
            .replace(
                userTask("archive"),
                "<bpmn:serviceTask id='archive' camunda:delegateExpression='${work}'/>"));
    String run = startAtWork();
    work.breaks("archive");

    // when
    failForGood(job());

    // then
    assertThat(incidents()).hasSize(1);
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run)).containsExactly("intake COMPLETED ended", "work DISCONTINUED");
    assertThat(history(run)).contains("FAIL_RUN (archive)");
    work.heals();
    execute(job());
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @Test
  void shouldLeaveNoRunWhenAStartByMessageRollsBack() {
    // given
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='s'><bpmn:messageEventDefinition id='m' messageRef='aMessage'/></bpmn:startEvent>"
                + flow("s", "intake")
                + stage("intake", sequence("i", "x") + FailingProcess.DELEGATE)));
    work.breaks("x");

    // when
    try {
      runtime().correlateMessage("aMessage");
    } catch (RuntimeException expected) {
      // then
      assertThat(everything()).isEmpty();
      return;
    }
    throw new AssertionError("The start did not fail");
  }

  @Test
  void shouldLeaveNoRunWhenAStartByTimerRollsBack() {
    // given
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='s'><bpmn:timerEventDefinition id='m'><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent>"
                + flow("s", "intake")
                + stage("intake", sequence("i", "x") + FailingProcess.DELEGATE)));
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(incidents()).hasSize(1);
    assertThat(everything()).isEmpty();
  }

  // multi-instance steps and inner scopes

  private static String multiInstance(String inner, String body) {
    return "<bpmn:serviceTask id='x' camunda:delegateExpression='${work}' "
        + body
        + "><bpmn:multiInstanceLoopCharacteristics "
        + inner
        + "><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>";
  }

  @Test
  void shouldBeOneStepWhenAnInstanceFails() {
    // given
    deploy(withoutFaultPath(multiInstance("camunda:asyncBefore='true'", "")));
    String run = startAtWork();
    List<Job> jobs = engine.getManagementService().createJobQuery().list();
    work.breaks("x");

    // when
    jobs.forEach(this::failForGood);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x" + FAILED).hasSize(4);
    assertThat(history(run)).containsOnlyOnce("START_STEP x", "FAIL_STEP x");

    // when
    work.heals();
    execute(jobs.get(0));

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x" + FAILED).hasSize(4);

    // when
    execute(jobs.get(1));

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
  }

  @Test
  void shouldBeOneStepWhenItFailsBeforeItsInstancesStart() {
    // given
    deploy(withoutFaultPath(multiInstance("", "camunda:asyncBefore='true'")));
    String run = startAtWork();
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(stepRuns(run)).contains("x" + FAILED).hasSize(4);

    // when
    work.heals();
    execute(job());

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
  }

  @Test
  void shouldBeOneStepWhenAMultiInstanceSubProcessFails() {
    // given
    deploy(
        withoutFaultPath(
            "<bpmn:subProcess id='x'><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"
                + sequence("m", "deep")
                + "<bpmn:serviceTask id='deep' camunda:type='external' camunda:topic='t'/></bpmn:subProcess>"));
    String run = startAtWork();

    // when
    reportFailure("t", 0);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x" + FAILED).hasSize(4);

    // when
    engine
        .getExternalTaskService()
        .setRetries(
            engine
                .getExternalTaskService()
                .createExternalTaskQuery()
                .noRetriesLeft()
                .singleResult()
                .getId(),
            1);

    // then
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x IN_PROGRESS").hasSize(4);
  }

  @Test
  void shouldFailAStepInInnerScopes() {
    // given
    deploy(
        withoutFaultPath(
                "<bpmn:subProcess id='inner'>"
                    + sequence("n", "deeper")
                    + "<bpmn:transaction id='deeper'>"
                    + sequence("m", "x")
                    + ASYNC
                    + "</bpmn:transaction></bpmn:subProcess>"
                    + flow("fork", "inner")
                    + flow("inner", "xEnd"))
            .replace(flow("x", "xEnd"), "")
            .replace(flow("fork", "x"), ""));
    String run = startAtWork();
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x" + FAILED).hasSize(4);
    work.heals();
    execute(job());
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
  }

  @Test
  void shouldFailAStepInAnEventSubProcess() {
    // given
    deploy(
        around(
            stage(
                "work",
                content(userTask("x"))
                    + "<bpmn:subProcess id='esp' triggeredByEvent='true'><bpmn:startEvent id='es' isInterrupting='false'><bpmn:messageEventDefinition id='em' messageRef='aMessage'/></bpmn:startEvent>"
                    + flow("es", "inform")
                    + "<bpmn:serviceTask id='inform' camunda:type='external' camunda:topic='t'/></bpmn:subProcess>"),
            ""));
    String run = startAtWork();
    runtime().correlateMessage("aMessage");

    // when
    reportFailure("t", 0);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("inform" + FAILED, "x IN_PROGRESS");
    setRetriesOfExternalTask("t", 1);
    assertInProgress(run);
  }

  // a called run cannot end while its caller is suspended

  @Test
  void shouldFailOutsideOfItsStageWhenItCannotEndBecauseItsCallerIsSuspended() {
    // given
    deploy(
        withFaultPath(CALL),
        process(
            "called",
            sequence("c", "asking")
                + stage(
                    "asking",
                    sequence("a", "ask")
                        + userTask("ask")
                        + boundary("late", "ask", true, TIMER)
                        + "<bpmn:endEvent id='tooLate'/>"
                        + flow("late", "tooLate"))));
    String run = startAtWork();
    String called = calledBy(run);
    runtime().suspendProcessInstanceById(run);

    // when
    failForGood(job());

    // then no fault path of a run that is suspended is taken
    assertThat(run(called)).startsWith("ERROR in asking");
    assertThat(stageRuns(called)).containsExactly("asking DISCONTINUED");
    assertThat(stepRuns(called)).containsExactly("ask IN_PROGRESS");
    assertThat(history(called)).endsWith("FAIL_RUN (cEnd)", "DISCONTINUE_STAGE asking");
    assertThat(run(run)).startsWith("ERROR in work");
    assertThat(stepRuns(run)).anyMatch(step -> step.startsWith("x ERROR STAGE_STEP_FAILED"));

    // when
    runtime().activateProcessInstanceById(run);
    execute(job());

    // then
    assertThat(run(called)).isEqualTo("COMPLETED ended");
    assertThat(stageRuns(called)).containsExactly("asking COMPLETED ended");
    assertThat(stepRuns(called)).containsExactly("ask CANCELED ended");
    assertInProgress(run);
    assertThat(stepRuns(run)).contains("x COMPLETED ended");
    finish(run);
  }

  // end of a run in error

  @Test
  void shouldBeCanceledWhileSuspendedInError() {
    // given
    String run = startAndFail(ASYNC);
    runtime().suspendProcessInstanceById(run);

    // when
    runtime().deleteProcessInstance(run, "enough");

    // then
    assertThat(run(run)).isEqualTo("CANCELED ended in work because enough");
    assertThat(stageRuns(run)).contains("work ERROR ended STAGE_STEP_FAILED: it broke");
    assertThat(stepRuns(run))
        .contains("x ERROR ended STAGE_STEP_FAILED: it broke", "other CANCELED ended");
  }

  @Test
  void shouldEndInErrorWhenABpmnErrorComesWhileInError() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    reportFailure("t", 0);
    int before = historySize(run);

    // when
    engine.getTaskService().handleBpmnError(task("other").getId(), "anError", "no way");

    // then
    assertThat(run(run)).isEqualTo("ERROR ended in work because no way");
    assertThat(stageRuns(run)).contains("work ERROR ended anError: no way");
    assertThat(stepRuns(run)).contains("other ERROR ended anError: no way", "x DISCONTINUED ended");
    assertThat(historySince(run, before))
        .containsExactlyInAnyOrder("FAIL_STEP other", "DISCONTINUE_STEP x");
  }

  @Test
  void shouldTakeTheFaultPathWhileInError() {
    // given
    deploy(withFaultPath(EXTERNAL));
    String run = startAtWork();
    setRetriesOfExternalTask("t", 0);
    assertThat(run(run)).isEqualTo("ERROR in work");

    // when
    engine.getTaskService().handleBpmnError(task("other").getId(), "anError", "no way");

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(stageRuns(run)).contains("work ERROR ended anError: no way caught by caught");
    assertThat(stepRuns(run)).contains("other ERROR ended anError: no way", "x DISCONTINUED ended");
    complete("fix");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @Test
  void shouldCancelTheStageInErrorThatATerminateEndEventLeavesBehind() {
    // given
    deploy(
        withoutFaultPath(EXTERNAL)
            .replace(
                "<bpmn:endEvent id='otherEnd'/>",
                "<bpmn:endEvent id='otherEnd'><bpmn:terminateEventDefinition id='td'/></bpmn:endEvent>"));
    String run = startAtWork();
    reportFailure("t", 0);

    // when
    complete("other");

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    assertThat(stageRuns(run)).contains("work COMPLETED ended");
    assertThat(stepRuns(run)).contains("x CANCELED ended", "other COMPLETED ended");
    finish(run);
  }

  @Test
  void shouldKeepTheMessageOfALongFailure() {
    // given
    deploy(withoutFaultPath(ASYNC));
    String run = startAtWork();
    work.breaks("x", new IllegalStateException("ä".repeat(5000)));

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run).get(1)).startsWith("work ERROR STAGE_STEP_FAILED: äää");
  }

  @Test
  void shouldHaveAFailureWithoutMessage() {
    // given
    deploy(around(stage("work", content(ASYNC)), FAULT_PATH));
    String run = startAtWork();
    work.breaks("x", new IllegalStateException((String) null));

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS");
    assertThat(stageRuns(run))
        .contains("work ERROR ended STAGE_STEP_FAILED: null caught by caught");
  }
}
