package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.boundary;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.repair;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 4: jobs whose transaction fails in another process than their own. */
class CalledProcessFailureTest extends CheckedStagesTest {

  private static final Map<String, Object> BROKEN = Map.of("healed", false);

  private static String work(String id, String attributes) {
    return "<bpmn:serviceTask id='%s' camunda:expression='${healed ? 1 : noSuchBean.work()}' %s/>"
        .formatted(id, attributes);
  }

  private static String call(String id, String called, String attributes) {
    return "<bpmn:callActivity id='%s' calledElement='%s' %s><bpmn:extensionElements><camunda:in variables='all'/></bpmn:extensionElements></bpmn:callActivity>"
        .formatted(id, called, attributes);
  }

  private static final String CALLED_WITH_STAGE =
      process(
          "called",
          sequence("q", "inner") + stage("inner", sequence("i", "deep") + asynchronous("deep")));

  private String calledBy(String run) {
    return runtime()
        .createProcessInstanceQuery()
        .superProcessInstanceId(run)
        .singleResult()
        .getId();
  }

  private Job job() {
    return management().createJobQuery().messages().singleResult();
  }

  private void heal(String run) {
    runtime().setVariable(run, "healed", true);
    Job failed = job();
    management().setJobRetries(failed.getId(), 1);
    management().executeJob(failed.getId());
  }

  /** The same id in both processes must not confuse them. */
  @ParameterizedTest
  @ValueSource(strings = {"inner", "other"})
  void shouldTakeFaultPathWhenWhatAnAsynchronousStepCallsFailsInTheSameJob(String inner) {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "other", "x")
                    + userTask("other")
                    + call("x", "called", "camunda:asyncBefore='true'")),
            repair("one")),
        process("called", sequence("q", inner) + work(inner, "")));
    String run = start("p", BROKEN);
    complete("other");

    // when
    failForGood(job());

    // then
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("other=COMPLETED", "x=ERROR");
    assertThat(milestones(run))
        .contains("FAIL_STEP=x", "FAIL_STAGE=one", "TAKE_FAULT_PATH=one")
        .doesNotContain("FAIL_RUN=run");
    assertThat(runtime().createIncidentQuery().count()).isZero();
    executeAllJobs();
    assertThat(openTasks()).containsExactly("repair");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inner", "other"})
  void shouldRecordTheCallWhenWhatItCallsFailsInTheSameJob(String inner) {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "other", "x")
                    + userTask("other")
                    + call("x", "called", "camunda:asyncBefore='true'"))),
        process("called", sequence("q", inner) + work(inner, "")));
    String run = start("p", BROKEN);
    complete("other");

    // when
    failForGood(job());

    // then
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("other=COMPLETED", "x=ERROR");

    // when
    heal(run);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("other=COMPLETED", "x=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldRecordTheCallThatAnAsynchronousStepRanInto() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "w", "x")
                    + "<bpmn:serviceTask id='w' camunda:asyncBefore='true' camunda:expression='${1}'/>"
                    + call("x", "called", ""))),
        process("called", sequence("q", "inner") + work("inner", "")));
    String run = start("p", BROKEN);

    // when
    failForGood(job());

    // then
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("x=ERROR");

    // when
    heal(run);

    // then
    assertThat(steps(run)).containsExactlyInAnyOrder("x=COMPLETED", "w=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldRecordTheStepThatTheEndOfACalledProcessRanInto() {
    // given
    deploy(
        twoStages(stage("one", sequence("s", "x", "y") + call("x", "called", "") + work("y", ""))),
        process(
            "called",
            sequence("q", "inner")
                + "<bpmn:serviceTask id='inner' camunda:asyncBefore='true' camunda:expression='${1}'/>"));
    String run = start("p", BROKEN);

    // when
    failForGood(job());

    // then
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("x=IN_PROGRESS", "y=ERROR");

    // when
    heal(run);

    // then
    assertThat(steps(run)).containsExactly("x=COMPLETED", "y=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldTakeFaultPathOfTheStepThatTheEndOfACalledProcessRanInto() {
    // given
    deploy(
        twoStages(
            stage("one", sequence("s", "x", "y") + call("x", "called", "") + work("y", "")),
            repair("one")),
        CALLED_WITH_STAGE);
    String run = start("p", BROKEN);
    String called = calledBy(run);

    // when
    failForGood(job());

    // then
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("x=DISCONTINUED", "y=ERROR");
    assertThat(isEnded(called)).isTrue();
    executeAllJobs();
    assertThat(openTasks()).containsExactly("repair");
  }

  private static String asynchronous(String id) {
    return "<bpmn:serviceTask id='%s' camunda:asyncBefore='true' camunda:expression='${1}'/>"
        .formatted(id);
  }

  @Test
  void shouldNameTheStepOfTheCallerAsTheReasonWhyACalledRunFailed() {
    // given
    deploy(
        twoStages(stage("one", sequence("s", "x", "y") + call("x", "called", "") + work("y", ""))),
        CALLED_WITH_STAGE);
    String run = start("p", BROKEN);
    String called = calledBy(run);

    // when
    failForGood(job());

    // then
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("inner=DISCONTINUED");
    assertThat(detail(called, "FAIL_RUN")).isEqualTo("y");
    assertThat(steps(run)).containsExactly("x=IN_PROGRESS", "y=ERROR");

    // when
    heal(run);

    // then
    assertThat(runStatus(called)).isEqualTo("COMPLETED");
    finish(run);
  }

  /** Calls its own process once, and then waits at a task. */
  private static String callingItself() {
    return "<bpmn:startEvent id='s'/><bpmn:exclusiveGateway id='g' default='again'/>"
        + flow("s", "g")
        + "<bpmn:sequenceFlow id='again' sourceRef='g' targetRef='x'/>"
        + "<bpmn:sequenceFlow id='done' sourceRef='g' targetRef='t'>"
        + "<bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'>${depth == 1}"
        + "</bpmn:conditionExpression></bpmn:sequenceFlow>"
        + "<bpmn:callActivity id='x' calledElement='p'><bpmn:extensionElements>"
        + "<camunda:in sourceExpression='${depth + 1}' target='depth'/>"
        + "</bpmn:extensionElements></bpmn:callActivity>"
        + userTask("t")
        + "<bpmn:endEvent id='e1'/><bpmn:endEvent id='e2'/>"
        + flow("x", "e1")
        + flow("t", "e2");
  }

  @Test
  void shouldEndAllRunsOfAProcessThatCallsItselfWhenNobodyCatchesItsError() {
    // given
    deploy(process("p", sequence("p", "one") + stage("one", callingItself())));
    String run = start("p", Map.of("depth", 0));
    String called = calledBy(run);

    // when
    engine.getTaskService().handleBpmnError(task("t").getId(), "anError");

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(steps(called)).containsExactly("t=ERROR");
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactly("x=ERROR");
  }

  @Test
  void shouldEndACalledRunInErrorWhoseConditionFailsAndIsCaughtByTheCaller() {
    // given
    deploy(
        twoStages(stage("one", sequence("s", "x") + call("x", "called", "")), repair("one")),
        process(
            "called",
            sequence("q", "inner")
                + stage("inner", "${done}", sequence("i", "deep") + userTask("deep"))));
    String run = start("p", Map.of("done", false));
    String called = task("deep").getProcessInstanceId();

    // when
    runtime().setVariable(called, "done", "no Boolean");

    // then
    executeAllJobs();
    assertThat(openTasks()).containsExactly("repair");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("inner=ERROR");
    assertThat(steps(called)).containsExactly("deep=DISCONTINUED");
  }

  @Test
  void shouldEndTheInnerRunOfAProcessThatCallsItselfWhenTheOuterOneCatchesItsError() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one")
                + stage(
                    "one",
                    callingItself()
                        + boundary("caught", "x", true, "<bpmn:errorEventDefinition id='any'/>")
                        + flow("caught", "mend")
                        + userTask("mend")
                        + "<bpmn:endEvent id='e3'/>"
                        + flow("mend", "e3"))));
    String run = start("p", Map.of("depth", 0));
    String called = calledBy(run);

    // when
    engine.getTaskService().handleBpmnError(task("t").getId(), "anError");

    // then
    assertThat(openTasks()).containsExactly("mend");
    assertThat(runStatus(called)).isEqualTo("ERROR");
    assertThat(stages(called)).containsExactly("one=ERROR");
    assertThat(steps(called)).containsExactly("t=ERROR");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("x=ERROR", "mend=IN_PROGRESS");
  }

  /** Ids are all that is left then; those that both processes have cannot be told apart. */
  @Test
  void shouldTellByTheIdsWhereTheLogKeepsNoProcessInstance() {
    // given
    var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    String property = configuration.getLoggingContextProcessInstanceId();
    deploy(
        twoStages(
            stage("one", sequence("s", "x", "y") + call("x", "called", "") + work("y", "")),
            repair("one")),
        CALLED_WITH_STAGE);
    deploy(
        process(
            "q",
            sequence("p", "one")
                + stage(
                    "one", sequence("s", "x") + call("x", "broken", "camunda:asyncBefore='true'"))),
        process("broken", sequence("q", "inner") + work("inner", "")));
    String ranOn = start("p", BROKEN);

    // when
    configuration.setLoggingContextProcessInstanceId(null);
    try {
      failForGood(job());
      executeAllJobs();
      String calling = start("q", BROKEN);
      failForGood(job());

      // then
      assertThat(stages(ranOn)).containsExactly("one=ERROR");
      assertThat(steps(ranOn)).containsExactly("x=DISCONTINUED", "y=ERROR");
      assertThat(openTasks()).containsExactly("repair");
      assertThat(stages(calling)).containsExactly("one=ERROR");
      assertThat(steps(calling)).containsExactly("x=ERROR");
    } finally {
      configuration.setLoggingContextProcessInstanceId(property);
    }
  }
}
