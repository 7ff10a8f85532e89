package io.github.bpmnstages.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A contract about records, for one database: reads them as lines of text, and checks after each
 * test that they agree with each other and with the engine's own history.
 */
public abstract class RecordContract extends StagesTest {

  private final TestDatabase testDatabase;
  protected final Work work = new Work();

  protected RecordContract(TestDatabase testDatabase) {
    this.testDatabase = testDatabase;
  }

  @Override
  protected TestDatabase testDatabase() {
    return testDatabase;
  }

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    configuration.setBeans(new HashMap<>(Map.of("work", work)));
  }

  /** Time stands still in each test: whatever happens at one moment carries one time. */
  @BeforeEach
  void begin() {
    ClockUtil.setCurrentTime(new Date(1_000 * (System.currentTimeMillis() / 1_000)));
    engine.getIdentityService().setAuthenticatedUserId("kim");
  }

  @AfterEach
  void recordsShouldAgree() {
    work.heals();
    ClockUtil.reset();
    engine.getIdentityService().clearAuthentication();
    assertThat(new RecordCheck(database).contradictions()).isEmpty();
  }

  // records as text

  /** {@code STATUS [ended] [in stage] [because reason]}. */
  protected String run(String processInstanceId) {
    return lines(
            "select STATUS_, END_TIME_, CURRENT_STAGE_ID_, REASON_ from STG_HI_RUN where ID_ = '"
                + processInstanceId
                + "'",
            row ->
                row[0]
                    + (row[1] == null ? "" : " ended")
                    + (row[2] == null ? "" : " in " + row[2])
                    + (row[3] == null ? "" : " because " + row[3]))
        .get(0);
  }

  /** {@code id STATUS [ended] [code: message] [caught by event]}, oldest first. */
  protected List<String> stageRuns(String processInstanceId) {
    return lines(
        "select STAGE_ID_, STATUS_, END_TIME_, ERROR_CODE_, ERROR_MSG_, FAULT_PATH_"
            + " from STG_HI_STAGE_RUN where RUN_ID_ = '"
            + processInstanceId
            + "' order by SEQUENCE_",
        row -> failable(row) + (row[5] == null ? "" : " caught by " + row[5]));
  }

  /** {@code id STATUS [ended] [code: message]}, by id, oldest first. */
  protected List<String> stepRuns(String processInstanceId) {
    return lines(
        "select STEP_ID_, STATUS_, END_TIME_, ERROR_CODE_, ERROR_MSG_"
            + " from STG_HI_STEP_RUN where RUN_ID_ = '"
            + processInstanceId
            + "' order by STEP_ID_, SEQUENCE_",
        RecordContract::failable);
  }

  private static String failable(String[] row) {
    return row[0]
        + " "
        + row[1]
        + (row[2] == null ? "" : " ended")
        + (row[3] == null ? "" : " " + row[3] + ": " + row[4]);
  }

  /** {@code KIND subject [(detail)]}, in the order in which they happened. */
  protected List<String> history(String processInstanceId) {
    return lines(
        "select KIND_, STAGE_ID_, STEP_ID_, DETAIL_ from STG_HI_MILESTONE where RUN_ID_ = '"
            + processInstanceId
            + "' order by SEQUENCE_",
        row ->
            row[0]
                + (row[2] != null ? " " + row[2] : row[1] != null ? " " + row[1] : "")
                + (row[3] == null ? "" : " (" + row[3] + ")"));
  }

  /** What was added to the history since there were so many milestones. */
  protected List<String> historySince(String processInstanceId, int milestones) {
    List<String> all = history(processInstanceId);
    return all.subList(milestones, all.size());
  }

  protected int historySize(String processInstanceId) {
    return history(processInstanceId).size();
  }

  /** Every row of the plugin and what the engine has at run time. */
  protected List<String> everything() {
    List<String> all = new ArrayList<>();
    for (String table :
        List.of(
            "STG_HI_RUN",
            "STG_HI_STAGE_RUN",
            "STG_HI_STEP_RUN",
            "STG_HI_MILESTONE",
            "ACT_RU_VARIABLE",
            "ACT_RU_TASK")) {
      all.addAll(
          lines("select * from " + table + " order by ID_", row -> table + List.of(row(row))));
    }
    return all;
  }

  private static String[] row(String[] values) {
    String[] row = values.clone();
    for (int i = 0; i < row.length; i++) {
      row[i] = String.valueOf(row[i]);
    }
    return row;
  }

  private interface Line {
    String of(String[] row);
  }

  private List<String> lines(String sql, Line line) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (result.next()) {
        String[] row = new String[result.getMetaData().getColumnCount()];
        for (int i = 0; i < row.length; i++) {
          row[i] = result.getString(i + 1);
        }
        lines.add(line.of(row));
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The run that a step of that run has called. */
  protected String calledBy(String processInstanceId) {
    return column(
        "select ID_ from STG_HI_RUN where SUPER_PROC_INST_ID_ = '" + processInstanceId + "'");
  }

  // words for the engine

  protected Job job() {
    return engine.getManagementService().createJobQuery().singleResult();
  }

  protected Job job(String activityId) {
    return engine.getManagementService().createJobQuery().activityId(activityId).singleResult();
  }

  protected void execute(Job job) {
    engine.getManagementService().executeJob(job.getId());
  }

  protected void reportFailure(String topic, int retries) {
    LockedExternalTask task = lock(topic);
    engine.getExternalTaskService().handleFailure(task.getId(), "w", "it broke", retries, 0);
  }

  protected void reportBpmnError(String topic) {
    LockedExternalTask task = lock(topic);
    engine.getExternalTaskService().handleBpmnError(task.getId(), "w", "anError", "no way");
  }

  protected LockedExternalTask lock(String topic) {
    return engine.getExternalTaskService().fetchAndLock(1, "w").topic(topic, 1000).execute().get(0);
  }

  protected ExternalTask externalTask() {
    return engine.getExternalTaskService().createExternalTaskQuery().singleResult();
  }

  protected List<Incident> incidents() {
    return engine.getRuntimeService().createIncidentQuery().list();
  }

  protected Object variable(String processInstanceId, String name) {
    return engine.getRuntimeService().getVariable(processInstanceId, name);
  }
}
