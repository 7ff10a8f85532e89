package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.eventSubProcess;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.message;
import static io.github.bpmnstages.testing.StageModel.parallel;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.subProcess;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, sections 3 and 10: starts in the middle, modification, restart. */
class ModificationTest extends CheckedStagesTest {

  private static final String ONE =
      stage("one", "${done}", sequence("s", "a", "b") + userTask("a") + userTask("b"));

  private ProcessInstanceModificationBuilder modify(String run) {
    return runtime().createProcessInstanceModification(run);
  }

  @Test
  void shouldStartInTheMiddleAtAStep() {
    // given
    deploy(twoStages(ONE));

    // when
    String run =
        runtime().createProcessInstanceByKey("p").startBeforeActivity("b").execute().getId();

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("b=IN_PROGRESS");
    assertThat(milestones(run)).containsExactly("START_RUN=run", "START_STAGE=one", "START_STEP=b");
    complete("b", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldStayInAStageThatIsStartedAgainBeforeItsFormerVisitIsCanceled() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                Map.of(
                    "exitCondition", "requirements",
                    "requirement.1", "${done}",
                    "statusVariable", "statusOfOne"),
                sequence("s", "a") + userTask("a"))));
    String run = start("p");
    ActivityInstance former = runtime().getActivityInstance(run).getActivityInstances("one")[0];

    // when
    modify(run).startBeforeActivity("one").cancelActivityInstance(former.getId()).execute();

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "one=IN_PROGRESS");
    assertThat(column("select CURRENT_STAGE_ID_ from STG_HI_RUN")).isEqualTo("one");
    assertThat(runtime().getVariable(run, "statusOfOne")).isEqualTo("IN_PROGRESS");
    runtime().setVariable(run, "done", true);
    assertThat(runtime().getVariable(run, "statusOfOne")).isEqualTo("COMPLETED");
    finish(run);
  }

  @Test
  void shouldStartTheAskedForStepFirstAndLookOnTheNextOccasion() {
    // given
    deploy(twoStages(ONE));

    // when
    String run =
        runtime()
            .createProcessInstanceByKey("p")
            .setVariable("done", true)
            .startBeforeActivity("b")
            .execute()
            .getId();

    // then
    assertThat(openTasks()).containsExactly("b");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    engine.getTaskService().setVariable(task("b").getId(), "other", 1);
    assertThat(steps(run)).containsExactly("b=DISCONTINUED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldExitWhenTheAskedForStepIsCompleted() {
    // given
    deploy(twoStages(ONE));
    String run =
        runtime()
            .createProcessInstanceByKey("p")
            .setVariable("done", true)
            .startBeforeActivity("a")
            .execute()
            .getId();

    // when
    complete("a");

    // then
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldExitAtOnceWhenTheAskedForActivityIsTheStageItself() {
    // given
    deploy(twoStages(ONE));

    // when
    String run =
        runtime()
            .createProcessInstanceByKey("p")
            .setVariable("done", true)
            .startBeforeActivity("one")
            .execute()
            .getId();

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLookAfterTheFirstStepOfAStageThatWasAskedFor() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + "<bpmn:userTask id='a'><bpmn:extensionElements><camunda:taskListener event='create' expression=\"${execution.setVariable('done', true)}\"/></bpmn:extensionElements></bpmn:userTask>")));

    // when
    String run =
        runtime().createProcessInstanceByKey("p").startBeforeActivity("one").execute().getId();

    // then
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldStartNoFollowingStepWhenTheAskedForStepIsDone() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "x", "b") + serviceTask("x", "${1}") + userTask("b"))));
    String run = start("p");

    // when
    modify(run)
        .cancelAllForActivity("b")
        .startBeforeActivity("x")
        .setVariable("done", true)
        .execute();

    // then
    assertThat(steps(run)).endsWith("x=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldStartAtATransitionIntoAStep() {
    // given
    deploy(twoStages(ONE));

    // when
    String run =
        runtime()
            .createProcessInstanceByKey("p")
            .setVariable("done", true)
            .startTransition("a_b")
            .execute()
            .getId();

    // then
    assertThat(steps(run)).containsExactly("b=IN_PROGRESS");
    runtime().setVariable(run, "other", 1);
    finish(run);
  }

  @Test
  void shouldStartAfterAStep() {
    // given
    deploy(twoStages(ONE));

    // when
    String run =
        runtime()
            .createProcessInstanceByKey("p")
            .setVariable("done", true)
            .startAfterActivity("a")
            .execute()
            .getId();

    // then
    assertThat(steps(run)).containsExactly("b=IN_PROGRESS");
    complete("b");
    finish(run);
  }

  @Test
  void shouldRunSynchronousAskedForStepAndThenLook() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a", "x", "b")
                    + userTask("a")
                    + serviceTask("x", "${execution.setVariable('ran', true)}")
                    + userTask("b"))));

    // when
    String run =
        runtime()
            .createProcessInstanceByKey("p")
            .setVariable("done", true)
            .startBeforeActivity("x")
            .execute()
            .getId();

    // then
    assertThat(runtime().getVariable(run, "ran")).isEqualTo(true);
    assertThat(steps(run)).contains("x=COMPLETED");
    assertThat(steps(run)).doesNotContain("a=IN_PROGRESS");
    if (openTasks().contains("b")) {
      runtime().setVariable(run, "other", 1);
    }
    finish(run);
  }

  @Test
  void shouldStartBetweenStages() {
    // given
    deploy(twoStages(ONE));

    // when
    String run =
        runtime().createProcessInstanceByKey("p").startTransition("one_two").execute().getId();

    // then
    assertThat(stages(run)).containsExactly("two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldRefuseToStartTwoStages() {
    // given
    deploy(twoStages(ONE));

    // when
    assertThatThrownBy(
            () ->
                runtime()
                    .createProcessInstanceByKey("p")
                    .startBeforeActivity("a")
                    .startBeforeActivity("c")
                    .execute())
        // then
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("STG-101");
    assertThat(runtime().createProcessInstanceQuery().count()).isZero();
    assertThat(column("select count(*) from STG_HI_RUN")).isEqualTo("0");
  }

  @Test
  void shouldRefuseToCompleteWhatLeadsToAStageBesideAnother() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "before", "one", "two")
                + userTask("before")
                + stage("one", sequence("s", "a") + userTask("a"))
                + stage("two", sequence("t", "b") + userTask("b"))));
    String run = start("p");
    modify(run).startBeforeActivity("two").execute();

    // when
    assertThatThrownBy(() -> complete("before"))
        // then
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("STG-101");
    assertThat(stages(run)).containsExactly("two=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("b", "before");
  }

  @Test
  void shouldNotDiscontinueAStageThatTakesThePlaceOfAFailedOne() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage(
                    "one",
                    sequence("s", "a")
                        + "<bpmn:serviceTask id='a' camunda:type='external' camunda:topic='a'/>")
                + stage("two", "${done}", sequence("t", "b") + userTask("b"))
                + "<bpmn:userTask id='after'/>"
                + flow("two", "after")));
    String run = start("p", Map.of("done", true));
    String work =
        engine
            .getExternalTaskService()
            .fetchAndLock(1, "worker")
            .topic("a", 60_000)
            .execute()
            .get(0)
            .getId();
    engine.getExternalTaskService().handleFailure(work, "worker", "broken", 0, 0);

    // when
    modify(run).startBeforeActivity("two").cancelAllForActivity("one").execute();

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=COMPLETED");
    assertThat(milestones(run))
        .doesNotContain("DISCONTINUE_STAGE=two", "START_STEP=b")
        .contains("START_STAGE=two", "END_STAGE=two");
  }

  @Test
  void shouldRefuseTheSameStageTwice() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");

    // when
    assertThatThrownBy(() -> modify(run).startBeforeActivity("one").execute())
        // then
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("STG-101");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancelFirst", "startFirst"})
  void shouldMoveToAnotherStageInEitherOrder(String order) {
    // given
    deploy(twoStages(ONE));
    String run = start("p");

    // when
    if (order.equals("cancelFirst")) {
      modify(run).cancelAllForActivity("one").startBeforeActivity("two").execute();
    } else {
      modify(run).startBeforeActivity("two").cancelAllForActivity("one").execute();
    }

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=CANCELED", "c=IN_PROGRESS");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(column("select CURRENT_STAGE_ID_ from STG_HI_RUN where ID_ = '" + run + "'"))
        .isEqualTo("two");
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancelFirst", "startFirst"})
  void shouldVisitTheSameStageAgainInEitherOrder(String order) {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    String visit = stageRun(run, "one").getActivityInstanceId();
    complete("a");

    // when
    if (order.equals("cancelFirst")) {
      modify(run).cancelActivityInstance(visit).startBeforeActivity("one").execute();
    } else {
      modify(run).startBeforeActivity("one").cancelActivityInstance(visit).execute();
    }

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "one=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("a");
    complete("a", Map.of("done", true));
    finish(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancelFirst", "startFirst"})
  void shouldMoveAStepWithinTheStage(String order) {
    // given
    deploy(twoStages(ONE));
    String run = start("p");

    // when
    if (order.equals("cancelFirst")) {
      modify(run).cancelAllForActivity("a").startBeforeActivity("b").execute();
    } else {
      modify(run).startBeforeActivity("b").cancelAllForActivity("a").execute();
    }

    // then
    assertThat(steps(run)).containsExactlyInAnyOrder("a=CANCELED", "b=IN_PROGRESS");
    assertThat(stages(run).get(stages(run).size() - 1)).isEqualTo("one=IN_PROGRESS");
    complete("b", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldKeepTheStageWhenAStepIsStartedBesideAndTheOtherCanceled() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    String visit = stageRun(run, "one").getActivityInstanceId();

    // when
    modify(run).startBeforeActivity("b", visit).cancelAllForActivity("a").execute();

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactlyInAnyOrder("a=CANCELED", "b=IN_PROGRESS");
    complete("b", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldCancelRunWhenItsLastActivityIsModifiedAway() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");

    // when
    modify(run).cancelAllForActivity("a").execute();

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("CANCELED");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactly("a=CANCELED");
    assertThat(milestones(run)).endsWith("CANCEL_RUN=run");
  }

  @Test
  void shouldCancelRunWhenItsWaitingStageIsModifiedAway() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    complete("a");
    complete("b");
    assertThat(isWaiting(run)).isTrue();

    // when
    modify(run).cancelAllForActivity("one").execute();

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("CANCELED");
    assertThat(stages(run)).containsExactly("one=CANCELED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancelFirst", "startFirst"})
  void shouldMoveAWaitingStageInEitherOrder(String order) {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    complete("a");
    complete("b");

    // when
    if (order.equals("cancelFirst")) {
      modify(run).cancelAllForActivity("one").startBeforeActivity("two").execute();
    } else {
      modify(run).startBeforeActivity("two").cancelAllForActivity("one").execute();
    }

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    assertThat(runtime().createExecutionQuery().count()).isEqualTo(2);
    finish(run);
  }

  @Test
  void shouldCancelAWaitingStageByItsActivityInstance() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    complete("a");
    complete("b");
    String visit = runtime().getActivityInstance(run).getChildActivityInstances()[0].getId();
    assertThat(visit).isEqualTo(stageRun(run, "one").getActivityInstanceId());

    // when
    modify(run).cancelActivityInstance(visit).startBeforeActivity("c").execute();

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldStartSeveralStepsInAWaitingStage() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    complete("a");
    complete("b");

    // when
    modify(run).startBeforeActivity("a").startBeforeActivity("b").execute();

    // then
    assertThat(isWaiting(run)).isFalse();
    assertThat(openTasks()).containsExactly("a", "b");
    assertThat(steps(run))
        .containsExactly("a=COMPLETED", "b=COMPLETED", "a=IN_PROGRESS", "b=IN_PROGRESS");
    complete("b");
    assertThat(isWaiting(run)).isFalse();
    complete("a");
    complete("b");
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldLeaveNothingBehindWhenSeveralWereStartedInAWaitingStage() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    complete("a");
    complete("b");
    modify(run).startBeforeActivity("a").startBeforeActivity("b").execute();

    // when
    modify(run).startBeforeActivity("two").cancelAllForActivity("one").execute();

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    assertThat(runtime().createExecutionQuery().count()).isEqualTo(2);
    finish(run);
  }

  @Test
  void shouldStartAndCancelStepsInAWaitingStageInOneRequest() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    complete("a");
    complete("b");

    // when
    modify(run)
        .startBeforeActivity("a")
        .startBeforeActivity("b")
        .cancelAllForActivity("a")
        .execute();

    // then
    assertThat(openTasks()).containsExactly("b");
    complete("b");
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldNotWaitWhileAStepThatWasStartedAgainIsStillAJob() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage(
                    "one",
                    "${done}",
                    sequence("s", "a") + "<bpmn:userTask id='a' camunda:asyncBefore='true'/>")
                + stage("two", sequence("t", "c") + userTask("c"))));
    String run = start("p", Map.of("done", false));
    executeAllJobs();
    complete("a");
    assertThat(isWaiting(run)).isTrue();

    // when
    modify(run).startBeforeActivity("a").execute();

    // then
    assertThat(isWaiting(run)).isFalse();
    executeAllJobs();
    complete("a");
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldCancelTheOnlyStepThatWasStartedAgain() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    complete("a");
    complete("b");
    modify(run).startBeforeActivity("a").execute();

    // when
    modify(run).cancelAllForActivity("a").startBeforeActivity("b").execute();

    // then
    assertThat(openTasks()).containsExactly("b");
    complete("b", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldCancelAnotherStepThanTheOneStartedAgain() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    complete("a");
    complete("b");
    modify(run).startBeforeActivity("a").startBeforeActivity("b").execute();

    // when
    modify(run).cancelAllForActivity("a").execute();

    // then
    assertThat(openTasks()).containsExactly("b");
    complete("b");
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldStartAStepInASubProcessOfAWaitingStage() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "sub")
                    + subProcess("sub", sequence("n", "a", "b") + userTask("a") + userTask("b")))));
    String run = start("p");
    complete("a");
    complete("b");

    // when
    modify(run).startBeforeActivity("b").execute();

    // then
    assertThat(openTasks()).containsExactly("b");
    complete("b");
    assertThat(isWaiting(run)).isTrue();
    modify(run).startBeforeActivity("a").execute();
    modify(run).cancelAllForActivity("one").startBeforeActivity("two").execute();
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldStartTheEventSubProcessOfAWaitingStage() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + userTask("a")
                    + eventSubProcess("es", false, message("aMessage"), "e", userTask("e")))));
    String run = start("p");
    complete("a");

    // when
    modify(run).startBeforeActivity("e").execute();

    // then
    assertThat(openTasks()).containsExactly("e");
    complete("e");
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  private static final String BESIDE =
      stage(
          "one",
          "${done}",
          sequence("s", "a")
              + userTask("a")
              + eventSubProcess("es", false, message("aMessage"), "e", userTask("e")));

  private void trigger(String run) {
    runtime().createMessageCorrelation("aMessage").processInstanceId(run).correlate();
  }

  @Test
  void shouldNoLongerWaitWhenAnEventSubProcessStarts() {
    // given
    deploy(twoStages(BESIDE));
    String run = start("p");
    complete("a");

    // when
    trigger(run);

    // then
    assertThat(isWaiting(run)).isFalse();
    ActivityInstance stage = runtime().getActivityInstance(run).getChildActivityInstances()[0];
    assertThat(stage.getActivityId()).isEqualTo("one");
    assertThat(stage.getChildActivityInstances())
        .extracting(ActivityInstance::getActivityId)
        .containsExactly("es");

    // when
    complete("e");

    // then
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldWaitAgainWhenAllOfItsEventSubProcessesHaveEnded() {
    // given
    deploy(twoStages(BESIDE));
    String run = start("p");
    complete("a");

    // when
    trigger(run);
    trigger(run);
    engine.getTaskService().complete(tasks("e").get(0).getId());

    // then
    assertThat(isWaiting(run)).isFalse();
    trigger(run);
    engine.getTaskService().complete(tasks("e").get(0).getId());
    complete("e");
    assertThat(isWaiting(run)).isTrue();
    trigger(run);
    runtime().setVariable(run, "done", true);
    assertThat(steps(run)).contains("e=DISCONTINUED");
    finish(run);
  }

  @Test
  void shouldCancelAStageInWhichAnEventSubProcessRuns() {
    // given
    deploy(twoStages(BESIDE));
    String run = start("p");
    complete("a");
    trigger(run);

    // when
    modify(run).cancelAllForActivity("one").startBeforeActivity("two").execute();

    // then
    assertThat(openTasks()).containsExactly("c");
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLookWhenStepIsModifiedAway() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${steps.a.status == 'CANCELED'}",
                parallel("s", "a", "b") + userTask("a") + userTask("b"))));
    String run = start("p");

    // when
    modify(run).cancelAllForActivity("a").execute();

    // then
    assertThat(steps(run)).containsExactly("a=CANCELED", "b=DISCONTINUED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLookWhenModificationBringsVariables() {
    // given
    deploy(
        twoStages(
            stage("one", "${done}", parallel("s", "a", "b") + userTask("a") + userTask("b"))));
    String run = start("p");

    // when
    modify(run).startBeforeActivity("a").setVariable("done", true).execute();

    // then
    assertThat(tasks("a")).hasSize(2);
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    runtime().setVariable(run, "other", 1);
    finish(run);
  }

  @Test
  void shouldRecordAllTheSameWithoutListenersAndMappings() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");

    // when
    modify(run).startBeforeActivity("two").cancelAllForActivity("one").execute(true, true);

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=CANCELED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldModifyByBatch() {
    // given
    deploy(twoStages(ONE));
    String first = start("p");
    String second = start("p");
    tasks("a").forEach(task -> engine.getTaskService().complete(task.getId()));
    tasks("b").forEach(task -> engine.getTaskService().complete(task.getId()));
    String definition =
        runtime().createProcessInstanceQuery().list().get(0).getProcessDefinitionId();

    // when
    runtime()
        .createModification(definition)
        .startBeforeActivity("two")
        .cancelAllForActivity("one")
        .processInstanceIds(first, second)
        .executeAsync();
    executeAllJobs();

    // then
    for (String run : List.of(first, second)) {
      assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    }
    tasks("c").forEach(task -> engine.getTaskService().complete(task.getId()));
    assertThat(runStatus(first)).isEqualTo("COMPLETED");
  }

  @Test
  void shouldRefuseTwoStagesByBatch() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");
    String definition =
        runtime().createProcessInstanceQuery().list().get(0).getProcessDefinitionId();

    // when
    Batch batch =
        runtime()
            .createModification(definition)
            .startBeforeActivity("two")
            .processInstanceIds(run)
            .executeAsync();
    management()
        .executeJob(
            management()
                .createJobQuery()
                .jobDefinitionId(batch.getSeedJobDefinitionId())
                .singleResult()
                .getId());
    String job =
        management()
            .createJobQuery()
            .jobDefinitionId(batch.getBatchJobDefinitionId())
            .singleResult()
            .getId();

    // then
    assertThatThrownBy(() -> management().executeJob(job)).hasMessageContaining("STG-101");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("a");
    management().deleteBatch(batch.getId(), true);
  }

  @Test
  void shouldModifyAsynchronously() {
    // given
    deploy(twoStages(ONE));
    String run = start("p");

    // when
    modify(run).startBeforeActivity("two").cancelAllForActivity("one").executeAsync();
    executeAllJobs();

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldRestartByTheEngine() {
    // given
    deploy(twoStages(ONE));
    String run = start("p", Map.of("color", "red"));
    complete("a", Map.of("done", true));
    complete("c");
    String definition =
        history().createHistoricProcessInstanceQuery().singleResult().getProcessDefinitionId();

    // when
    runtime()
        .restartProcessInstances(definition)
        .startBeforeActivity("b")
        .processInstanceIds(run)
        .execute();

    // then
    String again = runtime().createProcessInstanceQuery().singleResult().getId();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=COMPLETED");
    assertThat(stages(again)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(again)).containsExactly("b=IN_PROGRESS");
    assertThat(openTasks()).containsExactly("b");
    complete("b");
    assertThat(stages(again)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(again);
  }

  @Test
  void shouldRestartByTheEngineAsynchronously() {
    // given
    deploy(twoStages(ONE));
    String run = start("p", Map.of("color", "red"));
    runtime().deleteProcessInstance(run, "mistake");
    String definition =
        history().createHistoricProcessInstanceQuery().singleResult().getProcessDefinitionId();

    // when
    runtime()
        .restartProcessInstances(definition)
        .startBeforeActivity("two")
        .processInstanceIds(run)
        .initialSetOfVariables()
        .executeAsync();
    executeAllJobs();

    // then
    String again = runtime().createProcessInstanceQuery().singleResult().getId();
    assertThat(stages(again)).containsExactly("two=IN_PROGRESS");
    finish(again);
  }

  @Test
  void shouldModifyOutOfAFaultPathAndBack() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage("one", "${done}", sequence("s", "a") + userTask("a"))
                + stage("two", sequence("t", "c") + userTask("c"))
                + io.github.bpmnstages.testing.StageModel.faultPath("fault", "one")
                + flow("fault", "fixed")
                + userTask("fixed")));
    String run = start("p");
    engine.getTaskService().handleBpmnError(task("a").getId(), "anError");
    assertThat(openTasks()).containsExactly("fixed");

    // when
    modify(run).cancelAllForActivity("fixed").startBeforeActivity("a").execute();

    // then
    assertThat(stages(run)).containsExactly("one=ERROR", "one=IN_PROGRESS");
    complete("a", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldModifyMultiInstanceStep() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + "<bpmn:userTask id='a'><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>")));
    String run = start("p");

    // when
    modify(run).startBeforeActivity("a").execute();

    // then
    assertThat(tasks("a")).hasSize(3);
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");
    modify(run).startBeforeActivity("a#multiInstanceBody").execute();
    assertThat(tasks("a")).hasSize(5);
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS", "a=IN_PROGRESS");
    tasks("a").forEach(task -> engine.getTaskService().complete(task.getId()));
    assertThat(steps(run)).containsExactly("a=COMPLETED", "a=COMPLETED");
    assertThat(isWaiting(run)).isTrue();
    modify(run).startBeforeActivity("a").execute();
    assertThat(steps(run)).containsExactly("a=COMPLETED", "a=COMPLETED", "a=IN_PROGRESS");
    runtime().setVariable(run, "done", true);
    finish(run);
  }
}
