package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.faultPath;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.parallel;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.subProcess;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.Test;

/** Contract, section 10: migration keeps the records true. */
class MigrationTest extends CheckedStagesTest {

  private static final String TWO_STEPS = sequence("s", "a", "b") + userTask("a") + userTask("b");

  private static final String PARALLEL_STEPS =
      parallel("s", "a", "b") + userTask("a") + userTask("b");

  private static final UnaryOperator<MigrationPlanBuilder> BOTH_STEPS =
      plan -> plan.mapActivities("a", "a").mapActivities("b", "b");

  private static String model(String condition, String steps) {
    return twoStages(stage("one", condition, steps));
  }

  private ProcessDefinition newest(String key) {
    return engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .processDefinitionKey(key)
        .latestVersion()
        .singleResult();
  }

  private String definitionOf(String run) {
    return runtime()
        .createProcessInstanceQuery()
        .processInstanceId(run)
        .singleResult()
        .getProcessDefinitionId();
  }

  private ProcessDefinition migrate(String run, String model) {
    return migrate(run, model, "p", MigrationPlanBuilder::mapEqualActivities);
  }

  private ProcessDefinition migrate(
      String run, String model, String key, UnaryOperator<MigrationPlanBuilder> mapping) {
    deploy(model);
    ProcessDefinition target = newest(key);
    runtime()
        .newMigration(
            mapping.apply(runtime().createMigrationPlan(definitionOf(run), target.getId())).build())
        .processInstanceIds(run)
        .execute();
    return target;
  }

  private List<String> definitions(String table, String run) {
    return query(
        "select distinct PROC_DEF_ID_, PROC_DEF_KEY_ from STG_HI_"
            + table
            + " where "
            + (table.equals("RUN") ? "ID_" : "RUN_ID_")
            + " = '"
            + run
            + "' and END_TIME_ is null",
        2);
  }

  @Test
  void shouldCarryTheNewDefinition() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");

    // when
    ProcessDefinition target = migrate(run, model("${done}", TWO_STEPS));

    // then
    for (String table : List.of("RUN", "STAGE_RUN", "STEP_RUN")) {
      assertThat(definitions(table, run)).containsExactly(target.getId() + "=p");
    }
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");
    complete("a", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldCarryTheNewKey() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");

    // when
    ProcessDefinition target =
        migrate(
            run,
            model("${done}", TWO_STEPS).replace("process id=\"p\"", "process id=\"q\""),
            "q",
            MigrationPlanBuilder::mapEqualActivities);

    // then
    for (String table : List.of("RUN", "STAGE_RUN", "STEP_RUN")) {
      assertThat(definitions(table, run)).containsExactly(target.getId() + "=q");
    }
    complete("a", Map.of("done", true));
    finish(run);
  }

  /** Rows keep the definition under which they were written; no index is kept on that. */
  @Test
  void shouldFindByEachDefinitionWhatWasWrittenUnderIt() {
    // given
    String model = model("${done}", TWO_STEPS);
    deploy(model);
    String run = start("p");
    List<String> versions = new ArrayList<>(List.of(definitionOf(run)));
    complete("a");
    versions.add(migrate(run, model).getId());
    assertThatEachIsFound(run, versions, List.of("p"));

    // when
    String other = model.replace("process id=\"p\"", "process id=\"q\"");
    versions.add(migrate(run, other, "q", MigrationPlanBuilder::mapEqualActivities).getId());
    complete("b");
    versions.add(migrate(run, other, "q", MigrationPlanBuilder::mapEqualActivities).getId());
    runtime().setVariable(run, "done", true);

    // then
    assertThatEachIsFound(run, versions, List.of("p", "q"));
    finish(run);
  }

  private void assertThatEachIsFound(String run, List<String> definitions, List<String> keys) {
    Map<String, Long> rows = new LinkedHashMap<>();
    Map<String, Long> found = new LinkedHashMap<>();
    StageService service = StagesPlugin.stageService(engine);
    for (String id : definitions) {
      rows.put(id, rows(run, "PROC_DEF_ID_ = '" + id + "'"));
      found.put(
          id,
          service.createStageRunQuery().processDefinitionId(id).count()
              + service.createStepRunQuery().processDefinitionIdIn(id, "none").count()
              + service.createMilestoneQuery().processDefinitionId(id).count());
    }
    for (String key : keys) {
      rows.put(key, rows(run, "PROC_DEF_KEY_ = '" + key + "'"));
      found.put(
          key,
          service.createStageRunQuery().processDefinitionKeyIn(key, "none").count()
              + service.createStepRunQuery().processDefinitionKey(key).count()
              + service.createMilestoneQuery().processDefinitionKey(key).count());
    }
    assertThat(rows.get(definitions.get(0))).isPositive();
    assertThat(found).isEqualTo(rows);
  }

  private long rows(String run, String condition) {
    return Stream.of("STAGE_RUN", "STEP_RUN", "MILESTONE")
        .map(table -> "select ID_, RUN_ID_ from STG_HI_" + table)
        .mapToLong(sql -> query(sql + " where RUN_ID_ = '" + run + "' and " + condition, 2).size())
        .sum();
  }

  @Test
  void shouldLookAtTheNewCondition() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p", Map.of("x", 1));

    // when
    migrate(run, model("${x == 1}", TWO_STEPS));

    // then
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldUseTheNewConditionLater() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p", Map.of("x", 0));
    migrate(run, model("${x == 1}", TWO_STEPS));

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    runtime().setVariable(run, "x", 1);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldMigrateAWaitingStage() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");
    complete("a");
    complete("b");

    // when
    migrate(run, model("${done}", TWO_STEPS));

    // then
    assertThat(isWaiting(run)).isTrue();
    assertThat(runtime().getActivityInstance(run).getActivityInstances("one")).hasSize(1);
    restartEngine();
    runtime().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLookAtAWaitingStage() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p", Map.of("x", 1));
    complete("a");
    complete("b");

    // when
    migrate(run, model("${x == 1}", TWO_STEPS));

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLeaveAWaitingStageThatHasNothingToWaitForAnyMore() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");
    complete("a");
    complete("b");

    // when
    migrate(run, twoStages(stage("one", TWO_STEPS)));

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLeaveAWaitingStageThatIsNoneAnyMore() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");
    complete("a");
    complete("b");

    // when
    migrate(run, twoStages(subProcess("one", TWO_STEPS)));

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLeaveASuspendedWaitingStageWhenItIsResumed() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");
    complete("a");
    complete("b");
    runtime().suspendProcessInstanceById(run);
    migrate(run, twoStages(stage("one", TWO_STEPS)));
    assertThat(stages(run)).containsExactly("one=SUSPENDED");

    // when
    runtime().activateProcessInstanceById(run);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldGiveAStageAConditionThatHadNone() {
    // given
    deploy(twoStages(stage("one", TWO_STEPS)));
    String run = start("p");

    // when
    migrate(run, model("${done}", TWO_STEPS));

    // then
    complete("a");
    complete("b");
    assertThat(isWaiting(run)).isTrue();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldTakeTheConditionFromAStage() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");

    // when
    migrate(run, twoStages(stage("one", TWO_STEPS)));

    // then
    runtime().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    complete("a");
    complete("b");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldRenameAStageAndItsSteps() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");
    complete("a");

    // when
    migrate(
        run,
        process(
            "p",
            sequence("p", "first", "two")
                + stage(
                    "first",
                    "${done and steps.beta.status == 'COMPLETED'}",
                    sequence("s", "a", "beta") + userTask("a") + userTask("beta"))
                + stage("two", sequence("t", "c") + userTask("c"))),
        "p",
        plan -> plan.mapActivities("one", "first").mapActivities("b", "beta"));

    // then
    assertThat(stages(run)).containsExactly("first=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "beta=IN_PROGRESS");
    assertThat(column("select CURRENT_STAGE_ID_ from STG_HI_RUN where ID_ = '" + run + "'"))
        .isEqualTo("first");
    assertThat(stageRun(run, "first").getStageName()).isEqualTo("The first");
    complete("beta", Map.of("done", true));
    assertThat(stages(run)).containsExactly("first=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldRenameAWaitingStage() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");
    complete("a");
    complete("b");

    // when
    migrate(
        run,
        process(
            "p",
            sequence("p", "first", "two")
                + stage("first", "${done}", TWO_STEPS)
                + stage("two", sequence("t", "c") + userTask("c"))),
        "p",
        plan -> plan.mapActivities("one", "first"));

    // then
    assertThat(stages(run)).containsExactly("first=IN_PROGRESS");
    assertThat(isWaiting(run)).isTrue();
    assertThat(runtime().getActivityInstance(run).getActivityInstances("first")).hasSize(1);
    restartEngine();
    runtime().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("first=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldStartStepsAgainInAMigratedWaitingStage() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");
    complete("a");
    complete("b");
    migrate(run, model("${done}", TWO_STEPS));

    // when
    runtime().createProcessInstanceModification(run).startBeforeActivity("b").execute();

    // then
    assertThat(openTasks()).containsExactly("b");
    complete("b", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldCancelTheStageThatBecomesAPlainSubProcess() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");

    // when
    migrate(run, twoStages(subProcess("one", TWO_STEPS)));

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactly("a=CANCELED");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    complete("a");
    complete("b");
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldRecordTheSubProcessThatBecomesAStage() {
    // given
    deploy(twoStages(subProcess("one", TWO_STEPS)));
    String run = start("p");

    // when
    migrate(run, model("${done}", TWO_STEPS));

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");
    complete("a", Map.of("done", true));
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldRecordTheRunOfAProcessThatBecomesAnOrchestration() {
    // given
    deploy(process("p", sequence("p", "one") + subProcess("one", TWO_STEPS)));
    String run = start("p");
    assertThat(runStatus(run)).isNull();

    // when
    migrate(run, model("${done}", TWO_STEPS));

    // then
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldEndTheRunOfAProcessThatIsNoOrchestrationAnyMore() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");

    // when
    migrate(run, process("p", sequence("p", "one") + subProcess("one", TWO_STEPS)));

    // then
    assertThat(runStatus(run)).isEqualTo("CANCELED");
    assertThat(column("select REASON_ from STG_HI_RUN")).contains("has no stages");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    complete("a");
    complete("b");
    assertThat(isEnded(run)).isTrue();
    assertThat(runStatus(run)).isEqualTo("CANCELED");
  }

  @Test
  void shouldStartTheStageThatIsAddedAroundATask() {
    // given
    deploy(process("p", sequence("p", "a") + userTask("a")));
    String run = start("p", Map.of("done", true));

    // when
    migrate(run, model("${done}", TWO_STEPS), "p", plan -> plan.mapActivities("a", "a"));

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");
    runtime().setVariable(run, "x", 1);
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldReplaceTheStageAroundAStep() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");

    // when
    migrate(
        run,
        process(
            "p",
            sequence("p", "other", "two")
                + stage("other", "${done}", TWO_STEPS)
                + stage("two", sequence("t", "c") + userTask("c"))),
        "p",
        plan -> plan.mapActivities("a", "a"));

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "other=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");
    assertThat(
            column(
                "select STAGE_ID_ from STG_HI_STEP_RUN where STEP_ID_ = 'a' and STAGE_RUN_ID_ ="
                    + " (select ID_ from STG_HI_STAGE_RUN where STAGE_ID_ = 'other')"))
        .isEqualTo("other");
    complete("a", Map.of("done", true));
    finish(run);
  }

  @Test
  void shouldKnowStepsThatWereAdded() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");

    // when
    migrate(
        run,
        model(
            "${steps.extra.status == 'COMPLETED'}",
            sequence("s", "a", "extra", "b") + userTask("a") + userTask("extra") + userTask("b")));

    // then
    complete("a");
    assertThat(openTasks()).containsExactly("extra");
    complete("extra");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "extra=COMPLETED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldMigrateParallelAndMultiInstanceSteps() {
    // given
    String steps =
        parallel("s", "a", "b")
            + userTask("a")
            + "<bpmn:userTask id='b'><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>";
    deploy(model("${done}", steps));
    String run = start("p");
    engine.getTaskService().complete(tasks("b").get(0).getId());

    // when
    ProcessDefinition target = migrate(run, model("${done}", steps));

    // then
    assertThat(definitions("STEP_RUN", run)).containsExactly(target.getId() + "=p");
    assertThat(steps(run)).containsExactlyInAnyOrder("a=IN_PROGRESS", "b=IN_PROGRESS");
    tasks("b").forEach(task -> engine.getTaskService().complete(task.getId()));
    assertThat(steps(run)).containsExactlyInAnyOrder("a=IN_PROGRESS", "b=COMPLETED");
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldMigrateSuspendedRun() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");
    runtime().suspendProcessInstanceById(run);

    // when
    migrate(run, model("${x == 1}", TWO_STEPS));

    // then
    assertThat(runStatus(run)).isEqualTo("SUSPENDED");
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    runtime().setVariable(run, "x", 1);
    runtime().activateProcessInstanceById(run);
    finish(run);
  }

  @Test
  void shouldMigrateRunInErrorAndItsIncident() {
    // given
    String steps =
        sequence("s", "x", "b")
            + "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:expression='${missing.call()}'/>"
            + userTask("b");
    deploy(model("${done}", steps));
    String run = start("p");
    String job = management().createJobQuery().singleResult().getId();
    management().setJobRetries(job, 0);
    assertThat(stages(run)).containsExactly("one=ERROR");

    // when
    migrate(run, model("${done}", steps));

    // then
    assertThat(stages(run)).containsExactly("one=ERROR");
    management().setJobRetries(management().createJobQuery().singleResult().getId(), 1);
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldMigrateWithAFaultPathAdded() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");

    // when
    migrate(
        run,
        twoStages(
            stage("one", "${done}", TWO_STEPS),
            faultPath("fault", "one"),
            flow("fault", "fixed"),
            userTask("fixed")));

    // then
    engine.getTaskService().handleBpmnError(task("a").getId(), "anError");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(openTasks()).containsExactly("fixed");
  }

  @Test
  void shouldSetVariablesOfThePlan() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String run = start("p");

    // when
    migrate(
        run,
        model("${done}", TWO_STEPS),
        "p",
        plan -> plan.mapEqualActivities().setVariables(Map.of("done", true)));

    // then
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "c=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldMigrateByBatch() {
    // given
    deploy(model("${done}", TWO_STEPS));
    String first = start("p", Map.of("x", 1));
    String second = start("p", Map.of("x", 2));
    tasks("a").forEach(task -> engine.getTaskService().complete(task.getId()));
    tasks("b").forEach(task -> engine.getTaskService().complete(task.getId()));
    deploy(model("${x == 1}", TWO_STEPS));

    // when
    runtime()
        .newMigration(
            runtime()
                .createMigrationPlan(definitionOf(first), newest("p").getId())
                .mapEqualActivities()
                .build())
        .processInstanceIds(first, second)
        .executeAsync();
    executeAllJobs();

    // then
    assertThat(stages(first)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(stages(second)).containsExactly("one=IN_PROGRESS");
    assertThat(definitions("RUN", first)).isEqualTo(definitions("RUN", second));
  }

  @Test
  void shouldMigrateAProcessWithoutStagesAsEver() {
    // given
    deploy(process("p", sequence("p", "a") + userTask("a")));
    String run = start("p");

    // when
    migrate(run, process("p", sequence("p", "a") + userTask("a")));

    // then
    assertThat(runStatus(run)).isNull();
    complete("a");
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldMigrateParallelTokensOutOfASubProcessThatIsNoStage() {
    // given
    deploy(process("p", sequence("p", "sub") + subProcess("sub", PARALLEL_STEPS)));
    String run = start("p");

    // when
    ProcessDefinition target = migrate(run, process("p", PARALLEL_STEPS), "p", BOTH_STEPS);

    // then
    assertThat(definitionOf(run)).isEqualTo(target.getId());
    assertThat(openTasks()).containsExactly("a", "b");
    assertThat(runStatus(run)).isNull();
  }
}
