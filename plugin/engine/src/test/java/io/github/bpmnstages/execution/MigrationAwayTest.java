package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.parallel;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.subProcess;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.testing.StagesTest;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.junit.jupiter.api.Test;

/** A run that is migrated to a process without stages ends, while its process instance goes on. */
class MigrationAwayTest extends StagesTest {

  private static final String PARALLEL_STEPS =
      parallel("s", "a", "b") + userTask("a") + userTask("b");

  @Test
  void shouldCancelTheRunWhoseParallelTokensLeaveTheStage() {
    // given
    deploy(process("p", sequence("p", "one") + stage("one", PARALLEL_STEPS)));
    String run = start("p");
    deploy(process("q", PARALLEL_STEPS));

    // when
    migrate(run, "p", "q");

    // then
    assertThat(openTasks()).containsExactly("a", "b");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactlyInAnyOrder("a=CANCELED", "b=CANCELED");
    assertThat(runStatus(run)).isEqualTo("CANCELED");
  }

  @Test
  void shouldGetTheRemovalTimeWhenTheProcessInstanceEnds() {
    // given
    String run = migratedAway();

    // when
    complete("a");
    complete("b");

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(rowsWithRemovalTimeOf(run)).containsExactly("1", "1", "2", "8");
  }

  @Test
  void shouldGiveTheRemovalTimeToRunsThatItCalledBefore() {
    // given
    String called =
        process("c", sequence("c", "one") + stage("one", sequence("t", "x") + userTask("x")));
    String calls = "<bpmn:callActivity id='call' calledElement='c'/>";
    deploy(process("p", sequence("p", "call", "a") + calls + userTask("a")), called);
    String root = start("p");
    complete("x");
    deploy(process("q", sequence("q", "a") + userTask("a")));
    migrate(root, "p", "q", "a");

    // when
    complete("a");

    // then
    assertThat(isEnded(root)).isTrue();
    assertThat(rowsWithRemovalTimeOf(root)).containsExactly("1", "1", "1", "6");
  }

  @Test
  void shouldBeDeletedWithTheHistory() {
    // given
    String run = migratedAway();
    complete("a");
    complete("b");

    // when
    engine.getHistoryService().deleteHistoricProcessInstance(run);

    // then
    assertThat(rowsWithRemovalTimeOf(run)).containsExactly("0", "0", "0", "0");
    assertThat(column("select count(*) from STG_HI_RUN")).isEqualTo("0");
  }

  @Test
  void shouldBeDeletedWithTheDeploymentItWasMigratedTo() {
    // given
    String run = migratedAway();
    String deployment =
        engine
            .getRepositoryService()
            .createProcessDefinitionQuery()
            .processDefinitionKey("q")
            .singleResult()
            .getDeploymentId();

    // when
    engine.getRepositoryService().deleteDeployment(deployment, true);

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(column("select count(*) from STG_HI_RUN")).isEqualTo("0");
    assertThat(column("select count(*) from STG_HI_MILESTONE")).isEqualTo("0");
  }

  @Test
  void shouldBeFoundByTheDefinitionUnderWhichItIsWritten() {
    // given
    migratedAway();
    StageService stages = StagesPlugin.stageService(engine);

    // then
    for (String definition : query("select ID_ from ACT_RE_PROCDEF", 1)) {
      assertThat(stages.createOrchestrationRunQuery().processDefinitionId(definition).count())
          .isEqualTo(rowsOf("RUN", definition));
      assertThat(stages.createStageRunQuery().processDefinitionId(definition).count())
          .isEqualTo(rowsOf("STAGE_RUN", definition));
      assertThat(stages.createStepRunQuery().processDefinitionId(definition).count())
          .isEqualTo(rowsOf("STEP_RUN", definition));
      assertThat(stages.createMilestoneQuery().processDefinitionId(definition).count())
          .isEqualTo(rowsOf("MILESTONE", definition));
    }
  }

  /** Section 1: what is recorded never decides what a run does. */
  @Test
  void shouldLeaveTheStageThatItIsMigratedBackTo() {
    // given
    String run = migratedBack();

    // when
    complete("a");
    complete("b");
    List<String> waiting = openTasks();
    engine.getRuntimeService().setVariable(run, "go", true);

    // then
    assertThat(waiting).isEmpty();
    assertThat(isEnded(run)).isTrue();
    assertThat(stages(run)).containsExactly("one=CANCELED", "one=COMPLETED");
    assertThat(runStatus(run)).isEqualTo("CANCELED");
  }

  @Test
  void shouldLeaveEarlyTheStageThatItIsMigratedBackTo() {
    // given
    String run = migratedBack();

    // when
    engine.getRuntimeService().setVariable(run, "go", true);

    // then
    assertThat(isEnded(run)).isTrue();
    assertThat(stages(run)).containsExactly("one=CANCELED", "one=COMPLETED");
  }

  private String migratedBack() {
    deploy(process("p", sequence("p", "one") + stage("one", "${go}", PARALLEL_STEPS)));
    String run = start("p");
    deploy(process("q", sequence("q", "one") + subProcess("one", PARALLEL_STEPS)));
    migrate(run, "p", "q", "one", "a", "b");
    assertThat(runStatus(run)).isEqualTo("CANCELED");
    migrate(run, "q", "p", "one", "a", "b");
    return run;
  }

  private long rowsOf(String table, String definition) {
    return Long.parseLong(
        column(
            "select count(*) from STG_HI_%s where PROC_DEF_ID_ = '%s'"
                .formatted(table, definition)));
  }

  private String migratedAway() {
    deploy(process("p", sequence("p", "one") + stage("one", PARALLEL_STEPS)));
    String run = start("p");
    deploy(process("q", PARALLEL_STEPS));
    migrate(run, "p", "q");
    return run;
  }

  /** Numbers of runs, stage runs, step runs and milestones below the root. */
  private List<String> rowsWithRemovalTimeOf(String root) {
    return List.of("RUN", "STAGE_RUN", "STEP_RUN", "MILESTONE").stream()
        .map(
            table ->
                column(
                    "select count(*) from STG_HI_%s r join ACT_HI_PROCINST p on p.ID_ = '%s'"
                            .formatted(table, root)
                        + " and p.ID_ = r.ROOT_PROC_INST_ID_"
                        + " and p.REMOVAL_TIME_ = r.REMOVAL_TIME_"))
        .toList();
  }

  private void migrate(String run, String from, String to) {
    migrate(run, from, to, "a", "b");
  }

  private void migrate(String run, String from, String to, String... activities) {
    RuntimeService runtime = engine.getRuntimeService();
    MigrationPlanBuilder plan = runtime.createMigrationPlan(definition(from), definition(to));
    for (String activity : activities) {
      plan.mapActivities(activity, activity);
    }
    runtime.newMigration(plan.build()).processInstanceIds(run).execute();
  }

  private String definition(String key) {
    return engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .processDefinitionKey(key)
        .singleResult()
        .getId();
  }
}
