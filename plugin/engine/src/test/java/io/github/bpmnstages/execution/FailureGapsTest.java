package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.boundary;
import static io.github.bpmnstages.testing.StageModel.eventSubProcess;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.parallel;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.repair;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.subProcess;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, sections 4 to 6 and 10: rows and sentences that no other test asks about. */
class FailureGapsTest extends CheckedStagesTest {

  private static final String ANY_ERROR = "<bpmn:errorEventDefinition id='any_%s'/>";

  /** User code of the models. */
  public static final class Work {
    /** Throws a BPMN error. */
    public void refuse() {
      throw new BpmnError("refused", "no way");
    }

    /** Starts another process in its middle, and makes a condition of this one true. */
    public void startElsewhere(DelegateExecution execution) {
      execution
          .getProcessEngineServices()
          .getRuntimeService()
          .createProcessInstanceByKey("elsewhere")
          .startBeforeActivity("t")
          .execute();
      execution.setVariable("done", true);
    }

    /** Completes the task of another process. */
    public void completeElsewhere(DelegateExecution execution) {
      var tasks = execution.getProcessEngineServices().getTaskService();
      tasks.complete(tasks.createTaskQuery().taskDefinitionKey("other").singleResult().getId());
    }

    /** Starts a process that asks for a variable that it does not have. */
    public boolean isFine(DelegateExecution execution) {
      execution.getProcessEngineServices().getRuntimeService().startProcessInstanceByKey("broken");
      return true;
    }

    /** Throws any exception. */
    public void breakDown() {
      throw new IllegalStateException("it broke");
    }
  }

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    super.configure(configuration);
    configuration.setBeans(new HashMap<>(Map.of("work", new Work())));
  }

  private static String asynchronous(String id, String expression) {
    return "<bpmn:serviceTask id='%s' camunda:asyncBefore='true' camunda:expression='%s'/>"
        .formatted(id, expression);
  }

  private Job job() {
    return management().createJobQuery().messages().singleResult();
  }

  // a BPMN error in a job

  @Test
  void shouldTakeFaultPathInTheJobThatThrowsABpmnError() {
    // given
    deploy(
        twoStages(
            stage("one", sequence("s", "x") + asynchronous("x", "${work.refuse()}")),
            repair("one")));
    String run = start("p");

    // when
    management().executeJob(job().getId());

    // then
    assertThat(openTasks()).containsExactly("repair");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("x=ERROR");
    assertThat(runtime().getVariable(run, "code")).isEqualTo("refused");
    assertThat(runtime().getVariable(run, "message")).isEqualTo("no way");
    assertThat(management().createJobQuery().count()).isZero();
  }

  @Test
  void shouldEndTheRunInTheJobThatThrowsABpmnErrorNobodyCatches() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                parallel("s", "x", "b") + asynchronous("x", "${work.refuse()}") + userTask("b"))));
    String run = start("p");

    // when
    management().executeJob(job().getId());

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactlyInAnyOrder("x=ERROR", "b=DISCONTINUED");
  }

  // the engine's own exception

  @Test
  void shouldLetTheEnginesExceptionWin() {
    // given
    deploy(twoStages(stage("one", sequence("s", "a") + userTask("a"))));
    String run = start("p");
    ProcessEngineConfigurationImpl configuration =
        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    configuration.setEnableExceptionsAfterUnhandledBpmnError(true);

    // when
    try {
      assertThatThrownBy(
              () -> engine.getTaskService().handleBpmnError(task("a").getId(), "anError"))
          .isInstanceOf(ProcessEngineException.class);
    } finally {
      configuration.setEnableExceptionsAfterUnhandledBpmnError(false);
    }

    // then
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");
    complete("a");
    finish(run);
  }

  // who catches it

  @Test
  void shouldGoOnWhenAnErrorEventSubProcessOfTheStageCatches() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                parallel("s", "a", "b")
                    + userTask("a")
                    + userTask("b")
                    + eventSubProcess(
                        "handler",
                        true,
                        ANY_ERROR.formatted("h"),
                        "mend",
                        userTask("mend") + "<bpmn:endEvent id='he'/>" + flow("mend", "he"))),
            repair("one")));
    String run = start("p");

    // when
    engine.getTaskService().handleBpmnError(task("a").getId(), "anError");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactlyInAnyOrder("a=ERROR", "b=CANCELED", "mend=IN_PROGRESS");
    complete("mend");
    finish(run);
  }

  @Test
  void shouldGoOnWhenTheBoundaryOfAnInnerSubProcessCatches() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "sub", "d")
                    + subProcess("sub", parallel("i", "a", "b") + userTask("a") + userTask("b"))
                    + userTask("d")
                    + boundary("caught", "sub", true, ANY_ERROR.formatted("c"))
                    + flow("caught", "mend")
                    + userTask("mend")
                    + "<bpmn:endEvent id='me'/>"
                    + flow("mend", "me")),
            repair("one")));
    String run = start("p");

    // when
    engine.getTaskService().handleBpmnError(task("a").getId(), "anError");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactlyInAnyOrder("a=ERROR", "b=CANCELED", "mend=IN_PROGRESS");
    complete("mend");
    finish(run);
  }

  @Test
  void shouldTakeTheBoundaryOfAnEnclosingSubProcessForAFaultPath() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "outer", "two")
                + subProcess(
                    "outer",
                    sequence("o", "one")
                        + stage("one", parallel("s", "a", "b") + userTask("a") + userTask("b")))
                + stage("two", sequence("t", "c") + userTask("c"))
                + boundary("caught", "outer", true, ANY_ERROR.formatted("c"))
                + flow("caught", "mend")
                + userTask("mend")
                + "<bpmn:endEvent id='me'/>"
                + flow("mend", "me")));
    String run = start("p");

    // when
    engine.getTaskService().handleBpmnError(task("a").getId(), "anError");

    // then
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactlyInAnyOrder("a=ERROR", "b=DISCONTINUED");
    assertThat(detail(run, "TAKE_FAULT_PATH")).isEqualTo("caught");
    complete("mend");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldTakeFaultPathWhenATakeListenerFails() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "<bpmn:startEvent id='s'/>"
                    + flow("s", "a")
                    + "<bpmn:sequenceFlow id='between' sourceRef='a' targetRef='b'><bpmn:extensionElements>"
                    + "<camunda:executionListener event='take' expression='${work.breakDown()}'/>"
                    + "</bpmn:extensionElements></bpmn:sequenceFlow>"
                    + userTask("a")
                    + userTask("b")
                    + flow("b", "e")
                    + "<bpmn:endEvent id='e'/>"),
            repair("one")));
    String run = start("p");

    // when
    complete("a");

    // then
    assertThat(openTasks()).containsExactly("repair");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("a=COMPLETED");
  }

  // outside of every stage

  @Test
  void shouldNameTheCallOutsideOfEveryStage() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "x", "two")
                + stage("one", sequence("s", "a") + userTask("a"))
                + "<bpmn:callActivity id='x' calledElement='called'/>"
                + stage("two", sequence("t", "c") + userTask("c"))),
        process("called", sequence("q", "inner") + asynchronous("inner", "${work.breakDown()}")));
    String run = start("p");
    complete("a");

    // when
    failForGood(job());

    // then
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=COMPLETED");
    assertThat(detail(run, "FAIL_RUN")).isEqualTo("x");
    assertThat(milestones(run)).contains("DISCONTINUE_STAGE=one");
  }

  @Test
  void shouldEndTheOutermostRunWhenACallOutsideOfStagesThrowsAnError() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "x", "two")
                + "<bpmn:callActivity id='x' calledElement='called'/>"
                + stage("two", sequence("t", "c") + userTask("c"))),
        process("called", sequence("q", "one") + stage("one", sequence("s", "a") + userTask("a"))));
    String run = start("p");
    String called = task("a").getProcessInstanceId();

    // when
    engine.getTaskService().handleBpmnError(task("a").getId(), "anError");

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("one=ERROR");
  }

  @Test
  void shouldEndARunInErrorAtATerminateEndEvent() {
    // given
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='start'/><bpmn:parallelGateway id='fork'/>"
                + flow("start", "fork")
                + flow("fork", "one")
                + flow("fork", "stop")
                + stage("one", sequence("s", "x") + asynchronous("x", "${work.breakDown()}"))
                + flow("one", "e")
                + "<bpmn:endEvent id='e'/>"
                + userTask("stop")
                + flow("stop", "end")
                + "<bpmn:endEvent id='end'><bpmn:terminateEventDefinition id='td'/></bpmn:endEvent>"));
    String run = start("p");
    failForGood(job());
    assertThat(runStatus(run)).isEqualTo("ERROR");

    // when
    complete("stop");

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(milestones(run))
        .containsSubsequence("FAIL_RUN=run", "RESUME_RUN=run", "END_RUN=run");
  }

  @Test
  void shouldCancelAStageWhoseTransactionIsCanceled() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "tx", "two")
                + "<bpmn:transaction id='tx'><bpmn:startEvent id='ts'/><bpmn:parallelGateway id='fork'/>"
                + flow("ts", "fork")
                + flow("fork", "one")
                + flow("fork", "giveUp")
                + stage("one", sequence("s", "a") + userTask("a"))
                + flow("one", "e1")
                + "<bpmn:endEvent id='e1'/>"
                + userTask("giveUp")
                + flow("giveUp", "e2")
                + "<bpmn:endEvent id='e2'><bpmn:cancelEventDefinition id='cd'/></bpmn:endEvent></bpmn:transaction>"
                + boundary("canceled", "tx", true, "<bpmn:cancelEventDefinition id='bd'/>")
                + flow("canceled", "after")
                + userTask("after")
                + "<bpmn:endEvent id='e3'/>"
                + flow("after", "e3")
                + stage("two", sequence("t", "c") + userTask("c"))));
    String run = start("p");

    // when
    complete("giveUp");

    // then
    assertThat(openTasks()).containsExactly("after");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactly("a=CANCELED");
    assertThat(milestones(run)).doesNotContain("FAIL_STAGE=one").contains("END_STAGE=one");
  }

  // what operators do

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldCancelRunsThatABatchDeletes(boolean skipSubprocesses) {
    // given
    deploy(
        twoStages(
            stage(
                "one", sequence("s", "x") + "<bpmn:callActivity id='x' calledElement='called'/>")),
        process("called", sequence("q", "in") + stage("in", sequence("i", "a") + userTask("a"))));
    String run = start("p");
    String called = task("a").getProcessInstanceId();

    // when
    runtime().deleteProcessInstancesAsync(List.of(run), null, "by batch", true, skipSubprocesses);
    for (int i = 0; i < 4; i++) {
      executeJobs();
    }

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("CANCELED");
    assertThat(column("select REASON_ from STG_HI_RUN where ID_ = '" + run + "'"))
        .isEqualTo("by batch");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactly("x=CANCELED");
    assertThat(runStatus(called)).isEqualTo(skipSubprocesses ? "IN_PROGRESS" : "CANCELED");
    if (skipSubprocesses) {
      complete("a");
      assertThat(runStatus(called)).isEqualTo("COMPLETED");
    }
  }

  @Test
  void shouldFollowTheBusinessKey() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage(
                    "one",
                    sequence("s", "x", "a")
                        + "<bpmn:serviceTask id='x' camunda:expression=\"${execution.setProcessBusinessKey('new')}\"/>"
                        + userTask("a"))
                + stage("two", sequence("t", "c") + userTask("c"))));

    // when
    String run = runtime().startProcessInstanceByKey("p", "old").getId();

    // then
    assertThat(column("select BUSINESS_KEY_ from STG_HI_RUN where ID_ = '" + run + "'"))
        .isEqualTo("new");

    // when
    runtime().deleteProcessInstance(run, "enough");
    String again = service().restart(run, "two").getId();

    // then
    assertThat(column("select BUSINESS_KEY_ from STG_HI_RUN where ID_ = '" + again + "'"))
        .isEqualTo("new");
  }

  @Test
  void shouldRefuseToRestartFromAnUnknownStage() {
    // given
    deploy(twoStages(stage("one", sequence("s", "a") + userTask("a"))));
    String run = start("p");
    runtime().deleteProcessInstance(run, "enough");

    // then
    assertThatThrownBy(() -> service().restart(run, "nope"))
        .hasMessageContaining("'nope'")
        .hasMessageContaining("one, two");
  }

  @Test
  void shouldRefuseToMoveASuspendedRun() {
    // given
    deploy(twoStages(stage("one", sequence("s", "a") + userTask("a"))));
    String run = start("p");
    runtime().suspendProcessInstanceById(run);

    // then
    assertThatThrownBy(() -> service().move(run, "two"))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("SUSPENDED");
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
  }

  @Test
  void shouldAnswerThatAStageWasNotLeft() {
    // given
    deploy(
        twoStages(stage("one", sequence("s", "x") + asynchronous("x", "${work.breakDown()}"))),
        process(
            "q",
            sequence("p", "one") + stage("one", "${done}", sequence("s", "a") + userTask("a"))));
    String all = start("p");
    String suspended = start("q", Map.of("done", false));
    runtime().suspendProcessInstanceById(suspended);
    runtime().setVariable(suspended, "done", true);

    // then
    assertThat(service().evaluate(stageRun(all, "one").getId())).isFalse();
    assertThat(service().evaluate(stageRun(suspended, "one").getId())).isFalse();
    failForGood(job());
    assertThat(service().evaluate(stageRun(all, "one").getId())).isFalse();
    assertThat(stages(all)).containsExactly("one=ERROR");
    assertThat(stages(suspended)).containsExactly("one=SUSPENDED");
  }

  @Test
  void shouldLookThoughUserCodeStartsAnotherProcessInItsMiddle() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + userTask("a")
                    + "<bpmn:subProcess id='more' triggeredByEvent='true'><bpmn:startEvent id='ms' isInterrupting='false'>"
                    + "<bpmn:messageEventDefinition messageRef='aMessage'/></bpmn:startEvent>"
                    + "<bpmn:sequenceFlow id='mf' sourceRef='ms' targetRef='e'><bpmn:extensionElements>"
                    + "<camunda:executionListener event='take' expression='${work.startElsewhere(execution)}'/>"
                    + "</bpmn:extensionElements></bpmn:sequenceFlow>"
                    + userTask("e")
                    + "</bpmn:subProcess>")),
        process("elsewhere", sequence("q", "t") + userTask("t")));
    String run = start("p", Map.of("done", false));

    // when
    correlate();

    // then
    assertThat(openTasks()).containsExactly("c", "t");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @Test
  void shouldTakeTheFaultPathOfTheTaskThatUserCodeOfAnotherProcessCompletes() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "other")
                    + "<bpmn:userTask id='other'><bpmn:extensionElements><camunda:taskListener"
                    + " event='complete' expression='${work.breakDown()}'/></bpmn:extensionElements></bpmn:userTask>"),
            repair("one")),
        process(
            "caller",
            sequence("q", "st", "end")
                + stage(
                    "st",
                    sequence("r", "a", "x")
                        + userTask("a")
                        + "<bpmn:serviceTask id='x' camunda:expression='${work.completeElsewhere(execution)}'/>")
                + userTask("end")));
    String run = start("p");
    String caller = start("caller");

    // when
    complete("a");

    // then
    assertThat(openTasks()).containsExactly("end", "repair");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("other=ERROR");
    assertThat(milestones(run)).contains("FAIL_STAGE=one", "TAKE_FAULT_PATH=one");
    assertThat(stages(caller)).containsExactly("st=COMPLETED");
    assertThat(steps(caller)).containsExactly("a=COMPLETED", "x=COMPLETED");
  }

  @Test
  void shouldNotTakeAMissingVariableOfWhatARequirementCallsForNotMet() {
    // given
    deploy(
        twoStages(stage("one", "${work.isFine(execution)}", sequence("s", "a") + userTask("a"))),
        process(
            "broken",
            sequence("q", "x")
                + "<bpmn:serviceTask id='x' camunda:expression='${unknown.work()}'/>"));

    // then
    assertThatThrownBy(() -> start("p")).hasMessageContaining("unknown");
    assertThat(runtime().createProcessInstanceQuery().count()).isZero();
  }
}
