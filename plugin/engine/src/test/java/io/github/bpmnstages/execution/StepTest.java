package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.OrchestrationOverview;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepStatus;
import io.github.bpmnstages.testing.Race;
import io.github.bpmnstages.testing.StagesTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, sections 3, 5, 7 and 9, around steps of every kind. */
class StepTest extends StagesTest {

  private static final String THEN_TWO = stage("two", sequence("t", "c") + userTask("c"));

  private static String twoStages(String first) {
    return process("p", sequence("p", "one", "two") + first + THEN_TWO);
  }

  private static String multiInstance(String id, String sequential, String condition) {
    return "<bpmn:userTask id='"
        + id
        + "'><bpmn:multiInstanceLoopCharacteristics isSequential='"
        + sequential
        + "'><bpmn:loopCardinality>3</bpmn:loopCardinality>"
        + condition
        + "</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>";
  }

  private List<Task> tasks(String key) {
    return engine.getTaskService().createTaskQuery().taskDefinitionKey(key).list();
  }

  @Test
  void shouldRecordParallelMultiInstanceAsOneStep() {
    // given
    deploy(twoStages(stage("one", sequence("s", "a") + multiInstance("a", "false", ""))));
    String run = start("p");

    // when
    tasks("a").forEach(task -> engine.getTaskService().complete(task.getId()));

    // then
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
  }

  @Test
  void shouldDiscontinueParallelMultiInstanceOnEarlyExit() {
    // given
    deploy(
        twoStages(stage("one", "${done}", sequence("s", "a") + multiInstance("a", "false", ""))));
    String run = start("p");

    // when
    engine.getTaskService().complete(tasks("a").get(0).getId(), Map.of("done", true));

    // then
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    complete("c");
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldDiscontinueSequentialMultiInstanceOnEarlyExit() {
    // given
    deploy(twoStages(stage("one", "${done}", sequence("s", "a") + multiInstance("a", "true", ""))));
    String run = start("p");

    // when
    engine.getTaskService().complete(tasks("a").get(0).getId(), Map.of("done", true));

    // then
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "c=IN_PROGRESS");
    complete("c");
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldCompleteMultiInstanceByItsCompletionCondition() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "a")
                    + multiInstance(
                        "a",
                        "false",
                        "<bpmn:completionCondition>${nrOfCompletedInstances >= 1}</bpmn:completionCondition>"))));
    String run = start("p");

    // when
    engine.getTaskService().complete(tasks("a").get(0).getId());

    // then
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
  }

  @Test
  void shouldSeeOutputMappingOfStepBeforeNextStepStarts() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a", "b")
                    + "<bpmn:userTask id='a'><bpmn:extensionElements><camunda:inputOutput>"
                    + "<camunda:outputParameter name='done'>${true}</camunda:outputParameter>"
                    + "</camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>"
                    + userTask("b"))));
    String run = start("p");

    // when
    complete("a");

    // then
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
  }

  @Test
  void shouldWorkInNestedSubProcess() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "sub", "b")
                    + "<bpmn:subProcess id='sub'>"
                    + sequence("n", "a1", "a2")
                    + userTask("a1")
                    + userTask("a2")
                    + "</bpmn:subProcess>"
                    + userTask("b"))));
    String run = start("p");

    // when
    complete("a1", Map.of("done", true));

    // then
    assertThat(steps(run)).containsExactly("a1=COMPLETED", "c=IN_PROGRESS");
    assertThat(
            engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .activityId("sub")
                .canceled()
                .count())
        .isEqualTo(1);
    complete("c");
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldExitWhenNestedSubProcessHasNoOutgoingFlow() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${steps.a1.status == 'COMPLETED'}",
                "<bpmn:startEvent id='st'/>"
                    + flow("st", "sub")
                    + "<bpmn:subProcess id='sub'>"
                    + "<bpmn:startEvent id='n'/>"
                    + flow("n", "a1")
                    + userTask("a1")
                    + "</bpmn:subProcess>")));
    String run = start("p");

    // when
    complete("a1");

    // then
    assertThat(steps(run)).containsExactly("a1=COMPLETED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @Test
  void shouldRunAsynchronousSteps() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "x", "y")
                    + "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:asyncAfter='true' camunda:expression='${1}'/>"
                    + "<bpmn:serviceTask id='y' camunda:asyncBefore='true' camunda:expression='${1}'/>")));
    String run = start("p");

    // when
    engine.getRuntimeService().setVariable(run, "done", true);

    // then
    assertThat(steps(run)).containsExactly("c=IN_PROGRESS");
    assertThat(engine.getManagementService().createJobQuery().count()).isZero();
    assertThat(
            engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .activityId("x")
                .count())
        .isZero();
  }

  @Test
  void shouldWaitAfterAsynchronousSteps() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "x", "y")
                    + "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:asyncAfter='true' camunda:expression='${1}'/>"
                    + "<bpmn:serviceTask id='y' camunda:asyncBefore='true' camunda:expression='${1}'/>")));
    String run = start("p");

    // when
    executeJobs();
    executeJobs();
    executeJobs();

    // then
    assertThat(steps(run)).containsExactly("x=COMPLETED", "y=COMPLETED");
    StageRun stage = service().createStageRunQuery().singleResult();
    assertThat(stage.isWaitingForExitCondition()).isTrue();
    assertThat(service().evaluate(stage.getId())).isFalse();
  }

  private StageService service() {
    return StagesPlugin.stageService(engine);
  }

  @Test
  void shouldCountTerminateEndEventAsAllStepsDone() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                "<bpmn:startEvent id='st'/><bpmn:parallelGateway id='fork'/>"
                    + userTask("a")
                    + userTask("b")
                    + "<bpmn:endEvent id='e'><bpmn:terminateEventDefinition id='ted'/></bpmn:endEvent>"
                    + flow("st", "fork")
                    + flow("fork", "a")
                    + flow("fork", "b")
                    + flow("a", "e"))));
    String run = start("p");

    // when
    complete("a");

    // then
    assertThat(steps(run)).contains("a=COMPLETED", "b=CANCELED");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @Test
  void shouldStartStepAgainInWaitingStage() {
    // given
    deploy(twoStages(stage("one", "${done}", sequence("s", "a") + userTask("a"))));
    String run = start("p");
    complete("a");

    // when
    engine
        .getRuntimeService()
        .createProcessInstanceModification(run)
        .startBeforeActivity("a")
        .execute();

    // then
    assertThat(steps(run)).containsExactly("a=COMPLETED", "a=IN_PROGRESS");
    assertThat(service().createStageRunQuery().singleResult().isWaitingForExitCondition())
        .isFalse();
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(steps(run)).containsExactly("a=COMPLETED", "a=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("c");
    complete("c");
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldLeaveNothingBehindWhenWaitingStageWithNewStepIsCanceled() {
    // given
    deploy(twoStages(stage("one", "${done}", sequence("s", "a") + userTask("a"))));
    String run = start("p");
    complete("a");
    engine
        .getRuntimeService()
        .createProcessInstanceModification(run)
        .startBeforeActivity("a")
        .execute();

    // when
    engine
        .getRuntimeService()
        .createProcessInstanceModification(run)
        .cancelAllForActivity("one")
        .startBeforeActivity("two")
        .execute();

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("c");
    complete("c");
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldRefuseTwoStagesAtOnce() {
    // given
    deploy(twoStages(stage("one", sequence("s", "a") + userTask("a"))));
    String run = start("p");

    // when
    assertThatThrownBy(
            () ->
                engine
                    .getRuntimeService()
                    .createProcessInstanceModification(run)
                    .startBeforeActivity("two")
                    .execute())
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("STG-101");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    engine
        .getRuntimeService()
        .createProcessInstanceModification(run)
        .startBeforeActivity("two")
        .cancelAllForActivity("one")
        .execute();
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
  }

  @Test
  void shouldMoveAndRestart() {
    // given
    deploy(twoStages(stage("one", sequence("s", "a") + userTask("a"))));
    String run = start("p", Map.of("color", "red"));

    // when
    service().move(run, "two");

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    service().move(run, "one");
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=CANCELED", "one=IN_PROGRESS");
    complete("a");
    complete("c");
    String restarted = service().restart(run, "two").getId();
    assertThat(stages(restarted)).containsExactly("two=IN_PROGRESS");
    assertThat(engine.getRuntimeService().getVariable(restarted, "color")).isEqualTo("red");
  }

  @Test
  void shouldCancelStageLeftByInterruptingEvent() {
    // given
    deploy(
        twoStages(stage("one", sequence("s", "a") + userTask("a")))
            .replace(
                "</bpmn:process>",
                "<bpmn:boundaryEvent id='b' attachedToRef='one'><bpmn:messageEventDefinition id='m' messageRef='aMessage'/></bpmn:boundaryEvent>"
                    + flow("b", "two")
                    + "</bpmn:process>"));
    String run = start("p");

    // when
    engine.getRuntimeService().correlateMessage("aMessage");

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=CANCELED", "c=IN_PROGRESS");
    assertThat(milestones(run)).contains("END_STAGE=one");
  }

  @Test
  void shouldKeepStageInProgressWhenInterruptingEventSubProcessTakesOver() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + userTask("a")
                    + "<bpmn:subProcess id='es' triggeredByEvent='true'><bpmn:startEvent id='ess'><bpmn:messageEventDefinition id='m' messageRef='aMessage'/></bpmn:startEvent>"
                    + userTask("e")
                    + flow("ess", "e")
                    + "</bpmn:subProcess>")));
    String run = start("p");

    // when
    engine.getRuntimeService().correlateMessage("aMessage");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=CANCELED", "e=IN_PROGRESS");
    complete("e");
    assertThat(service().createStageRunQuery().singleResult().isWaitingForExitCondition()).isTrue();
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @Test
  void shouldInterruptWaitingStageOnce() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + userTask("a")
                    + "<bpmn:subProcess id='es' triggeredByEvent='true'><bpmn:startEvent id='ess'><bpmn:messageEventDefinition id='m' messageRef='aMessage'/></bpmn:startEvent>"
                    + userTask("e")
                    + flow("ess", "e")
                    + "</bpmn:subProcess>")));
    String run = start("p");
    complete("a");

    // when
    engine.getRuntimeService().correlateMessage("aMessage");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "e=IN_PROGRESS");
    engine.getRuntimeService().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).contains("e=DISCONTINUED");
    assertThat(
            engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .activityId("one")
                .count())
        .isEqualTo(1);
  }

  @Test
  void shouldShowAutomaticOutputsEverywhere() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "x", "y")
                    + serviceTask("x", "${execution.setVariable('seen', stages.one.status)}")
                    + "<bpmn:scriptTask id='y' scriptFormat='groovy'><bpmn:script>execution.setVariable('before', steps.c.status == null); execution.setVariable('step', steps['x'].status); execution.setVariable('theRun', run.status)</bpmn:script></bpmn:scriptTask>")));

    // when
    String run = start("p");

    // then
    Map<String, Object> variables = engine.getRuntimeService().getVariables(run);
    assertThat(variables)
        .containsEntry("seen", "IN_PROGRESS")
        .containsEntry("step", "COMPLETED")
        .containsEntry("before", true)
        .containsEntry("theRun", "IN_PROGRESS");
  }

  @Test
  void shouldNameKnownStagesWhenOutputIsUnknown() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                sequence("s", "x")
                    + serviceTask("x", "${execution.setVariable('z', stages['nope'].status)}"))));

    // when
    assertThatThrownBy(() -> start("p"))
        // then
        .hasStackTraceContaining("There is no stage 'nope'; the process has one, two");
  }

  @Test
  void shouldAskEvaluationFlow() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                Map.of("exitCondition", "evaluationFlow", "evaluationFlow", "flow"),
                sequence("s", "a", "b") + userTask("a") + userTask("b"))),
        process(
            "flow",
            sequence("f", "x")
                + serviceTask(
                    "x", "${execution.setVariable('isOrchestrationConditionMet', amount > 10)}")));
    String run = start("p", Map.of("amount", 1));

    // when
    engine.getRuntimeService().setVariable(run, "amount", 11);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(engine.getRuntimeService().getVariables(run)).containsOnlyKeys("amount");
  }

  @Test
  void shouldAskEvaluationFlowBetweenSteps() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                Map.of("exitCondition", "evaluationFlow", "evaluationFlow", "flow"),
                sequence("s", "a", "b") + userTask("a") + userTask("b"))),
        process(
            "flow",
            sequence("f", "x")
                + serviceTask(
                    "x", "${execution.setVariable('isOrchestrationConditionMet', amount > 10)}")));
    String run = start("p", Map.of("amount", 1));
    long flows =
        engine
            .getHistoryService()
            .createHistoricProcessInstanceQuery()
            .processDefinitionKey("flow")
            .count();

    // when
    complete("a", Map.of("amount", 12));

    // then
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    assertThat(
            engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey("flow")
                .count())
        .isEqualTo(flows + 1);
  }

  @Test
  void shouldFailWhenEvaluationFlowWaits() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                Map.of("exitCondition", "evaluationFlow", "evaluationFlow", "flow"),
                sequence("s", "a") + userTask("a"))),
        process("flow", sequence("f", "x") + userTask("x")));

    // when
    assertThatThrownBy(() -> start("p"))
        // then
        .hasMessageContaining("evaluation flow 'flow'")
        .hasMessageContaining("stage 'one'");
    assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
  }

  @Test
  void shouldAnswerOverview() {
    // given
    deploy(twoStages(stage("one", sequence("s", "a") + userTask("a"))));
    String run = start("p");

    // when
    OrchestrationOverview overview = service().getOverview(run);

    // then
    assertThat(overview.stages()).extracting("stageId").containsExactly("one", "two");
    assertThat(overview.run().getStatus()).hasToString("IN_PROGRESS");
  }

  @Test
  void shouldAnswerOverviewOfWhatTheTransactionUnderWayHasChanged() {
    // given
    deploy(twoStages(stage("one", sequence("s", "a", "b") + userTask("a") + userTask("b"))));
    String run = start("p");
    List<OrchestrationOverview> seen = new ArrayList<>();

    // when
    Race.inOneTransaction(engine, () -> complete("a"), () -> seen.add(service().getOverview(run)));

    // then
    assertThat(seen.get(0).stages().get(0).steps().get(0).status()).isEqualTo(StepStatus.COMPLETED);
  }

  @Test
  void shouldWriteStatusVariable() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                Map.of(
                    "exitCondition",
                    "allStepsCompleted",
                    "statusVariable",
                    "phase",
                    "dueIn",
                    "PT1H"),
                sequence("s", "a") + userTask("a"))));
    String run = start("p");
    assertThat(engine.getRuntimeService().getVariable(run, "phase")).isEqualTo("IN_PROGRESS");

    // when
    complete("a");

    // then
    assertThat(engine.getRuntimeService().getVariable(run, "phase")).isEqualTo("COMPLETED");
    StageRun stage = service().createStageRunQuery().stageId("one").singleResult();
    assertThat(stage.getDueDate().getTime() - stage.getStartTime().getTime()).isEqualTo(3_600_000L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldCompleteMultiInstanceSubProcessWithTheLastOfItsWork(boolean isSequential) {
    // given
    String step =
        "<bpmn:subProcess id='m'><bpmn:multiInstanceLoopCharacteristics isSequential='"
            + isSequential
            + "'><bpmn:loopCardinality>2</bpmn:loopCardinality>"
            + "</bpmn:multiInstanceLoopCharacteristics>"
            + sequence("m", "a")
            + userTask("a")
            + "</bpmn:subProcess>";
    deploy(twoStages(stage("one", "${done}", sequence("s", "m") + step)));
    String run = start("p");
    engine.getTaskService().complete(tasks("a").get(0).getId());

    // when
    complete("a", Map.of("done", true));

    // then
    assertThat(steps(run)).containsExactly("m=COMPLETED", "c=IN_PROGRESS");
  }
}
