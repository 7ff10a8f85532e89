package io.github.bpmnstages.history;

import static io.github.bpmnstages.testing.TestRows.milestone;
import static io.github.bpmnstages.testing.TestRows.stageRun;
import static io.github.bpmnstages.testing.TestRows.stepRun;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import io.github.bpmnstages.testing.TestRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rows live and die with the process instance's history, on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HistoryLifetimeContract {

  private static final Date REMOVAL = new Date(1_750_000_000_000L);

  private static final String PROCESS =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
        <process id="order" isExecutable="true" camunda:historyTimeToLive="5">
          <startEvent id="start"/>
          <sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
          <userTask id="task"/>
          <sequenceFlow id="f2" sourceRef="task" targetRef="end"/>
          <endEvent id="end"/>
          <!-- a process that has no stages and calls nothing has no rows to look for -->
          <callActivity id="call" calledElement="other"/>
        </process>
      </definitions>
      """;

  private final HikariDataSource database;
  private ProcessEngineConfigurationImpl configuration;
  private ProcessEngine engine;
  private RuntimeService runtime;
  private HistoryService history;
  private String deploymentId;
  private long tests;
  private long testStart;

  HistoryLifetimeContract(TestDatabase server) {
    database = server.create();
  }

  @BeforeAll
  void startEngine() {
    configuration =
        TestEngine.configuration(
            database,
            TestEngine.postInit(
                engine -> HistoryTables.postInit(engine, null, Duration.ofSeconds(5))));
    engine = configuration.buildProcessEngine();
    runtime = engine.getRuntimeService();
    history = engine.getHistoryService();
  }

  @BeforeEach
  void deploy() {
    // what the cleanup does once an hour it does in each test
    ClockUtil.offset(TimeUnit.HOURS.toMillis(2 * ++tests));
    testStart = ClockUtil.getCurrentTime().getTime();
    deploymentId =
        engine
            .getRepositoryService()
            .createDeployment()
            .addString("order.bpmn", PROCESS)
            .deploy()
            .getId();
  }

  @AfterEach
  void deleteAll() {
    ClockUtil.reset();
    configuration.setHistoryCleanupStrategy(
        ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_REMOVAL_TIME_BASED);
    configuration.setHistoryCleanupBatchSize(500);
    engine
        .getRepositoryService()
        .createDeploymentQuery()
        .list()
        .forEach(one -> engine.getRepositoryService().deleteDeployment(one.getId(), true));
    TableSchema.TABLES.forEach(table -> sql("delete from " + table));
  }

  @AfterAll
  void closeEngine() {
    engine.close();
    database.close();
  }

  @Test
  void shouldBeDeletedWithTheHistoricInstance() {
    // given
    String deleted = endedRun();
    String kept = endedRun();

    // when
    history.deleteHistoricProcessInstance(deleted);

    // then
    assertThat(rows()).containsExactly(1, 1, 1, 1);
    assertThat(count("STG_HI_RUN where ID_ = '" + kept + "'")).isOne();
  }

  @Test
  void shouldBeDeletedInBulkAndByBatch() {
    // given
    List<String> bulk = List.of(endedRun(), endedRun());
    List<String> batch = List.of(endedRun(), endedRun());
    endedRun();

    // when
    history.deleteHistoricProcessInstancesBulk(bulk);
    runBatch(history.deleteHistoricProcessInstancesAsync(batch, "test"));

    // then
    assertThat(rows()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldBeDeletedWithTheDeployment() {
    // given
    endedRun();
    startRun();

    // when
    engine.getRepositoryService().deleteDeployment(deploymentId, true);

    // then
    assertThat(rows()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void shouldGetTheRemovalTimeWhenTheRootEnds() {
    // given
    startRun();
    assertThat(rowsWhere("REMOVAL_TIME_ is null")).containsExactly(1, 1, 1, 1);

    // when
    completeTask();

    // then
    assertThat(rowsWhere("REMOVAL_TIME_ is not null")).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldGetTheRemovalTimeByBatch() {
    // given
    String changed = endedRun();
    endedRun();

    // when
    runBatch(
        history
            .setRemovalTimeToHistoricProcessInstances()
            .absoluteRemovalTime(REMOVAL)
            .byIds(changed)
            .executeAsync());

    // then
    assertThat(removalTimes(changed)).containsExactly(REMOVAL, REMOVAL, REMOVAL, REMOVAL);
    assertThat(rowsWhere("REMOVAL_TIME_ > '2025-06-20'")).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldLoseTheRemovalTimeByBatch() {
    // given
    String changed = endedRun();

    // when
    runBatch(
        history
            .setRemovalTimeToHistoricProcessInstances()
            .clearedRemovalTime()
            .byIds(changed)
            .hierarchical()
            .executeAsync());

    // then
    assertThat(rowsWhere("REMOVAL_TIME_ is null")).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldGetTheRemovalTimeInChunks() {
    // given
    String changed = endedRun();
    addMilestones(changed, 5);

    // when
    runBatch(
        history
            .setRemovalTimeToHistoricProcessInstances()
            .absoluteRemovalTime(REMOVAL)
            .byIds(changed)
            .updateInChunks()
            .chunkSize(2)
            .executeAsync());

    // then
    assertThat(removalTimes(changed)).containsExactly(REMOVAL, REMOVAL, REMOVAL, REMOVAL);
    assertThat(count("STG_HI_MILESTONE where REMOVAL_TIME_ > '2025-06-20'")).isZero();
  }

  @Test
  void shouldGetTheRemovalTimeInChunksForTheHierarchy() {
    // given
    String changed = endedRun();
    addMilestones(changed, 5);

    // when
    runBatch(
        history
            .setRemovalTimeToHistoricProcessInstances()
            .absoluteRemovalTime(REMOVAL)
            .byIds(changed)
            .hierarchical()
            .updateInChunks()
            .chunkSize(2)
            .executeAsync());

    // then
    assertThat(count("STG_HI_MILESTONE where REMOVAL_TIME_ > '2025-06-20'")).isZero();
  }

  @Test
  void shouldBeCleanedUpByRemovalTime() {
    // given
    String run = endedRun();
    addMilestones(run, 5);
    startRun();
    ClockUtil.setCurrentTime(inDays(6));

    // when
    cleanUp();

    // then
    assertThat(rows()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldGoOnWithTheCleanupWhileThereAreRows() {
    // given
    String run = endedRun();
    addMilestones(run, 7);
    configuration.setHistoryCleanupBatchSize(3);
    // the engine's own rows are gone, only the plugin's are as many as the batch
    sql("delete from ACT_HI_ACTINST");
    sql("delete from ACT_HI_OP_LOG");
    sql("delete from ACT_HI_DETAIL");
    ClockUtil.setCurrentTime(inDays(6));

    // when
    Job cleanup = cleanUp();

    // then
    assertThat(count("STG_HI_MILESTONE")).isEqualTo(5);
    assertThat(cleanup.isSuspended()).isFalse();
  }

  @Test
  void shouldBeCleanedUpByEndTime() {
    // given
    endedRun();
    startRun();
    configuration.setHistoryCleanupStrategy(
        ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
    ClockUtil.setCurrentTime(inDays(6));

    // when
    cleanUp();

    // then
    assertThat(rows()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldBeCleanedUpByTheMinutesOfEachParallelJob() {
    // given
    endedRun();
    sql("update STG_HI_STEP_RUN set REMOVAL_TIME_ = '2025-06-20 12:10:00'");
    sql("update STG_HI_MILESTONE set REMOVAL_TIME_ = '2025-06-20 12:40:00'");

    // when
    configuration
        .getCommandExecutorTxRequired()
        .execute(
            context ->
                context
                    .getHistoricProcessInstanceManager()
                    .deleteHistoricProcessInstancesByRemovalTime(inDays(1), 0, 29, 100));

    // then
    assertThat(count("STG_HI_STEP_RUN")).isZero();
    assertThat(count("STG_HI_MILESTONE")).isOne();
  }

  @Test
  void shouldBeCleanedUpThoughItHasMissedTheEndOfItsProcessInstance() {
    // given
    endedRunWithoutRemovalTime();
    String running = startRun();
    ClockUtil.setCurrentTime(inDays(6));

    // when
    cleanUp();

    // then
    assertThat(rows()).containsExactly(1, 1, 1, 1);
    assertThat(count("STG_HI_RUN where ID_ = '" + running + "'")).isOne();
  }

  @Test
  void shouldGetWithTheNextCleanupTheRemovalTimeThatItHasMissed() {
    // given
    endedRunWithoutRemovalTime();

    // when
    cleanUp();

    // then
    assertThat(rowsWhere("REMOVAL_TIME_ = (select REMOVAL_TIME_ from ACT_HI_PROCINST)"))
        .containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldGoWithTheNextCleanupWhenTheHistoryIsGone() {
    // given
    endedRunWithoutRemovalTime();
    sql("delete from ACT_HI_PROCINST");
    startRun();

    // when
    cleanUp();

    // then
    assertThat(rows()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldLookForMissedRemovalTimesOnceAnHour() {
    // given
    cleanUp();
    endedRunWithoutRemovalTime();

    // when
    cleanUp();
    List<Integer> atOnce = rowsWhere("REMOVAL_TIME_ is not null");
    ClockUtil.setCurrentTime(new Date(testStart + TimeUnit.HOURS.toMillis(2)));
    cleanUp();

    // then
    assertThat(atOnce).containsExactly(0, 0, 0, 0);
    assertThat(rowsWhere("REMOVAL_TIME_ is not null")).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldGoOnLookingForMissedRemovalTimesWhileThereAreMany() {
    // given
    configuration.setHistoryCleanupBatchSize(1);
    endedRunWithoutRemovalTime();
    endedRunWithoutRemovalTime();

    // when
    cleanUp();
    cleanUp();

    // then
    assertThat(rowsWhere("REMOVAL_TIME_ is not null")).containsExactly(2, 2, 2, 2);
  }

  @Test
  void shouldNotGetARemovalTimeThatTheHistoryDoesNotHave() {
    // given
    endedRunWithoutRemovalTime();
    sql("update ACT_HI_PROCINST set REMOVAL_TIME_ = null");
    ClockUtil.setCurrentTime(inDays(6));

    // when
    cleanUp();

    // then
    assertThat(rowsWhere("REMOVAL_TIME_ is null")).containsExactly(1, 1, 1, 1);
  }

  @Test
  void shouldStayWhereTheHistoryIsKeptElsewhere() {
    // given
    endedRunWithoutRemovalTime();
    sql("delete from ACT_HI_PROCINST");
    configuration.setEnableDefaultDbHistoryEventHandler(false);

    // when
    try {
      cleanUp();
    } finally {
      configuration.setEnableDefaultDbHistoryEventHandler(true);
    }

    // then
    assertThat(rows()).containsExactly(1, 1, 1, 1);
  }

  /** As on a node that could not know that the process instance had been an orchestration. */
  private void endedRunWithoutRemovalTime() {
    String run = endedRun();
    sql(
        "update STG_HI_RUN set END_TIME_ = START_TIME_, STATUS_ = 'CANCELED',"
            + " OTHER_DEF_ID_ = 'other:1', OTHER_DEF_KEY_ = 'other'");
    for (String table : TableSchema.TABLES) {
      sql("update " + table + " set REMOVAL_TIME_ = null");
    }
    assertThat(removalTime(run)).isNotNull();
  }

  private Job cleanUp() {
    Job job = history.cleanUpHistoryAsync(true);
    engine.getManagementService().executeJob(job.getId());
    return engine.getManagementService().createJobQuery().jobId(job.getId()).singleResult();
  }

  private void runBatch(Batch batch) {
    executeJobs(batch.getSeedJobDefinitionId());
    executeJobs(batch.getBatchJobDefinitionId());
    executeJobs(batch.getMonitorJobDefinitionId());
  }

  private void executeJobs(String jobDefinitionId) {
    for (int i = 0; i < 50; i++) {
      List<Job> jobs =
          engine.getManagementService().createJobQuery().jobDefinitionId(jobDefinitionId).list();
      if (jobs.isEmpty()) {
        return;
      }
      engine.getManagementService().executeJob(jobs.get(0).getId());
    }
    throw new IllegalStateException("The batch does not come to an end");
  }

  private Date inDays(int days) {
    return new Date(testStart + TimeUnit.DAYS.toMillis(days));
  }

  private String endedRun() {
    String id = startRun();
    engine
        .getTaskService()
        .complete(
            engine.getTaskService().createTaskQuery().processInstanceId(id).singleResult().getId());
    return id;
  }

  private void completeTask() {
    engine
        .getTaskService()
        .complete(engine.getTaskService().createTaskQuery().singleResult().getId());
  }

  /** Process instance and rows in one transaction, as the recorder does it. */
  private String startRun() {
    return configuration
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              ProcessInstance instance = runtime.startProcessInstanceByKey("order");
              OrchestrationRunEntity run = TestRows.run(instance.getId());
              run.setProcessDefinitionId(instance.getProcessDefinitionId());
              StageRunEntity stage = stageRun(run, null, "review");
              RunRows rows = new RunRows(context);
              rows.insert(run);
              rows.insert(stage);
              rows.insert(stepRun(stage, null, "check"));
              rows.insert(milestone(run, null, MilestoneKind.START_RUN));
              return instance.getId();
            });
  }

  private Date removalTime(String runId) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceId(runId)
        .singleResult()
        .getRemovalTime();
  }

  private void addMilestones(String runId, int count) {
    Date removalTime = removalTime(runId);
    configuration
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              for (int i = 0; i < count; i++) {
                MilestoneEntity milestone =
                    milestone(TestRows.run(runId), null, MilestoneKind.END_STEP);
                milestone.setRemovalTime(removalTime);
                new RunRows(context).insert(milestone);
              }
              return null;
            });
  }

  private List<Integer> rows() {
    return TableSchema.TABLES.stream().map(this::count).toList();
  }

  private List<Integer> rowsWhere(String condition) {
    return TableSchema.TABLES.stream().map(table -> count(table + " where " + condition)).toList();
  }

  private List<Date> removalTimes(String runId) {
    return TableSchema.TABLES.stream()
        .map(
            table ->
                query(
                    "select min(REMOVAL_TIME_) from %s where %s = '%s'"
                        .formatted(table, table.equals("STG_HI_RUN") ? "ID_" : "RUN_ID_", runId),
                    result -> new Date(result.getTimestamp(1).getTime())))
        .toList();
  }

  private int count(String from) {
    return query("select count(*) from " + from, result -> result.getInt(1));
  }

  private interface Reading<T> {
    T read(ResultSet result) throws SQLException;
  }

  private <T> T query(String sql, Reading<T> reading) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return reading.read(result);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
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
