package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.faultPath;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.StagesTest;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 4: BPMN errors. */
class BpmnErrorTest extends StagesTest {

  /** Called from expressions. */
  public static final class Thrower {
    public void bpmnError() {
      throw new BpmnError("anError", "it went wrong");
    }

    public void exception() {
      throw new IllegalStateException("it broke");
    }
  }

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    configuration.setBeans(new HashMap<>(Map.of("thrower", new Thrower())));
  }

  /** Two parallel paths: {@code fails} and user task {@code other}. */
  private static String parallel(String fails) {
    return "<bpmn:startEvent id='sStart'/><bpmn:parallelGateway id='fork'/>"
        + userTask("other")
        + fails
        + "<bpmn:endEvent id='endA'/><bpmn:endEvent id='endB'/>"
        + flow("sStart", "fork")
        + flow("fork", "other")
        + flow("fork", "fails")
        + flow("other", "endA")
        + flow("fails", "endB");
  }

  private static String withFaultPath(String steps) {
    return process(
        "p",
        sequence("p", "one", "two")
            + stage("one", steps)
            + stage("two", sequence("t", "c") + userTask("c"))
            + faultPath("caught", "one")
            + "<bpmn:endEvent id='faultEnd'/>"
            + flow("caught", "repair")
            + flow("repair", "faultEnd")
            + stage("repair", sequence("r", "fix") + userTask("fix")));
  }

  private static String withoutFaultPath(String steps) {
    return process(
        "p",
        sequence("p", "zero", "one")
            + stage("zero", sequence("z", "zz") + serviceTask("zz", "${1}"))
            + stage("one", steps));
  }

  @Test
  void shouldTakeFaultPathWhenUserTaskReportsError() {
    // given
    deploy(withFaultPath(parallel(userTask("fails"))));
    String run = start("p");

    // when
    engine.getTaskService().handleBpmnError(task("fails").getId(), "anError", "no way");

    // then
    assertFaultPathTaken(run, "no way");
  }

  @Test
  void shouldTakeFaultPathWhenExternalTaskReportsError() {
    // given
    deploy(
        withFaultPath(
            parallel("<bpmn:serviceTask id='fails' camunda:type='external' camunda:topic='t'/>")));
    String run = start("p");
    LockedExternalTask task =
        engine.getExternalTaskService().fetchAndLock(1, "w").topic("t", 1000).execute().get(0);

    // when
    engine.getExternalTaskService().handleBpmnError(task.getId(), "w", "anError", "no way");

    // then
    assertFaultPathTaken(run, "no way");
  }

  @Test
  void shouldTakeFaultPathWhenDelegateThrowsError() {
    // given
    deploy(
        withFaultPath(
            sequence("s", "first", "fails")
                + userTask("first")
                + serviceTask("fails", "${thrower.bpmnError()}")));
    String run = start("p");

    // when
    complete("first");

    // then
    assertThat(stages(run)).containsExactly("one=ERROR", "repair=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("first=COMPLETED", "fails=ERROR", "fix=IN_PROGRESS");
    assertThat(column("select ERROR_MSG_ from STG_HI_STEP_RUN where STEP_ID_ = 'fails'"))
        .isEqualTo("it went wrong");
  }

  private void assertFaultPathTaken(String run, String message) {
    assertThat(stages(run)).containsExactly("one=ERROR", "repair=IN_PROGRESS");
    assertThat(steps(run)).contains("fails=ERROR", "other=DISCONTINUED", "fix=IN_PROGRESS");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(rows("select ERROR_CODE_, ERROR_MSG_ from STG_HI_STAGE_RUN where STAGE_ID_ = 'one'"))
        .containsExactly("anError=" + message);
    assertThat(rows("select ERROR_CODE_, ERROR_MSG_ from STG_HI_STEP_RUN where STEP_ID_ = 'fails'"))
        .containsExactly("anError=" + message);
    assertThat(column("select FAULT_PATH_ from STG_HI_STAGE_RUN where STAGE_ID_ = 'one'"))
        .isEqualTo("caught");
    assertThat(engine.getRuntimeService().getVariable(run, "code")).isEqualTo("anError");
    assertThat(engine.getRuntimeService().getVariable(run, "message")).isEqualTo(message);
    assertThat(milestones(run))
        .contains(
            "FAIL_STEP=fails", "DISCONTINUE_STEP=other", "FAIL_STAGE=one", "TAKE_FAULT_PATH=one")
        .doesNotContain("FAIL_RUN=run");
    complete("fix");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
    assertThat(stages(run)).containsExactly("one=ERROR", "repair=COMPLETED");
  }

  @Test
  void shouldTakeFaultPathWhenErrorEndEventIsReached() {
    // given
    deploy(
        withFaultPath(
            "<bpmn:startEvent id='s'/><bpmn:endEvent id='e'><bpmn:errorEventDefinition id='d' errorRef='anError'/></bpmn:endEvent>"
                + userTask("a")
                + flow("s", "a")
                + flow("a", "e")));
    String run = start("p");

    // when
    complete("a");

    // then
    assertThat(stages(run)).containsExactly("one=ERROR", "repair=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "fix=IN_PROGRESS");
  }

  @Test
  void shouldTakeFaultPathWhenExceptionComesInCallersTransaction() {
    // given
    deploy(
        withFaultPath(
            sequence("s", "first", "fails")
                + userTask("first")
                + serviceTask("fails", "${thrower.exception()}")));
    String run = start("p");

    // when
    complete("first");

    // then
    assertThat(stages(run)).containsExactly("one=ERROR", "repair=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("first=COMPLETED", "fails=ERROR", "fix=IN_PROGRESS");
    assertThat(column("select ERROR_CODE_ from STG_HI_STAGE_RUN where STAGE_ID_ = 'one'"))
        .isEqualTo("STAGE_STEP_FAILED");
    assertThat(engine.getRuntimeService().getVariable(run, "code")).isEqualTo("STAGE_STEP_FAILED");
  }

  @Test
  void shouldGoOnWhenErrorIsCaughtInsideTheStage() {
    // given
    deploy(
        withFaultPath(
            sequence("s", "fails", "after")
                + userTask("fails")
                + userTask("after")
                + "<bpmn:boundaryEvent id='inside' attachedToRef='fails'><bpmn:errorEventDefinition id='ie'/></bpmn:boundaryEvent>"
                + flow("inside", "after")));
    String run = start("p");

    // when
    engine.getTaskService().handleBpmnError(task("fails").getId(), "anError", "no way");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("fails=ERROR", "after=IN_PROGRESS");
    assertThat(milestones(run)).contains("FAIL_STEP=fails").doesNotContain("FAIL_STAGE=one");
    complete("after");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @Test
  void shouldEndRunWhenErrorIsCaughtNowhere() {
    // given
    deploy(withoutFaultPath(parallel(userTask("fails"))));
    String run = start("p");

    // when
    engine.getTaskService().handleBpmnError(task("fails").getId(), "anError", "no way");

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR");
    assertThat(steps(run)).contains("fails=ERROR", "other=DISCONTINUED");
    assertThat(column("select REASON_ from STG_HI_RUN")).isEqualTo("no way");
    assertThat(column("select CURRENT_STAGE_ID_ from STG_HI_RUN")).isEqualTo("one");
    assertThat(milestones(run))
        .contains("FAIL_STEP=fails", "FAIL_STAGE=one", "FAIL_RUN=run", "DISCONTINUE_STAGE=zero");
  }

  @Test
  void shouldEndRunWhenDelegatesErrorIsCaughtNowhere() {
    // given
    deploy(
        withoutFaultPath(sequence("s", "fails") + serviceTask("fails", "${thrower.bpmnError()}")));

    // when
    String run = start("p");

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR");
    assertThat(steps(run)).contains("fails=ERROR");
  }

  @Test
  void shouldFailStageAndRunOfCallerToo() {
    // given
    deploy(
        process(
            "caller",
            sequence("p", "outer")
                + stage(
                    "outer",
                    sequence("o", "call") + "<bpmn:callActivity id='call' calledElement='p'/>")),
        withoutFaultPath(sequence("s", "fails") + userTask("fails")));
    String caller = start("caller");
    String called =
        column("select ID_ from STG_HI_RUN where SUPER_PROC_INST_ID_ = '" + caller + "'");
    assertThat(column("select CALL_PROC_INST_ID_ from STG_HI_STEP_RUN where STEP_ID_ = 'call'"))
        .isEqualTo(called);

    // when
    engine.getTaskService().handleBpmnError(task("fails").getId(), "anError", "no way");

    // then
    assertThat(isEnded(caller)).isTrue();
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("zero=COMPLETED", "one=ERROR");
    assertThat(steps(called)).contains("fails=ERROR");
    assertThat(runStatus(caller)).isEqualTo("ERROR");
    assertThat(stages(caller)).containsExactly("outer=ERROR");
    assertThat(steps(caller)).containsExactly("call=ERROR");
  }

  @Test
  void shouldTakeFaultPathOfCallerAndEndCalledRun() {
    // given
    deploy(
        process(
            "caller",
            sequence("p", "outer")
                + stage(
                    "outer",
                    sequence("o", "call") + "<bpmn:callActivity id='call' calledElement='p'/>")
                + faultPath("caught", "outer")
                + userTask("after")
                + flow("caught", "after")),
        withoutFaultPath(sequence("s", "fails") + userTask("fails")));
    String caller = start("caller");
    String called =
        column("select ID_ from STG_HI_RUN where SUPER_PROC_INST_ID_ = '" + caller + "'");

    // when
    engine.getTaskService().handleBpmnError(task("fails").getId(), "anError", "no way");

    // then
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("zero=COMPLETED", "one=ERROR");
    assertThat(runStatus(caller)).isEqualTo("IN_PROGRESS");
    assertThat(stages(caller)).containsExactly("outer=ERROR");
    assertThat(steps(caller)).containsExactly("call=ERROR");
    assertThat(milestones(caller)).contains("TAKE_FAULT_PATH=outer");
    complete("after");
    assertThat(runStatus(caller)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldTakeFaultPathWhenConditionFails() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one")
                + stage("one", "${flag}", sequence("s", "a") + userTask("a"))
                + faultPath("caught", "one")
                + userTask("after")
                + flow("caught", "after")));
    String run = start("p");

    // when
    engine.getRuntimeService().setVariable(run, "flag", "no Boolean");

    // then
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("a=DISCONTINUED");
    assertThat(openTasks()).containsExactly("after");
    assertThat(column("select ERROR_MSG_ from STG_HI_STAGE_RUN"))
        .contains("'one'")
        .contains("Boolean");
    assertThat(engine.getRuntimeService().getVariable(run, "code")).isEqualTo("STAGE_STEP_FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void shouldTakeFaultPathWhenConditionFailsBehindStep(String last) {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one")
                + stage("one", "${flag}", sequence("s", "a", "b") + userTask("a") + userTask("b"))
                + faultPath("caught", "one")
                + userTask("after")
                + flow("caught", "after")));
    String run = start("p");
    if (last.equals("b")) {
      complete("a");
    }

    // when
    complete(last, Map.of("flag", "no Boolean"));

    // then
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).contains(last + "=COMPLETED").hasSize(last.equals("a") ? 1 : 2);
    assertThat(milestones(run)).endsWith("FAIL_STAGE=one", "TAKE_FAULT_PATH=one");
    assertThat(openTasks()).containsExactly("after");
    assertThat(
            engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .activityId("one")
                .canceled()
                .count())
        .isEqualTo(1);
  }

  @Test
  void shouldRollBackWhenConditionFailsWithoutFaultPath() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one") + stage("one", "${flag}", sequence("s", "a") + userTask("a"))));
    String run = start("p");

    // when
    assertThatThrownBy(() -> engine.getRuntimeService().setVariable(run, "flag", 42))
        .hasMessageContaining("stage 'one'")
        .hasMessageContaining("Boolean");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(engine.getRuntimeService().getVariable(run, "flag")).isNull();
  }

  private static String caller(String boundary) {
    return process(
        "caller",
        sequence("p", "call")
            + "<bpmn:callActivity id='call' calledElement='p'/>"
            + "<bpmn:boundaryEvent id='caught' attachedToRef='call'>"
            + boundary
            + "</bpmn:boundaryEvent>"
            + userTask("after")
            + flow("caught", "after"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "errorRef='anError'"})
  void shouldFailCalledRunWhenCallerWithoutStagesCatches(String code) {
    // given
    deploy(
        process("p", sequence("p", "one") + stage("one", parallel(userTask("fails")))),
        caller("<bpmn:errorEventDefinition " + code + "/>"));
    start("caller");
    String called = column("select ID_ from STG_HI_RUN");

    // when
    engine.getTaskService().handleBpmnError(task("fails").getId(), "anError", "no way");

    // then
    assertThat(openTasks()).containsExactly("after");
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("one=ERROR");
    assertThat(steps(called)).containsExactlyInAnyOrder("other=DISCONTINUED", "fails=ERROR");
    assertThat(milestones(called)).contains("FAIL_STEP=fails", "FAIL_STAGE=one", "FAIL_RUN=run");
    assertThat(column("select REASON_ from STG_HI_RUN")).isEqualTo("no way");
  }

  @Test
  void shouldFailCalledRunWhenCallerWithoutStagesCatchesItsException() {
    // given
    String illegal =
        "<bpmn:error id='illegal' errorCode='java.lang.IllegalStateException'/></bpmn:definitions>";
    deploy(
        process(
            "p",
            sequence("p", "one")
                + stage(
                    "one",
                    sequence("s", "a", "b")
                        + userTask("a")
                        + serviceTask("b", "${thrower.exception()}"))),
        caller("<bpmn:errorEventDefinition errorRef='illegal'/>")
            .replace("</bpmn:definitions>", illegal));
    start("caller");
    String called = column("select ID_ from STG_HI_RUN");

    // when
    complete("a");

    // then
    assertThat(openTasks()).containsExactly("after");
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("one=ERROR");
    assertThat(steps(called)).containsExactly("a=COMPLETED", "b=ERROR");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTakeFaultPathOfCallerWhenConditionOfCalledRunFails(boolean isBehindStep) {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one")
                + stage("one", "${flag}", sequence("s", "a", "b") + userTask("a") + userTask("b"))),
        process(
            "caller",
            sequence("c", "outer")
                + stage(
                    "outer",
                    sequence("o", "call") + "<bpmn:callActivity id='call' calledElement='p'/>")
                + faultPath("caught", "outer")
                + userTask("after")
                + flow("caught", "after")));
    String run = start("caller");
    String called = column("select ID_ from STG_HI_RUN where SUPER_PROC_INST_ID_ = '" + run + "'");

    // when
    if (isBehindStep) {
      complete("a", Map.of("flag", "no Boolean"));
    } else {
      engine.getRuntimeService().setVariable(called, "flag", "no Boolean");
    }

    // then
    assertThat(openTasks()).containsExactly("after");
    assertThat(stages(run)).containsExactly("outer=ERROR");
    assertThat(steps(run)).containsExactly("call=ERROR");
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("one=ERROR");
    assertThat(steps(called)).containsExactly(isBehindStep ? "a=COMPLETED" : "a=DISCONTINUED");
    assertThat(isEnded(called)).isTrue();
    assertThat(engine.getRuntimeService().getVariable(run, "code")).isEqualTo("STAGE_STEP_FAILED");
  }

  @Test
  void shouldFailStageWhoseEndListenerFailsWhenItsExitConditionIsTrue() {
    // given
    String listener =
        "<camunda:executionListener event='end' expression='${thrower.exception()}'/>"
            + "</bpmn:extensionElements>";
    deploy(
        process(
            "p",
            sequence("p", "one")
                + stage("one", "${done}", sequence("s", "a") + userTask("a"))
                    .replaceFirst("</bpmn:extensionElements>", Matcher.quoteReplacement(listener))
                + faultPath("caught", "one")
                + userTask("after")
                + flow("caught", "after")));
    String run = start("p");

    // when
    engine.getRuntimeService().setVariable(run, "done", true);

    // then
    assertThat(openTasks()).containsExactly("after");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("a=DISCONTINUED");
    assertThat(milestones(run)).endsWith("FAIL_STAGE=one", "TAKE_FAULT_PATH=one");
  }
}
