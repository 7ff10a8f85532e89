package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.boundary;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.message;
import static io.github.bpmnstages.testing.StageModel.parallel;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.StagesTest;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 3. */
class StageExitTest extends StagesTest {

  private static final String TWO_TASKS = sequence("s", "a", "b") + userTask("a") + userTask("b");

  private static final String PARALLEL =
      "<bpmn:startEvent id='sStart'/><bpmn:parallelGateway id='fork'/>"
          + userTask("a")
          + userTask("b")
          + "<bpmn:endEvent id='endA'/><bpmn:endEvent id='endB'/>"
          + flow("sStart", "fork")
          + flow("fork", "a")
          + flow("fork", "b")
          + flow("a", "endA")
          + flow("b", "endB");

  private static String twoStages(String first) {
    return process(
        "p",
        sequence("p", "one", "two") + first + stage("two", sequence("t", "c") + userTask("c")));
  }

  @Test
  void shouldCompleteWithLastStepWhenAllStepsAreRequired() {
    // given
    deploy(twoStages(stage("one", TWO_TASKS)));
    String run = start("p");

    // when
    complete("a");
    complete("b");

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "b=COMPLETED", "c=IN_PROGRESS");
    complete("c");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
    assertThat(milestones(run))
        .containsExactly(
            "START_RUN=run",
            "START_STAGE=one",
            "START_STEP=a",
            "END_STEP=a",
            "START_STEP=b",
            "END_STEP=b",
            "END_STAGE=one",
            "START_STAGE=two",
            "START_STEP=c",
            "END_STEP=c",
            "END_STAGE=two",
            "END_RUN=run");
  }

  @Test
  void shouldExitEarlyWhenVariableMakesRequirementTrue() {
    // given
    deploy(twoStages(stage("one", "${done}", TWO_TASKS)));
    String run = start("p");

    // when
    engine.getRuntimeService().setVariable(run, "done", true);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("c");
  }

  @Test
  void shouldExitEarlyOutOfParallelSteps() {
    // given
    deploy(twoStages(stage("one", "${done}", PARALLEL)));
    String run = start("p");

    // when
    complete("a", Map.of("done", true));

    // then
    assertThat(steps(run)).contains("a=COMPLETED", "b=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(
            engine
                .getHistoryService()
                .createHistoricTaskInstanceQuery()
                .taskDefinitionKey("a")
                .singleResult()
                .getDeleteReason())
        .isEqualTo("completed");
    assertThat(
            engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .activityId("a")
                .count())
        .isEqualTo(1);
    complete("c");
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldCountStepAsCompletedAndStartNoFollowingStep() {
    // given
    deploy(twoStages(stage("one", "${steps.a.status == 'COMPLETED'}", TWO_TASKS)));
    String run = start("p");

    // when
    complete("a");

    // then
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @Test
  void shouldStartNoStepWhenConditionIsTrueAtStart() {
    // given
    deploy(twoStages(stage("one", "${done}", TWO_TASKS)));

    // when
    String run = start("p", Map.of("done", true));

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("c=IN_PROGRESS");
  }

  @Test
  void shouldWaitWhenAllStepsAreDoneAndConditionIsNotTrue() {
    // given
    deploy(twoStages(stage("one", "${done}", TWO_TASKS)));
    String run = start("p");

    // when
    complete("a");
    complete("b");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(column("select WAITING_ from STG_HI_STAGE_RUN")).isIn("TRUE", "1", "t");
    ActivityInstance tree = engine.getRuntimeService().getActivityInstance(run);
    assertThat(tree.getChildActivityInstances()).hasSize(1);
    assertThat(tree.getChildActivityInstances()[0].getActivityId()).isEqualTo("one");
    assertThat(tree.getChildActivityInstances()[0].getChildActivityInstances()).isEmpty();
    restartEngine();
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    complete("c");
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldWaitAfterParallelSteps() {
    // given
    deploy(twoStages(stage("one", "${done}", PARALLEL)));
    String run = start("p");

    // when
    complete("b");
    complete("a");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @Test
  void shouldExitBetweenSynchronousSteps() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "x", "y")
                    + serviceTask("x", "${execution.setVariable('done', true)}")
                    + serviceTask("y", "${execution.setVariable('never', true)}"))));

    // when
    String run = start("p");

    // then
    assertThat(steps(run)).containsExactly("x=COMPLETED", "c=IN_PROGRESS");
    assertThat(engine.getRuntimeService().getVariable(run, "never")).isNull();
  }

  @Test
  void shouldCancelRunAndWhatIsOpen() {
    // given
    deploy(twoStages(stage("one", "${done}", TWO_TASKS)));
    String run = start("p");

    // when
    engine.getRuntimeService().deleteProcessInstance(run, "no longer needed", true);

    // then
    assertThat(runStatus(run)).isEqualTo("CANCELED");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactly("a=CANCELED");
    assertThat(column("select REASON_ from STG_HI_RUN")).isEqualTo("no longer needed");
    assertThat(column("select CURRENT_STAGE_ID_ from STG_HI_RUN")).isEqualTo("one");
  }

  @Test
  void shouldSuspendAndResume() {
    // given
    deploy(twoStages(stage("one", "${done}", TWO_TASKS)));
    String run = start("p");

    // when
    engine.getRuntimeService().suspendProcessInstanceById(run);

    // then
    assertThat(runStatus(run)).isEqualTo("SUSPENDED");
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    engine.getRuntimeService().activateProcessInstanceById(run);
    executeJobs();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "c=IN_PROGRESS");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldExitEarlyWhenVariableIsTransient(boolean isComplete) {
    // given
    deploy(twoStages(stage("one", "${done}", TWO_TASKS)));
    String run = start("p");
    Map<String, Object> done = Map.of("done", Variables.booleanValue(true, true));

    // when
    if (isComplete) {
      complete("a", done);
    } else {
      engine.getRuntimeService().setVariables(run, done);
    }

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run))
        .containsExactly(isComplete ? "a=COMPLETED" : "a=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(engine.getRuntimeService().getVariables(run)).isEmpty();
  }

  @Test
  void shouldTellCallersOfAFailingDatabaseAsTheEngineDoes() {
    // given
    deploy(twoStages(stage("one", "${done}", TWO_TASKS)));
    String run = start("p");
    update("alter table STG_HI_RUN rename to AWAY");

    // when
    try {
      assertThatThrownBy(() -> engine.getRuntimeService().setVariable(run, "done", true))
          // then
          .isInstanceOf(ProcessEngineException.class);
    } finally {
      update("alter table AWAY rename to STG_HI_RUN");
    }
  }

  @Test
  void shouldEndTheHistoryOfAJoinThatWaitsAlone() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                parallel("s", "a", "b")
                    + userTask("a")
                    + userTask("b")
                    + boundary("late", "b", true, message("aMessage"))
                    + "<bpmn:endEvent id='lateEnd'/>"
                    + flow("late", "lateEnd"))));
    String run = start("p");
    complete("a");
    engine
        .getRuntimeService()
        .createMessageCorrelation("aMessage")
        .processInstanceId(run)
        .correlate();

    // when
    engine.getRuntimeService().setVariable(run, "done", true);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(
            engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(run)
                .unfinished()
                .list())
        .extracting(HistoricActivityInstance::getActivityId)
        .containsExactlyInAnyOrder("two", "c");
  }
}
