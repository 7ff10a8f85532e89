package io.github.bpmnstages.execution;

import static io.github.bpmnstages.execution.FailingProcess.ASYNC;
import static io.github.bpmnstages.execution.FailingProcess.CALL;
import static io.github.bpmnstages.execution.FailingProcess.EXTERNAL;
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
import io.github.bpmnstages.testing.StageModel;
import io.github.bpmnstages.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract, section 4: what fails inside a stage, with and without a fault path. */
abstract class ErrorTableContract extends RecordContract {

  ErrorTableContract(TestDatabase database) {
    super(database);
  }

  private static final String CALLED =
      process("called", sequence("c", "inner") + userTask("inner"));
  private static final String CALLED_ASYNC =
      process(
          "called",
          sequence("c", "inner")
              + "<bpmn:serviceTask id='inner' camunda:asyncBefore='true' camunda:delegateExpression='${work}'/>");
  private static final String DECISION =
      """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="d">
        <decision id="decision" name="decision"><variable id="v" name="result" typeRef="boolean"/>
          <literalExpression id="l" expressionLanguage="juel"><text>${work.run('x')}</text></literalExpression>
        </decision>
      </definitions>
      """;

  private String startAt(String task) {
    String run = start("p");
    complete("receive");
    if (!task.equals("first")) {
      complete("first");
    }
    return run;
  }

  private void assertFaultPathTaken(String run, String code, String message) {
    assertFaultPathTaken(run, code, message, true);
  }

  /** What every row of the first column leaves behind, and how the run ends from there. */
  private void assertFaultPathTaken(String run, String code, String message, boolean stepFailed) {
    String error = code + ": " + message;
    assertThat(run(run)).isEqualTo("IN_PROGRESS in repair");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended",
            "work ERROR ended " + error + " caught by caught",
            "repair IN_PROGRESS");
    assertThat(stepRuns(run))
        .contains("first COMPLETED ended", "fix IN_PROGRESS", "receive COMPLETED ended")
        .contains("other DISCONTINUED ended");
    if (stepFailed) {
      assertThat(stepRuns(run)).contains("x ERROR ended " + error).hasSize(5);
    }
    assertThat(history(run))
        .containsSubsequence(
            "FAIL_STAGE work", "TAKE_FAULT_PATH work (caught)", "START_STAGE repair")
        .containsOnlyOnce("FAIL_STAGE work", "DISCONTINUE_STEP other")
        .doesNotContain("FAIL_RUN", "DISCONTINUE_STAGE intake", "END_STAGE work");
    assertThat(variable(run, "code")).isEqualTo(code);
    assertThat(variable(run, "message")).isEqualTo(message);
    assertThat(incidents()).isEmpty();
    assertThat(openTasks()).containsExactly("fix");
    complete("fix");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended",
            "work ERROR ended " + error + " caught by caught",
            "repair COMPLETED ended");
    assertThat(history(run)).endsWith("END_STAGE repair", "END_RUN");
  }

  /** What a BPMN error leaves behind that is caught nowhere. */
  private void assertRunEnded(String run, boolean stepFailed) {
    assertThat(isEnded(run)).isTrue();
    assertThat(run(run)).isEqualTo("ERROR ended in work because no way");
    assertThat(stageRuns(run))
        .containsExactly("intake COMPLETED ended", "work ERROR ended anError: no way");
    assertThat(stepRuns(run))
        .contains("first COMPLETED ended", "receive COMPLETED ended", "other DISCONTINUED ended");
    if (stepFailed) {
      assertThat(stepRuns(run)).contains("x ERROR ended anError: no way").hasSize(4);
    }
    assertThat(history(run))
        .containsSubsequence("FAIL_STAGE work", "FAIL_RUN (no way)", "DISCONTINUE_STAGE intake")
        .containsOnlyOnce("FAIL_STAGE work", "DISCONTINUE_STEP other", "DISCONTINUE_STAGE intake");
    assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
    assertThat(incidents()).isEmpty();
  }

  /** Ways of a step to report a BPMN error, and how a test makes it do so. */
  enum BpmnErrorFrom {
    DELEGATE(FailingProcess.DELEGATE),
    EXTERNAL_TASK(EXTERNAL),
    USER_TASK(userTask("x")),
    CALLED_PROCESS(CALL);

    private final String step;

    BpmnErrorFrom(String step) {
      this.step = step;
    }
  }

  private String reportError(BpmnErrorFrom source) {
    if (source == BpmnErrorFrom.DELEGATE) {
      work.reportsError("x");
    }
    String run = startAt("x");
    switch (source) {
      case EXTERNAL_TASK -> reportBpmnError("t");
      case USER_TASK ->
          engine.getTaskService().handleBpmnError(task("x").getId(), "anError", "no way");
      case CALLED_PROCESS ->
          engine.getTaskService().handleBpmnError(task("inner").getId(), "anError", "no way");
      case DELEGATE -> {}
    }
    return run;
  }

  @ParameterizedTest
  @EnumSource
  void bpmnErrorFromAStepWithFaultPath(BpmnErrorFrom source) {
    // given
    deploy(withFaultPath(source.step), CALLED);

    // when
    String run = reportError(source);

    // then
    assertFaultPathTaken(run, "anError", "no way");
  }

  @ParameterizedTest
  @EnumSource
  void bpmnErrorFromAStepWithoutFaultPath(BpmnErrorFrom source) {
    // given
    deploy(withoutFaultPath(source.step), CALLED);

    // when
    String run = reportError(source);

    // then
    assertRunEnded(run, true);
  }

  private static final String ERROR_END =
      "<bpmn:endEvent id='x'><bpmn:errorEventDefinition id='xd' errorRef='anError'/></bpmn:endEvent>";

  @Test
  void bpmnErrorFromAnErrorEndEventWithFaultPath() {
    // given
    deploy(
        withFaultPath(ERROR_END)
            .replace("name=\"anError\" errorCode", "camunda:errorMessage='no way' errorCode")
            .replace(flow("x", "xEnd"), "")
            .replace("<bpmn:endEvent id='xEnd'/>", ""));

    // when
    String run = startAt("x");

    // then
    assertFaultPathTaken(run, "anError", "no way", false);
  }

  @Test
  void bpmnErrorFromAnErrorEndEventWithoutFaultPath() {
    // given
    deploy(
        withoutFaultPath(ERROR_END)
            .replace("name=\"anError\" errorCode", "camunda:errorMessage='no way' errorCode")
            .replace(flow("x", "xEnd"), "")
            .replace("<bpmn:endEvent id='xEnd'/>", ""));

    // when
    String run = startAt("x");

    // then
    assertRunEnded(run, false);
  }

  @Test
  void exceptionInAJobWithRetriesLeftWithFaultPath() {
    // given
    deploy(withFaultPath(ASYNC));
    assertNothingIsRecordedWhileRetriesAreLeft();
  }

  @Test
  void exceptionInAJobWithRetriesLeftWithoutFaultPath() {
    // given
    deploy(withoutFaultPath(ASYNC));
    assertNothingIsRecordedWhileRetriesAreLeft();
  }

  private void assertNothingIsRecordedWhileRetriesAreLeft() {
    String run = startAt("x");
    List<String> before = everything();
    work.breaks("x");

    // when
    fail(job());
    fail(job());

    // then
    assertThat(everything()).isEqualTo(before);
    assertThat(job().getRetries()).isEqualTo(1);
    work.heals("x");
    execute(job());
    assertThat(stepRuns(run)).contains("x COMPLETED ended");
    assertThat(history(run)).containsOnlyOnce("START_STEP x").doesNotContain("FAIL_STEP x");
  }

  @Test
  void exceptionInAJobWithoutRetriesLeftWithFaultPath() {
    // given
    deploy(withFaultPath(ASYNC));
    String run = startAt("x");
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertBoundaryEventIsReached(run);
    execute(job());
    assertFaultPathTaken(run, "STAGE_STEP_FAILED", "it broke");
  }

  private void assertBoundaryEventIsReached(String run) {
    assertThat(incidents()).isEmpty();
    assertThat(run(run)).isEqualTo("IN_PROGRESS");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended",
            "work ERROR ended STAGE_STEP_FAILED: it broke caught by caught");
    assertThat(stepRuns(run))
        .contains("x ERROR ended STAGE_STEP_FAILED: it broke", "other DISCONTINUED ended");
    assertThat(history(run))
        .containsSubsequence("FAIL_STEP x", "FAIL_STAGE work", "TAKE_FAULT_PATH work (caught)")
        .containsOnlyOnce("FAIL_STEP x");
  }

  @Test
  void exceptionInAJobWithoutRetriesLeftWithoutFaultPath() {
    // given
    deploy(withoutFaultPath(ASYNC));
    String run = startAt("x");
    work.breaks("x");

    // when
    failForGood(job());

    // then
    assertIncident(run);
    work.heals();
    execute(job());
    assertRunGoesOn(run);
  }

  private void assertIncident(String run) {
    assertThat(incidents()).isNotEmpty();
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run))
        .containsExactly("intake COMPLETED ended", "work ERROR STAGE_STEP_FAILED: it broke");
    assertThat(stepRuns(run))
        .containsExactly(
            "first COMPLETED ended",
            "other IN_PROGRESS",
            "receive COMPLETED ended",
            "x ERROR STAGE_STEP_FAILED: it broke");
    assertThat(history(run))
        .endsWith(
            "FAIL_STEP x", "FAIL_STAGE work", "FAIL_RUN (it broke)", "DISCONTINUE_STAGE intake")
        .containsOnlyOnce("FAIL_STEP x", "FAIL_STAGE work", "FAIL_RUN (it broke)");
  }

  private void assertRunGoesOn(String run) {
    assertThat(incidents()).isEmpty();
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
    assertThat(stageRuns(run)).containsExactly("intake COMPLETED ended", "work IN_PROGRESS");
    assertThat(stepRuns(run))
        .containsExactly(
            "first COMPLETED ended",
            "other IN_PROGRESS",
            "receive COMPLETED ended",
            "x COMPLETED ended");
    assertThat(history(run)).contains("RESUME_RUN").containsOnlyOnce("END_STEP x");
    complete("other");
    complete("archive");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended", "work COMPLETED ended", "closing COMPLETED ended");
  }

  @Test
  void externalTaskFailureWithRetriesLeft() {
    // given
    deploy(withFaultPath(EXTERNAL));
    String run = startAt("x");
    List<String> before = everything();

    // when
    reportFailure("t", 1);

    // then
    assertThat(everything()).isEqualTo(before);
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
  }

  @Test
  void externalTaskFailureWithoutRetriesLeftWithFaultPath() {
    // given
    deploy(withFaultPath(EXTERNAL));
    String run = startAt("x");

    // when
    reportFailure("t", 0);

    // then
    assertBoundaryEventIsReached(run);
    execute(job());
    assertFaultPathTaken(run, "STAGE_STEP_FAILED", "it broke");
  }

  @Test
  void externalTaskFailureWithoutRetriesLeftWithoutFaultPath() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAt("x");

    // when
    reportFailure("t", 0);

    // then
    assertIncident(run);
    engine.getExternalTaskService().setRetries(externalTask().getId(), 1);
    engine.getExternalTaskService().complete(lock("t").getId(), "w");
    assertRunGoesOn(run);
  }

  /** What the engine hands to its error propagation in the transaction of a caller. */
  enum ExceptionFrom {
    DELEGATE_EXPRESSION(FailingProcess.DELEGATE),
    CLASS("<bpmn:serviceTask id='x' camunda:class='io.github.bpmnstages.testing.Work$ByClass'/>"),
    EXPRESSION("<bpmn:serviceTask id='x' camunda:expression=\"${work.run('x')}\"/>"),
    SCRIPT(
        "<bpmn:scriptTask id='x' scriptFormat='groovy'><bpmn:script>work.run('x')</bpmn:script></bpmn:scriptTask>"),
    DECISION("<bpmn:businessRuleTask id='x' camunda:decisionRef='decision'/>"),
    SEND_TASK("<bpmn:sendTask id='x' camunda:delegateExpression='${work}'/>"),
    START_LISTENER(
        "<bpmn:task id='x'><bpmn:extensionElements><camunda:executionListener event='start' expression=\"${work.run('x')}\"/></bpmn:extensionElements></bpmn:task>"),
    END_LISTENER(
        "<bpmn:task id='x'><bpmn:extensionElements><camunda:executionListener event='end' expression=\"${work.run('x')}\"/></bpmn:extensionElements></bpmn:task>"),
    TASK_LISTENER(
        "<bpmn:userTask id='x'><bpmn:extensionElements><camunda:taskListener event='create' expression=\"${work.run('x')}\"/></bpmn:extensionElements></bpmn:userTask>");

    private final String step;

    ExceptionFrom(String step) {
      this.step = step;
    }
  }

  private void deployWithDecision(String... processes) {
    deploy(processes);
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream("d.dmn", StageModel.stream(DECISION))
        .deploy();
  }

  @ParameterizedTest
  @EnumSource
  void exceptionInTheCallersTransactionWithFaultPath(ExceptionFrom source) {
    // given
    deployWithDecision(withFaultPath(source.step));
    String run = startAt("first");
    work.breaks("x");

    // when
    complete("first", Map.of("handedOver", 42));

    // then
    assertThat(variable(run, "handedOver")).isEqualTo(42);
    String message = (String) variable(run, "message");
    assertThat(message).containsAnyOf("it broke", "DMN-01002");
    assertFaultPathTaken(run, "STAGE_STEP_FAILED", message);
  }

  @ParameterizedTest
  @EnumSource
  void exceptionInTheCallersTransactionWithoutFaultPath(ExceptionFrom source) {
    // given
    deployWithDecision(withoutFaultPath(source.step));
    startAt("first");
    work.breaks("x");
    List<String> before = everything();

    // when
    assertThatThrownBy(() -> complete("first", Map.of("handedOver", 42)))
        .hasStackTraceContaining("it broke");

    // then
    assertThat(everything()).isEqualTo(before);
  }

  /** What the engine does not hand to its error propagation. */
  enum OtherExceptionFrom {
    INPUT_MAPPING(
        "<bpmn:userTask id='x'><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name='i'>${work.run('x')}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>"),
    OUTPUT_MAPPING(
        "<bpmn:task id='x'><bpmn:extensionElements><camunda:inputOutput><camunda:outputParameter name='o'>${work.run('x')}</camunda:outputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:task>"),
    ASSIGNMENT("<bpmn:userTask id='x' camunda:assignee=\"${work.run('x')}\"/>"),
    GATEWAY_CONDITION(
        "<bpmn:exclusiveGateway id='x'/><bpmn:endEvent id='never'/><bpmn:sequenceFlow id='c' sourceRef='x' targetRef='never'><bpmn:conditionExpression>${work.run('x')}</bpmn:conditionExpression></bpmn:sequenceFlow>"),
    MISSING_PROCESS("<bpmn:callActivity id='x' calledElement='missing'/>");

    private final String step;

    OtherExceptionFrom(String step) {
      this.step = step;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyOtherExceptionInTheCallersTransactionWithFaultPath(OtherExceptionFrom source) {
    // given
    deploy(withFaultPath(source.step));
    assertRollsBack();
  }

  @ParameterizedTest
  @EnumSource
  void anyOtherExceptionInTheCallersTransactionWithoutFaultPath(OtherExceptionFrom source) {
    // given
    deploy(withoutFaultPath(source.step));
    assertRollsBack();
  }

  private void assertRollsBack() {
    startAt("first");
    work.breaks("x");
    List<String> before = everything();

    // when
    assertThatThrownBy(() -> complete("first", Map.of("handedOver", 42)))
        .isInstanceOf(RuntimeException.class);

    // then
    assertThat(everything()).isEqualTo(before);
    assertThat(openTasks()).containsExactly("first");
  }

  @Test
  void incidentInsideACalledProcessWithFaultPath() {
    // given
    deploy(withFaultPath(CALL), CALLED_ASYNC);
    String run = startAt("x");
    work.breaks("inner");

    // when
    failForGood(job());

    // then
    assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isEqualTo(1);
    assertBoundaryEventIsReached(run);
    execute(job());
    assertFaultPathTaken(run, "STAGE_STEP_FAILED", "it broke");
  }

  @Test
  void incidentInsideACalledProcessWithoutFaultPath() {
    // given
    deploy(withoutFaultPath(CALL), CALLED_ASYNC);
    String run = startAt("x");
    work.breaks("inner");

    // when
    failForGood(job());

    // then
    assertThat(incidents()).hasSize(2);
    assertIncident(run);
    work.heals();
    execute(job());
    assertRunGoesOn(run);
  }

  private static String conditional(String more) {
    return FailingProcess.around(
        stage("work", "${work.run('condition') and done}", FailingProcess.content(ASYNC)), more);
  }

  @Test
  void exitConditionInTheCallersTransactionWithFaultPath() {
    // given
    deploy(conditional(FailingProcess.FAULT_PATH));
    String run = startAt("x");
    work.breaks("condition");

    // when
    engine.getRuntimeService().setVariable(run, "done", false);

    // then
    String message = (String) variable(run, "message");
    assertThat(message).contains("'work'").contains("requirement.1");
    assertThat(stepRuns(run)).noneMatch(step -> step.startsWith("x "));
    assertFaultPathTaken(run, "STAGE_STEP_FAILED", message, false);
  }

  @Test
  void exitConditionInTheCallersTransactionWithoutFaultPath() {
    // given
    deploy(conditional(""));
    String run = startAt("x");
    work.breaks("condition");
    List<String> before = everything();

    // when
    assertThatThrownBy(() -> engine.getRuntimeService().setVariable(run, "done", true))
        .hasMessageContaining("'work'");

    // then
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void exitConditionInAJobWithRetriesLeft() {
    // given
    deploy(conditional(FailingProcess.FAULT_PATH));
    String run = startAt("x");
    List<String> before = everything();
    work.breaks("condition");

    // when
    fail(job());

    // then
    assertThat(everything()).isEqualTo(before);
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
  }

  @Test
  void exitConditionInAJobWithoutRetriesLeftWithFaultPath() {
    // given
    deploy(conditional(FailingProcess.FAULT_PATH));
    String run = startAt("x");
    work.breaks("condition");

    // when
    failForGood(job());

    // then
    execute(job());
    work.heals();
    String message = (String) variable(run, "message");
    assertThat(message).contains("'work'");
    assertFaultPathTaken(run, "STAGE_STEP_FAILED", message);
  }

  @Test
  void exitConditionInAJobWithoutRetriesLeftWithoutFaultPath() {
    // given
    deploy(conditional(""));
    String run = startAt("x");
    work.breaks("condition");

    // when
    failForGood(job());

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run).get(1)).startsWith("work ERROR STAGE_STEP_FAILED: ");
    work.heals();
    execute(job());
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
    assertThat(stepRuns(run)).contains("x COMPLETED ended");
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(stageRuns(run)).contains("work COMPLETED ended");
    assertThat(stepRuns(run)).contains("other DISCONTINUED ended");
  }

  @Test
  void shouldThrowAnotherErrorThanTheOneThatIsCaught() {
    // given
    deploy(
        FailingProcess.around(
            stage("work", FailingProcess.content(FailingProcess.DELEGATE)),
            FailingProcess.FAULT_PATH.replace(
                "id='caught_e'", "id='caught_e' errorRef='anError'")));
    work.breaks("x", new BpmnError("another", "no way"));

    // when
    String run = startAt("x");

    // then
    assertThat(run(run)).isEqualTo("ERROR ended in work because no way");
    assertThat(stageRuns(run))
        .containsExactly("intake COMPLETED ended", "work ERROR ended another: no way");
  }
}
