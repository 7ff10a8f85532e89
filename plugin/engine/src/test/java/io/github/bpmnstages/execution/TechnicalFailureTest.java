package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.faultPath;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.StagesTest;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 4: technical failures. */
class TechnicalFailureTest extends StagesTest {

  /** Fails as long as it is told to. */
  public static final class Work {
    private boolean broken = true;

    public void run() {
      if (broken) {
        throw new IllegalStateException("it broke");
      }
    }

    public boolean isBroken() {
      return broken;
    }
  }

  private final Work work = new Work();

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    configuration.setBeans(new HashMap<>(Map.of("work", work)));
  }

  @BeforeEach
  void breakWork() {
    work.broken = true;
  }

  private static final String ASYNC =
      "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:expression='${work.run()}'/>";

  private static final String EXTERNAL =
      "<bpmn:serviceTask id='x' camunda:type='external' camunda:topic='t'/>";

  private static String twoStages(String step) {
    return process(
        "p",
        sequence("p", "zero", "one")
            + stage("zero", sequence("z", "zz") + userTask("zz"))
            + stage("one", sequence("s", "x", "y") + step + userTask("y")));
  }

  private static String withFaultPath(String step) {
    return twoStages(step)
        .replace(
            "</bpmn:process>",
            faultPath("caught", "one")
                + flow("caught", "repair")
                + stage("repair", sequence("r", "fix") + userTask("fix"))
                + "</bpmn:process>");
  }

  private Job job() {
    return engine.getManagementService().createJobQuery().singleResult();
  }

  private void fail() {
    try {
      engine.getManagementService().executeJob(job().getId());
    } catch (RuntimeException expected) {
      assertThat(expected).hasStackTraceContaining("it broke");
    }
  }

  private void failThrice() {
    fail();
    fail();
    fail();
  }

  private void failExternally(int retries) {
    LockedExternalTask task =
        engine.getExternalTaskService().fetchAndLock(1, "w").topic("t", 1000).execute().get(0);
    engine.getExternalTaskService().handleFailure(task.getId(), "w", "it broke", retries, 0);
  }

  private long incidents() {
    return engine.getRuntimeService().createIncidentQuery().count();
  }

  @Test
  void shouldRecordNothingWhileRetriesAreLeft() {
    // given
    deploy(twoStages(ASYNC));
    String run = start("p");
    complete("zz");

    // when
    fail();
    fail();

    // then
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(steps(run)).containsExactly("zz=COMPLETED");
  }

  @Test
  void shouldBeInErrorUntilTheJobSucceeds() {
    // given
    deploy(twoStages(ASYNC));
    String run = start("p");
    complete("zz");

    // when
    failThrice();

    // then
    assertThat(incidents()).isEqualTo(1);
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=ERROR");
    assertThat(milestones(run))
        .contains("FAIL_STEP=x", "FAIL_STAGE=one", "FAIL_RUN=run", "DISCONTINUE_STAGE=zero");
    work.broken = false;
    engine.getManagementService().executeJob(job().getId());
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=COMPLETED", "y=IN_PROGRESS");
    complete("y");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldNoLongerBeInErrorWhenRetriesAreSet() {
    // given
    deploy(twoStages(ASYNC));
    String run = start("p");
    complete("zz");
    failThrice();

    // when
    engine.getManagementService().setJobRetries(job().getId(), 1);

    // then
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=IN_PROGRESS");
    assertThat(milestones(run)).endsWith("RESUME_RUN=run", "START_STAGE=one", "START_STEP=x");
    fail();
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=ERROR");
  }

  @Test
  void shouldCancelFailedStepWhoseTokenIsMovedAway() {
    // given
    deploy(twoStages(ASYNC));
    String run = start("p");
    complete("zz");
    failThrice();

    // when
    engine
        .getRuntimeService()
        .createProcessInstanceModification(run)
        .cancelAllForActivity("x")
        .startBeforeActivity("y")
        .execute();

    // then
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(steps(run)).contains("x=CANCELED", "y=IN_PROGRESS");
  }

  @Test
  void shouldKeepErrorWhenRunIsCanceledInError() {
    // given
    deploy(twoStages(ASYNC));
    String run = start("p");
    complete("zz");
    failThrice();

    // when
    engine.getRuntimeService().deleteProcessInstance(run, "enough");

    // then
    assertThat(runStatus(run)).isEqualTo("CANCELED");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=ERROR");
    assertThat(column("select count(*) from STG_HI_STEP_RUN where END_TIME_ is null"))
        .isEqualTo("0");
  }

  @Test
  void shouldTakeFaultPathWhenJobHasNoRetriesLeft() {
    // given
    deploy(withFaultPath(ASYNC));
    String run = start("p");
    complete("zz");

    // when
    failThrice();

    // then
    assertThat(incidents()).isZero();
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=ERROR");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(milestones(run)).contains("TAKE_FAULT_PATH=one").doesNotContain("FAIL_RUN=run");
    assertThat(engine.getRuntimeService().getVariable(run, "code")).isEqualTo("STAGE_STEP_FAILED");
    assertThat((String) engine.getRuntimeService().getVariable(run, "message"))
        .contains("it broke");
    executeJobs();
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR", "repair=IN_PROGRESS");
    complete("fix");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldTakeFaultPathWhenExternalTaskHasNoRetriesLeft() {
    // given
    deploy(withFaultPath(EXTERNAL));
    String run = start("p");
    complete("zz");

    // when
    failExternally(1);
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=IN_PROGRESS");
    failExternally(0);

    // then
    assertThat(incidents()).isZero();
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=ERROR");
    executeJobs();
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR", "repair=IN_PROGRESS");
  }

  @Test
  void shouldBeInErrorWhenExternalTaskHasNoRetriesLeftAndNoFaultPath() {
    // given
    deploy(twoStages(EXTERNAL));
    String run = start("p");
    complete("zz");

    // when
    failExternally(0);

    // then
    assertThat(incidents()).isEqualTo(1);
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=ERROR");
    String task = engine.getExternalTaskService().createExternalTaskQuery().singleResult().getId();
    engine.getExternalTaskService().setRetries(task, 1);
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=IN_PROGRESS");
  }

  @Test
  void shouldFailOutsideOfStagesWhenTheJobStandsInFrontOfTheStage() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "pre", "one")
                + "<bpmn:serviceTask id='pre' camunda:asyncBefore='true' camunda:expression='${1}'/>"
                + stage(
                    "one",
                    sequence("s", "x")
                        + "<bpmn:serviceTask id='x' camunda:expression='${work.run()}'/>")));
    String run = start("p");

    // when
    failThrice();

    // then
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).isEmpty();
    assertThat(column("select DETAIL_ from STG_HI_MILESTONE where KIND_ = 'FAIL_RUN'"))
        .isEqualTo("x");
    work.broken = false;
    engine.getManagementService().executeJob(job().getId());
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldFailInCallerWhenCalledProcessHasIncident() {
    // given
    deploy(
        process(
            "caller",
            sequence("p", "outer")
                + stage(
                    "outer",
                    sequence("o", "call")
                        + "<bpmn:callActivity id='call' calledElement='plain'/>")),
        process("plain", sequence("q", "x") + ASYNC));
    String run = start("caller");

    // when
    failThrice();

    // then
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("outer=ERROR");
    assertThat(steps(run)).containsExactly("call=ERROR");
    work.broken = false;
    engine.getManagementService().setJobRetries(job().getId(), 1);
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(steps(run)).containsExactly("call=IN_PROGRESS");
    executeJobs();
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldTakeFaultPathOfCallerAndEndCalledProcess() {
    // given
    deploy(
        process(
            "caller",
            sequence("p", "outer")
                + stage(
                    "outer",
                    sequence("o", "call") + "<bpmn:callActivity id='call' calledElement='plain'/>")
                + faultPath("caught", "outer")
                + userTask("after")
                + flow("caught", "after")),
        process("plain", sequence("q", "x") + ASYNC));
    String run = start("caller");

    // when
    failThrice();

    // then
    assertThat(incidents()).isZero();
    assertThat(stages(run)).containsExactly("outer=ERROR");
    assertThat(steps(run)).containsExactly("call=ERROR");
    assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isEqualTo(1);
    executeJobs();
    assertThat(openTasks()).containsExactly("after");
  }

  @Test
  void shouldCreateIncidentWhenFaultPathCannotBeReached() {
    // given
    deploy(
        withFaultPath(ASYNC)
            .replace(
                "<bpmn:subProcess id=\"one\" name=\"The one\"><bpmn:extensionElements>",
                "<bpmn:subProcess id=\"one\" name=\"The one\"><bpmn:extensionElements>"
                    + "<camunda:executionListener event='end' expression='${work.run()}'/>"));
    String run = start("p");
    complete("zz");

    // when
    failThrice();

    // then
    assertThat(incidents()).isEqualTo(1);
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR");
    assertThat(job().getRetries()).isZero();
  }

  @Test
  void shouldMakeFailedConditionAnIncidentWhenRunIsResumed() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one") + stage("one", "${done}", sequence("s", "a") + userTask("a"))));
    String run = start("p");
    engine.getRuntimeService().suspendProcessInstanceById(run);
    engine.getRuntimeService().setVariable(run, "done", "no Boolean");

    // when
    engine.getRuntimeService().activateProcessInstanceById(run);
    executeJobs();

    // then
    assertThat(engine.getRuntimeService().createIncidentQuery().singleResult())
        .returns("failedStageCondition", Incident::getIncidentType)
        .returns("one", Incident::getActivityId);
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=ERROR");
    engine
        .getRuntimeService()
        .resolveIncident(engine.getRuntimeService().createIncidentQuery().singleResult().getId());
    assertThat(stages(run)).containsExactly("one=COMPLETED");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldBeSuspendedWhenErrorGoesAwayInSuspendedRun() {
    // given
    deploy(twoStages(EXTERNAL));
    String run = start("p");
    complete("zz");
    failExternally(0);
    engine.getRuntimeService().suspendProcessInstanceById(run);
    assertThat(runStatus(run)).isEqualTo("ERROR");

    // when
    String task = engine.getExternalTaskService().createExternalTaskQuery().singleResult().getId();
    engine.getExternalTaskService().setRetries(task, 1);

    // then
    assertThat(runStatus(run)).isEqualTo("SUSPENDED");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=SUSPENDED");
    engine.getRuntimeService().activateProcessInstanceById(run);
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=IN_PROGRESS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "assignment"})
  void shouldTakeFaultPathWhenTaskListenerFailsInCallersTransaction(String event) {
    // given
    deploy(
        withFaultPath(
            "<bpmn:userTask id='x'><bpmn:extensionElements><camunda:taskListener event='"
                + event
                + "' expression='${work.run()}'/></bpmn:extensionElements></bpmn:userTask>"));
    String run = start("p");
    complete("zz");

    // when
    if (event.equals("complete")) {
      complete("x");
    } else {
      engine.getTaskService().claim(task("x").getId(), "somebody");
    }

    // then
    assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=ERROR", "repair=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=ERROR", "fix=IN_PROGRESS");
    assertThat(milestones(run)).contains("FAIL_STAGE=one", "TAKE_FAULT_PATH=one");
  }

  @Test
  void shouldRecordStepOfCalledRunThatFailedBeforeItsStartWhenCallerTakesFaultPath() {
    // given
    deploy(
        withFaultPath("<bpmn:callActivity id='x' calledElement='called'/>"),
        process(
            "called",
            sequence("q", "inner")
                + stage("inner", sequence("i", "x2") + ASYNC.replace("'x'", "'x2'"))));
    String run = start("p");
    complete("zz");
    String called = column("select ID_ from STG_HI_RUN where SUPER_PROC_INST_ID_ = '" + run + "'");

    // when
    failThrice();

    // then
    assertThat(steps(run)).containsExactly("zz=COMPLETED", "x=ERROR");
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("inner=ERROR");
    assertThat(steps(called)).containsExactly("x2=ERROR");
    assertThat(milestones(called)).contains("FAIL_STEP=x2");
  }
}
