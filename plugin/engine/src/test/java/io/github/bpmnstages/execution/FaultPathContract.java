package io.github.bpmnstages.execution;

import static io.github.bpmnstages.execution.FailingProcess.ASYNC;
import static io.github.bpmnstages.execution.FailingProcess.CALL;
import static io.github.bpmnstages.execution.FailingProcess.DELEGATE;
import static io.github.bpmnstages.execution.FailingProcess.EXTERNAL;
import static io.github.bpmnstages.execution.FailingProcess.FAULT_PATH;
import static io.github.bpmnstages.execution.FailingProcess.around;
import static io.github.bpmnstages.execution.FailingProcess.content;
import static io.github.bpmnstages.execution.FailingProcess.faultPathEvent;
import static io.github.bpmnstages.execution.FailingProcess.withFaultPath;
import static io.github.bpmnstages.execution.FailingProcess.withoutFaultPath;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.RecordContract;
import io.github.bpmnstages.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 4: which fault path is taken, what follows it, and how the run ends. */
abstract class FaultPathContract extends RecordContract {

  FaultPathContract(TestDatabase database) {
    super(database);
  }

  private static final String ENDED = " ERROR ended STAGE_STEP_FAILED: it broke";
  private static final String BPMN_ENDED = " ERROR ended anError: no way";

  private String startAtWork() {
    String run = start("p");
    complete("receive");
    complete("first");
    return run;
  }

  private void reportError(String task) {
    engine.getTaskService().handleBpmnError(task(task).getId(), "anError", "no way");
  }

  private static String withEvent(String x, String errorRef) {
    return withFaultPath(x)
        .replace(
            "<bpmn:errorEventDefinition id='caught_e' ",
            "<bpmn:errorEventDefinition id='caught_e' " + errorRef + " ");
  }

  private static String withError(String xml, String code) {
    return xml.replace(
        "<bpmn:message id=",
        "<bpmn:error id=\"byClass\" name=\"byClass\" errorCode=\""
            + code
            + "\"/><bpmn:message id=");
  }

  // what follows

  @Test
  void shouldDecideInTheFaultPath() {
    // given
    deploy(
        around(
            stage("work", content(userTask("x"))),
            faultPathEvent("caught", "work", "")
                + "<bpmn:exclusiveGateway id='decide' default='decide_goOn'/>"
                + flow("caught", "decide")
                + "<bpmn:sequenceFlow id='c' sourceRef='decide' targetRef='repair'><bpmn:conditionExpression>${code == 'anError'}</bpmn:conditionExpression></bpmn:sequenceFlow>"
                + flow("decide", "goOn")
                + userTask("goOn")
                + stage("repair", sequence("r", "fix") + userTask("fix"))));
    String run = startAtWork();

    // when
    reportError("x");

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    complete("fix");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended",
            "work" + BPMN_ENDED + " caught by caught",
            "repair COMPLETED ended");
  }

  @Test
  void shouldNotRecordTasksOfTheFaultPathAsSteps() {
    // given
    deploy(
        around(
            stage("work", content(userTask("x"))),
            faultPathEvent("caught", "work", "") + userTask("inform") + flow("caught", "inform")));
    String run = startAtWork();

    // when
    reportError("x");

    // then
    assertThat(openTasks()).containsExactly("inform");
    assertThat(run(run)).isEqualTo("IN_PROGRESS");
    assertThat(stepRuns(run)).noneMatch(step -> step.startsWith("inform"));
    complete("inform");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @Test
  void shouldTakeTheFaultPathOfAStageInTheFaultPath() {
    // given
    deploy(
        around(
            stage("work", content(userTask("x"))),
            FAULT_PATH
                + faultPathEvent("caughtToo", "repair", "")
                + userTask("giveUp")
                + flow("caughtToo", "giveUp")));
    String run = startAtWork();
    reportError("x");

    // when
    reportError("fix");

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended",
            "work" + BPMN_ENDED + " caught by caught",
            "repair" + BPMN_ENDED + " caught by caughtToo");
    complete("giveUp");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @Test
  void shouldFailWithAStageInTheFaultPathThatHasNoFaultPath() {
    // given
    deploy(withFaultPath(userTask("x")));
    String run = startAtWork();
    reportError("x");
    int before = historySize(run);

    // when
    reportError("fix");

    // then
    assertThat(run(run)).isEqualTo("ERROR ended in repair because no way");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended",
            "work" + BPMN_ENDED + " caught by caught",
            "repair" + BPMN_ENDED);
    assertThat(historySince(run, before))
        .containsExactly(
            "FAIL_STEP fix", "FAIL_STAGE repair", "FAIL_RUN (no way)", "DISCONTINUE_STAGE intake");
  }

  @Test
  void shouldBeInErrorWithAStageInTheFaultPathThatHasAnIncident() {
    // given
    deploy(
        withFaultPath(userTask("x"))
            .replace(
                userTask("fix"),
                "<bpmn:serviceTask id='fix' camunda:type='external' camunda:topic='t'/>"));
    String run = startAtWork();
    reportError("x");

    // when
    reportFailure("t", 0);

    // then
    assertThat(run(run)).isEqualTo("ERROR in repair");
    assertThat(stageRuns(run)).endsWith("repair ERROR STAGE_STEP_FAILED: it broke");
    engine.getExternalTaskService().setRetries(externalTask().getId(), 1);
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(stageRuns(run))
        .endsWith("work" + BPMN_ENDED + " caught by caught", "repair IN_PROGRESS");
    engine.getExternalTaskService().complete(lock("t").getId(), "w");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @Test
  void shouldCompleteAfterTheWayBackIntoTheMainFlow() {
    // given
    deploy(
        around(
            stage("work", content(userTask("x"))),
            faultPathEvent("caught", "work", "") + flow("caught", "closing")));
    String run = startAtWork();

    // when
    reportError("x");

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in closing");
    complete("archive");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended",
            "work" + BPMN_ENDED + " caught by caught",
            "closing COMPLETED ended");
  }

  @Test
  void shouldStartTheFailedStageAgain() {
    // given
    deploy(
        around(
            stage("work", content(userTask("x"))),
            faultPathEvent("caught", "work", "") + flow("caught", "work")));
    String run = startAtWork();

    // when
    reportError("x");

    // then
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended",
            "work" + BPMN_ENDED + " caught by caught",
            "work IN_PROGRESS");
    complete("first");
    complete("x");
    complete("other");
    complete("archive");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended",
            "work" + BPMN_ENDED + " caught by caught",
            "work COMPLETED ended",
            "closing COMPLETED ended");
    assertThat(stepRuns(run))
        .contains("x" + BPMN_ENDED, "x COMPLETED ended", "other DISCONTINUED ended");
  }

  @Test
  void shouldFailWhenTheFaultPathEndsWithAnErrorThatIsCaughtNowhere() {
    // given
    deploy(
        around(
            stage("work", content(userTask("x"))),
            faultPathEvent("caught", "work", "")
                + "<bpmn:endEvent id='rethrow'><bpmn:errorEventDefinition id='rd' errorRef='anError'/></bpmn:endEvent>"
                + flow("caught", "rethrow")));
    String run = startAtWork();

    // when
    reportError("x");

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(run(run)).startsWith("ERROR ended");
    assertThat(stageRuns(run))
        .containsExactly("intake COMPLETED ended", "work" + BPMN_ENDED + " caught by caught");
    assertThat(history(run)).endsWith("FAIL_RUN (rethrow)", "DISCONTINUE_STAGE intake");
  }

  // what catches

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.IllegalStateException", "java.lang.RuntimeException"})
  void shouldCatchAnExceptionByTheNameOfItsClass(String name) {
    // given
    deploy(withError(withEvent(DELEGATE, "errorRef='byClass'"), name));
    work.breaks("x");

    // when
    String run = startAtWork();

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(stageRuns(run)).contains("work" + ENDED + " caught by caught");
    assertThat(variable(run, "code")).isEqualTo("STAGE_STEP_FAILED");
    assertThat(variable(run, "message")).isEqualTo("it broke");
  }

  @Test
  void shouldNotCatchAnExceptionOfAnotherClass() {
    // given
    deploy(
        withError(withEvent(DELEGATE, "errorRef='byClass'"), "java.lang.IllegalArgumentException"));
    String run = start("p");
    complete("receive");
    work.breaks("x");
    List<String> before = everything();

    // when
    assertThatThrownBy(() -> complete("first")).hasStackTraceContaining("it broke");

    // then
    assertThat(everything()).isEqualTo(before);
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
  }

  @Test
  void shouldCatchAnExceptionByTheNameOfItsClassInAJobAfterTheLastAttemptOnly() {
    // given
    deploy(withError(withEvent(ASYNC, "errorRef='byClass'"), "java.lang.IllegalStateException"));
    String run = startAtWork();
    List<String> before = everything();
    work.breaks("x");

    // when
    fail(job());

    // then
    assertThat(everything()).isEqualTo(before);

    // when
    failForGood(job());

    // then
    assertThat(incidents()).isEmpty();
    assertThat(stageRuns(run)).contains("work" + ENDED + " caught by caught");
    execute(job());
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(variable(run, "code")).isEqualTo("STAGE_STEP_FAILED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"java.lang.IllegalArgumentException", "anotherError", "STAGE_STEP_FAILED"})
  void shouldBeAnIncidentWhenTheFaultPathCatchesSomethingElse(String code) {
    // given
    deploy(withError(withEvent(ASYNC, "errorRef='byClass'"), code));
    String run = startAtWork();
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(incidents()).hasSize(1);
    assertThat(run(run)).isEqualTo("ERROR in work");
  }

  @Test
  void shouldPreferTheFaultPathThatNamesTheError() {
    // given
    deploy(
        around(
            stage("work", content(userTask("x"))),
            FAULT_PATH
                + faultPathEvent("special", "work", "errorRef='anError'")
                + userTask("handle")
                + flow("special", "handle")));
    String run = startAtWork();

    // when
    reportError("x");

    // then
    assertThat(openTasks()).containsExactly("handle");
    assertThat(stageRuns(run)).contains("work" + BPMN_ENDED + " caught by special");
    assertThat(history(run)).contains("TAKE_FAULT_PATH work (special)");
  }

  private static String catchAllAt(String activity) {
    return "<bpmn:boundaryEvent id='atStep' attachedToRef='"
        + activity
        + "'><bpmn:errorEventDefinition id='ad'/></bpmn:boundaryEvent>"
        + userTask("handle")
        + flow("atStep", "handle");
  }

  @Test
  void shouldLeaveTechnicalFailuresToTheStageWhereAStepCatchesEveryError() {
    // given
    deploy(around(stage("work", content(ASYNC) + catchAllAt("x")), FAULT_PATH));
    String run = startAtWork();
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(stageRuns(run)).contains("work" + ENDED + " caught by caught");
    execute(job());
    assertThat(openTasks()).containsExactly("fix");
  }

  @Test
  void shouldBeAnIncidentWhereOnlyAStepCatchesEveryError() {
    // given
    deploy(around(stage("work", content(ASYNC) + catchAllAt("x")), ""));
    String run = startAtWork();
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(incidents()).hasSize(1);
    assertThat(run(run)).isEqualTo("ERROR in work");
  }

  @Test
  void shouldLeaveToTheEngineWhatAStepCatchesByTheNameOfItsClass() {
    // given
    deploy(
        withError(
            around(
                stage(
                    "work",
                    content(ASYNC)
                        + catchAllAt("x").replace("id='ad'", "id='ad' errorRef='byClass'")),
                FAULT_PATH),
            "java.lang.IllegalStateException"));
    String run = startAtWork();
    work.breaks("x");

    // when at the first attempt
    execute(job());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
    assertThat(stageRuns(run)).contains("work IN_PROGRESS");
    assertThat(stepRuns(run)).contains("x" + ENDED, "handle IN_PROGRESS", "other IN_PROGRESS");
    assertThat(history(run)).doesNotContain("FAIL_STAGE work");
  }

  // the job that goes on

  @Test
  void shouldFailOutsideWhenTheJobOfTheFaultPathFails() {
    // given
    deploy(
        around(
            stage("work", content(ASYNC)),
            faultPathEvent("caught", "work", "")
                + "<bpmn:serviceTask id='inform' camunda:delegateExpression='${work}'/>"
                + flow("caught", "inform")));
    String run = startAtWork();
    work.breaks("x");
    failForGood(job());
    int before = historySize(run);
    work.breaks("inform");

    // when
    fail(job());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS");

    // when
    failForGood(job());

    // then
    assertThat(incidents()).hasSize(1);
    assertThat(run(run)).isEqualTo("ERROR");
    assertThat(stageRuns(run)).contains("work" + ENDED + " caught by caught");
    assertThat(historySince(run, before))
        .containsExactly("FAIL_RUN (inform)", "DISCONTINUE_STAGE intake");

    // when
    work.heals();
    execute(job());

    // then
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @Test
  void shouldTakeTheFaultPathOfTheOnlyStageOfASubProcess() {
    // given
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='pStart'/>"
                + flow("pStart", "sub")
                + "<bpmn:subProcess id='sub'><bpmn:startEvent id='subStart'/>"
                + flow("subStart", "work")
                + stage("work", content(ASYNC))
                + FAULT_PATH
                + "</bpmn:subProcess>"
                + userTask("afterwards")
                + flow("sub", "afterwards")));
    String run = start("p");
    complete("first");
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS");
    execute(job());
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    complete("fix");
    assertThat(openTasks()).containsExactly("afterwards");
    complete("afterwards");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @Test
  void shouldTakeTheFaultPathOfTheOnlyStage() {
    // given
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='pStart'/>"
                + flow("pStart", "work")
                + stage("work", sequence("w", "x") + ASYNC)
                + faultPathEvent("caught", "work", "")));
    String run = start("p");
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS");
    execute(job());
    assertThat(run(run)).isEqualTo("COMPLETED ended");
    assertThat(stageRuns(run)).containsExactly("work" + ENDED + " caught by caught");
    assertThat(history(run)).endsWith("END_RUN");
  }

  @Test
  void shouldCancelTheRunWhoseFaultPathWaitsForItsJob() {
    // given
    deploy(withFaultPath(ASYNC));
    String run = startAtWork();
    work.breaks("x");
    failForGood(job());

    // when
    engine.getRuntimeService().deleteProcessInstance(run, "enough");

    // then
    assertThat(run(run)).isEqualTo("CANCELED ended because enough");
    assertThat(stageRuns(run)).contains("work" + ENDED + " caught by caught");
  }

  @Test
  void shouldSuspendTheRunWhoseFaultPathWaitsForItsJob() {
    // given
    deploy(withFaultPath(EXTERNAL));
    String run = startAtWork();
    reportFailure("t", 0);

    // when
    engine.getRuntimeService().suspendProcessInstanceById(run);

    // then
    assertThat(run(run)).isEqualTo("SUSPENDED");
    assertThat(job().isSuspended()).isTrue();
    engine.getRuntimeService().activateProcessInstanceById(run);
    execute(job());
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
  }

  @ParameterizedTest
  @ValueSource(strings = {"camunda:asyncBefore", "camunda:asyncAfter"})
  void shouldTakeAnAsynchronousFaultPath(String async) {
    // given
    deploy(withFaultPath(ASYNC).replace("id='caught' ", "id='caught' " + async + "='true' "));
    String run = startAtWork();
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertThat(stageRuns(run)).contains("work" + ENDED + " caught by caught");
    while (job() != null) {
      execute(job());
    }
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(variable(run, "code")).isEqualTo("STAGE_STEP_FAILED");
  }

  // cannot be reached

  private static String withListener(String xml, String event) {
    return xml.replace(
        "<bpmn:subProcess id=\"work\" name=\"The work\"><bpmn:extensionElements>",
        "<bpmn:subProcess id=\"work\" name=\"The work\"><bpmn:extensionElements><camunda:executionListener event='"
            + event
            + "' expression=\"${work.run('listener')}\"/>");
  }

  @Test
  void shouldBeAnIncidentWhenTheFaultPathCannotBeReachedFromAJob() {
    // given
    deploy(withListener(withFaultPath(ASYNC), "end"));
    String run = startAtWork();
    work.breaks("x");
    work.breaks("listener", new IllegalStateException("in the way"));

    // when
    failForGood(job());

    // then
    assertFailedWithIncident(run);
    work.heals();
    execute(job());
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
  }

  @Test
  void shouldBeAnIncidentWhenTheFaultPathCannotBeReachedFromAnExternalTask() {
    // given
    deploy(withListener(withFaultPath(EXTERNAL), "end"));
    String run = startAtWork();
    work.breaks("listener", new IllegalStateException("in the way"));

    // when
    reportFailure("t", 0);

    // then
    assertFailedWithIncident(run);
  }

  @Test
  void shouldBeAnIncidentWhenTheFaultPathCannotBeReachedFromACalledProcess() {
    // given
    deploy(
        withListener(withFaultPath(CALL), "end"),
        process(
            "called",
            sequence("c", "inner")
                + "<bpmn:serviceTask id='inner' camunda:type='external' camunda:topic='t'/>"));
    String run = startAtWork();
    work.breaks("listener", new IllegalStateException("in the way"));

    // when
    reportFailure("t", 0);

    // then
    assertThat(incidents()).hasSize(2);
    assertFailed(run);
  }

  @Test
  void shouldBeAnIncidentWhenAListenerOfTheEventStandsInTheWay() {
    // given
    deploy(
        withFaultPath(ASYNC)
            .replace(
                "attachedToRef='work'>",
                "attachedToRef='work'><bpmn:extensionElements><camunda:executionListener event='start' expression=\"${work.run('listener')}\"/></bpmn:extensionElements>"));
    String run = startAtWork();
    work.breaks("x");
    work.breaks("listener", new IllegalStateException("in the way"));

    // when
    failForGood(job());

    // then
    assertFailedWithIncident(run);
  }

  private void assertFailedWithIncident(String run) {
    assertThat(incidents()).hasSize(1);
    assertFailed(run);
  }

  private void assertFailed(String run) {
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run))
        .containsExactly("intake COMPLETED ended", "work ERROR STAGE_STEP_FAILED: it broke");
    assertThat(stepRuns(run)).contains("x ERROR STAGE_STEP_FAILED: it broke", "other IN_PROGRESS");
    assertThat(history(run))
        .containsOnlyOnce("FAIL_STEP x", "FAIL_STAGE work", "FAIL_RUN (it broke)")
        .doesNotContain("TAKE_FAULT_PATH work (caught)", "DISCONTINUE_STEP other");
  }

  @Test
  void shouldRollBackWhenTheFaultPathCannotBeReachedFromTheCallersTransaction() {
    // given
    deploy(withListener(withFaultPath(DELEGATE), "end"));
    start("p");
    complete("receive");
    work.breaks("x");
    work.breaks("listener", new IllegalStateException("in the way"));
    List<String> before = everything();

    // when
    assertThatThrownBy(() -> complete("first")).hasStackTraceContaining("in the way");

    // then
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void shouldTakeTheFaultPathWhenAListenerOfTheStagesStartFails() {
    // given
    deploy(withListener(withFaultPath(EXTERNAL), "start"));
    String run = start("p");
    work.breaks("listener");

    // when
    complete("receive");

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(stageRuns(run).get(1))
        .startsWith("work ERROR ended STAGE_STEP_FAILED: ")
        .endsWith(" caught by caught");
  }

  @Test
  void shouldRollBackWhenAListenerOfTheStagesStartFailsWithoutFaultPath() {
    // given
    deploy(withListener(withoutFaultPath(EXTERNAL), "start"));
    start("p");
    work.breaks("listener");
    List<String> before = everything();

    // when
    assertThatThrownBy(() -> complete("receive")).hasStackTraceContaining("it broke");

    // then
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void shouldTakeTheFaultPathWhenAListenerOfTheStagesEndFails() {
    // given
    deploy(withListener(withFaultPath(userTask("x")), "end"));
    String run = startAtWork();
    complete("x");
    work.breaks("listener");

    // when
    complete("other");

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(stageRuns(run).get(1))
        .startsWith("work ERROR ended STAGE_STEP_FAILED: ")
        .endsWith(" caught by caught");
    assertThat(stepRuns(run)).contains("x COMPLETED ended", "other COMPLETED ended");
  }

  @Test
  void shouldEndInErrorWhenAListenerOfTheStagesStartReportsAnErrorThatIsCaughtNowhere() {
    // given
    deploy(withListener(withoutFaultPath(EXTERNAL), "start"));
    String run = start("p");
    work.reportsError("listener");

    // when
    complete("receive");

    // then
    assertThat(run(run)).isEqualTo("ERROR ended in work because no way");
    assertThat(stageRuns(run)).containsExactly("intake COMPLETED ended", "work" + BPMN_ENDED);
  }

  @Test
  void shouldTakeTheFaultPathWhenTheDueDateFails() {
    // given
    deploy(
        around(
            stage(
                "work",
                java.util.Map.of(
                    "exitCondition", "allStepsCompleted", "dueIn", "${work.run('due')}"),
                content(EXTERNAL)),
            FAULT_PATH));
    String run = start("p");
    work.breaks("due");

    // when
    complete("receive");

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(stageRuns(run).get(1))
        .startsWith("work ERROR ended STAGE_STEP_FAILED: ")
        .endsWith(" caught by caught");
  }
}
