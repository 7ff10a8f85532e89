package io.github.bpmnstages.history;

import static io.github.bpmnstages.testing.TestRows.ended;
import static io.github.bpmnstages.testing.TestRows.milestone;
import static io.github.bpmnstages.testing.TestRows.noonPlusMinutes;
import static io.github.bpmnstages.testing.TestRows.run;
import static io.github.bpmnstages.testing.TestRows.stageRun;
import static io.github.bpmnstages.testing.TestRows.stepRun;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the writer sees and writes, on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunRowsContract {

  private final HikariDataSource database;
  private ProcessEngine engine;
  private CommandExecutor executor;

  RunRowsContract(TestDatabase server) {
    database = server.create();
  }

  @BeforeAll
  void startEngine() {
    ProcessEngineConfigurationImpl configuration =
        TestEngine.configuration(
            database,
            TestEngine.postInit(
                engine -> {
                  HistoryTables.postInit(engine, null, Duration.ofSeconds(5));
                  EngineRows.postInit(engine.getSqlSessionFactory().getConfiguration());
                }));
    engine = configuration.buildProcessEngine();
    executor = configuration.getCommandExecutorTxRequired();
  }

  @AfterAll
  void closeEngine() {
    engine.close();
    database.close();
  }

  @BeforeEach
  void deleteRows() {
    TableSchema.TABLES.forEach(table -> sql("delete from " + table));
  }

  @Test
  void shouldWriteAndReadEveryColumn() {
    // given
    OrchestrationRunEntity run = run("r");
    run.setSuperProcessInstanceId("super");
    run.setBusinessKey("key");
    run.setCurrentStageId("review");
    run.setReason("reason");
    run.setTenantId("tenant");
    run.setRemovalTime(noonPlusMinutes(60));
    StageRunEntity stage = ended(stageRun(run, "s", "review"), StageStatus.ERROR, 5);
    stage.setWaitingForExitCondition(true);
    stage.setDueDate(noonPlusMinutes(3));
    stage.setErrorCode("code");
    stage.setErrorMessage("message");
    stage.setFaultPath("boundary");
    StepRunEntity step = ended(stepRun(stage, "t", "check"), StepStatus.ERROR, 4);
    step.setTaskId("task");
    step.setAssignee("mary");
    step.setCalledProcessInstanceId("called");
    MilestoneEntity milestone = milestone(run, "m", MilestoneKind.FAIL_STEP);
    milestone.setStageId("review");
    milestone.setStageRunId("s");
    milestone.setStepId("check");
    milestone.setStepRunId("t");
    milestone.setDetail("detail");
    milestone.setUserId("mary");

    // when
    insert(run, stage, step, milestone);

    // then
    assertSameColumns(read(rows -> rows.findRun("r")), run);
    assertSameColumns(read(rows -> rows.findStageRun("s")), stage);
    assertSameColumns(read(rows -> rows.findStepRun("t")), step);
    assertSameColumns(
        executor.execute(
            context -> context.getDbEntityManager().selectById(MilestoneEntity.class, "m")),
        milestone);
  }

  @Test
  void shouldSeeRowsBeforeTheyAreFlushed() {
    write(
        rows -> {
          // given
          OrchestrationRunEntity run = run("r");
          StageRunEntity stage = stageRun(run, "s", "review");
          StepRunEntity step = stepRun(stage, "t", "check");
          StepRunEntity failed = stepRun(stage, "f", "check");
          failed.setActivityInstanceId(null);

          // when
          rows.insert(run);
          rows.insert(stage);
          rows.insert(step);
          rows.insert(failed);

          // then
          assertThat(rows.findRun("r")).isSameAs(run);
          assertThat(rows.findStageRun("s")).isSameAs(stage);
          assertThat(rows.findOpenStageRun("r")).isSameAs(stage);
          assertThat(rows.findStageRuns("r")).containsExactly(stage);
          assertThat(rows.readNewestStageRuns("r")).containsExactly(stage);
          assertThat(rows.findStepRunByActivityInstance("check:t")).isSameAs(step);
          assertThat(rows.findOpenStepRuns(rows.findStageRun("s"))).containsExactly(step, failed);
          assertThat(rows.findOpenStepRunsOfRun("r")).containsExactly(step, failed);
          assertThat(rows.findStepRunWithoutActivityInstance(rows.findStageRun("s"), "check"))
              .isSameAs(failed);
          assertThat(rows.readNewestStepRuns("r")).containsExactly(failed);
        });
  }

  @Test
  void shouldFindCommittedRows() {
    // given
    OrchestrationRunEntity run = run("r");
    StageRunEntity first = ended(stageRun(run, "s1", "intake"), StageStatus.COMPLETED, 1);
    StageRunEntity second = stageRun(run, "s2", "review");
    StepRunEntity done = ended(stepRun(second, "t1", "check"), StepStatus.COMPLETED, 1);
    StepRunEntity open = stepRun(second, "t2", "check");
    StepRunEntity failed = stepRun(second, "t3", "sign");
    failed.setActivityInstanceId(null);
    insert(run, first, second, done, open, failed);
    OrchestrationRunEntity other = run("other");
    insert(other, stageRun(other, "s3", "review"));

    write(
        rows -> {
          // when, then
          assertThat(rows.findOpenStageRuns("r")).extracting("id").containsExactly("s2");
          assertThat(rows.findStageRuns("r")).extracting("id").containsExactly("s1", "s2");
          assertThat(rows.findCompletedStageRuns("r")).extracting("id").containsExactly("s1");
          assertThat(rows.findOpenStepRuns(rows.findStageRun("s2")))
              .extracting("id")
              .containsExactly("t2", "t3");
          assertThat(rows.findOpenStepRunsOfRun("r")).extracting("id").containsExactly("t2", "t3");
          assertThat(rows.findStepRunByActivityInstance("check:t1").getId()).isEqualTo("t1");
          assertThat(
                  rows.findStepRunWithoutActivityInstance(rows.findStageRun("s2"), "sign").getId())
              .isEqualTo("t3");
          assertThat(rows.findStepRunWithoutActivityInstance(rows.findStageRun("s2"), "check"))
              .isNull();
          assertThat(rows.readNewestStepRuns("r")).extracting("id").containsExactly("t2", "t3");
          assertThat(rows.readNewestStageRuns("r")).extracting("id").containsExactly("s1", "s2");
          assertThat(rows.findOpenRunsByDefinition("order:1"))
              .extracting("id")
              .containsExactly("other", "r");
          assertThat(rows.findRun("unknown")).isNull();
          assertThat(rows.lock("unknown", false)).as("nobody holds what is not there").isTrue();
        });
  }

  @Test
  void shouldNotAnswerAsOpenWhatTheCommandHasEnded() {
    // given
    OrchestrationRunEntity run = run("r");
    insert(run, stageRun(run, "s", "review"));

    write(
        rows -> {
          // when
          ended(rows.findStageRun("s"), StageStatus.COMPLETED, 1);

          // then
          assertThat(rows.findOpenStageRuns("r")).isEmpty();
          assertThat(rows.findCompletedStageRuns("r")).extracting("id").containsExactly("s");
          assertThat(rows.readNewestStageRuns("r").get(0).getStatus())
              .isEqualTo(StageStatus.COMPLETED);
        });
  }

  @Test
  void shouldWriteChangesWithTheFlush() {
    // given
    OrchestrationRunEntity run = run("r");
    insert(run, stageRun(run, "s", "review"));

    // when
    write(rows -> rows.findStageRun("s").setWaitingForExitCondition(true));
    write(rows -> ended(rows.findRun("r"), RunStatus.CANCELED, 2).setReason("deleted"));

    // then
    assertThat(read(rows -> rows.findStageRun("s")).isWaitingForExitCondition()).isTrue();
    assertThat(read(rows -> rows.findRun("r")).getReason()).isEqualTo("deleted");
  }

  @Test
  void shouldNeverChangeAnEndedRow() {
    // given
    OrchestrationRunEntity run = run("r");
    insert(run, ended(stageRun(run, "s", "review"), StageStatus.COMPLETED, 1));

    // when
    write(rows -> rows.findStageRun("s").setStatus(StageStatus.CANCELED));

    // then
    assertThat(read(rows -> rows.findStageRun("s")).getStatus()).isEqualTo(StageStatus.COMPLETED);
  }

  @Test
  void shouldNotFailWhenTheRowIsGone() {
    // given
    OrchestrationRunEntity run = run("r");
    insert(run);

    // when
    write(
        rows -> {
          rows.findRun("r").setStatus(RunStatus.SUSPENDED);
          sql("delete from STG_HI_RUN");
        });

    // then
    assertThat((Object) read(rows -> rows.findRun("r"))).isNull();
  }

  @Test
  void shouldReadPastTheCaches() {
    // given
    OrchestrationRunEntity run = run("r");
    insert(run, stageRun(run, "s", "review"));

    write(
        rows -> {
          assertThat(rows.findOpenStageRun("r").getStatus()).isEqualTo(StageStatus.IN_PROGRESS);
          assertThat(rows.readNewestStageRuns("r")).hasSize(1);

          // when
          sql("update STG_HI_STAGE_RUN set STATUS_ = 'SUSPENDED'");

          // then
          assertThat(rows.readNewestStageRuns("r").get(0).getStatus())
              .isEqualTo(StageStatus.SUSPENDED);
        });
  }

  @Test
  void shouldWaitForTheLockAndTakeOverWhatItsHolderCommitted() throws Exception {
    // given
    OrchestrationRunEntity run = run("r");
    insert(run, stageRun(run, "s", "review"));
    ExecutorService other = Executors.newSingleThreadExecutor();
    CountDownLatch asking = new CountDownLatch(1);
    Future<List<Object>>[] seen = new Future[1];

    // when
    write(
        rows -> {
          rows.lock("r", true);
          ended(rows.findStageRun("s"), StageStatus.COMPLETED, 1);
          seen[0] =
              other.submit(
                  () ->
                      read(
                          otherRows -> {
                            StageRunEntity stageRun = otherRows.findStageRun("s");
                            boolean inVain = otherRows.lock("r", false);
                            asking.countDown();
                            otherRows.lock("r", true);
                            return List.of(
                                inVain,
                                stageRun.getStatus(),
                                otherRows.findOpenStageRuns("r").size());
                          }));
          await(asking);
        });

    // then
    assertThat(seen[0].get()).containsExactly(false, StageStatus.COMPLETED, 0);
    other.shutdown();
  }

  @Test
  void shouldKeepOwnChangesBehindTheLockAndTakeOverOthers() {
    // given
    OrchestrationRunEntity run = run("r");
    insert(run);

    // when
    write(
        rows -> {
          rows.findRun("r").setCurrentStageId("review");
          sql("update STG_HI_RUN set STATUS_ = 'ERROR', CURRENT_STAGE_ID_ = 'other'");
          rows.lock("r", true);
        });

    // then
    assertThat(read(rows -> rows.findRun("r")).getStatus()).isEqualTo(RunStatus.ERROR);
    assertThat(read(rows -> rows.findRun("r")).getCurrentStageId()).isEqualTo("review");
  }

  @Test
  void shouldLeaveToOthersWhatItDoesNotChangeInStepRun() {
    // given
    OrchestrationRunEntity run = run("r");
    StageRunEntity review = stageRun(run, "s", "review");
    insert(run, review, stepRun(review, "t", "check"));

    // when
    write(
        rows -> {
          rows.findStepRun("t").setAssignee("mary");
          sql("update STG_HI_STEP_RUN set STATUS_ = 'ERROR', ERROR_CODE_ = 'broken'");
        });

    // then
    StepRunEntity step = read(rows -> rows.findStepRun("t"));
    assertThat(step.getStatus()).isEqualTo(StepStatus.ERROR);
    assertThat(step.getErrorCode()).isEqualTo("broken");
    assertThat(step.getAssignee()).isEqualTo("mary");
  }

  @Test
  void shouldFindAllVersionsByKey() {
    // given
    for (String id : new String[] {"order:1", "order:2"}) {
      sql(
          "insert into ACT_RE_PROCDEF (ID_, KEY_, VERSION_, NAME_) values ('%s', 'order', %s, 'Order')"
              .formatted(id, id.substring(6)));
    }
    sql(
        "insert into ACT_RE_PROCDEF (ID_, KEY_, VERSION_, TENANT_ID_) values ('order:3', 'order',"
            + " 1, 'tenant')");
    OrchestrationRunEntity second = run("r2");
    second.setProcessDefinitionId("order:2");
    OrchestrationRunEntity tenants = run("r3");
    tenants.setProcessDefinitionId("order:3");
    insert(run("r1"), second, tenants, ended(run("r4"), RunStatus.COMPLETED, 1));

    write(
        rows -> {
          // when, then
          assertThat(rows.findDefinitionIds("order", false, null))
              .containsExactlyInAnyOrder("order:1", "order:2", "order:3");
          assertThat(rows.findDefinitionIds("order", true, null))
              .containsExactlyInAnyOrder("order:1", "order:2");
          assertThat(rows.findDefinitionIds("order", true, "tenant")).containsExactly("order:3");
          assertThat(rows.findOpenRunsByDefinition("order:1"))
              .extracting("id")
              .containsExactly("r1");
        });
    sql("delete from ACT_RE_PROCDEF");
  }

  @Test
  void shouldShortenTextsToWhatEveryDatabaseHolds() {
    // given
    OrchestrationRunEntity run = run("r");
    run.setReason("\u20ac".repeat(3000));

    // when
    insert(run);

    // then
    assertThat(read(rows -> rows.findRun("r")).getReason())
        .startsWith("\u20ac\u20ac")
        .hasSizeLessThan(2001);
  }

  private static void assertSameColumns(Object actual, Object expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .ignoringFields("loaded", "written")
        .withEqualsForType((a, b) -> a.getTime() == b.getTime(), Date.class)
        .isEqualTo(expected);
  }

  private void insert(Object... entities) {
    write(
        rows -> {
          for (Object entity : entities) {
            if (entity instanceof OrchestrationRunEntity run) {
              rows.insert(run);
            } else if (entity instanceof StageRunEntity stageRun) {
              rows.insert(stageRun);
            } else if (entity instanceof StepRunEntity stepRun) {
              rows.insert(stepRun);
            } else {
              rows.insert((MilestoneEntity) entity);
            }
          }
        });
  }

  private void write(Consumer<RunRows> work) {
    read(
        rows -> {
          work.accept(rows);
          return null;
        });
  }

  private <T> T read(Function<RunRows, T> work) {
    return executor.execute(context -> work.apply(new RunRows(context)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sql(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
