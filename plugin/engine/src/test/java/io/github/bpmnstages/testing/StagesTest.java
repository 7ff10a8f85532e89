package io.github.bpmnstages.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.StagesPlugin;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** An engine with the plugin on an empty database for each class, and short words for its API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StagesTest {

  protected HikariDataSource database;
  protected ProcessEngine engine;

  protected TestDatabase testDatabase() {
    return TestDatabase.H2;
  }

  protected void configure(ProcessEngineConfigurationImpl configuration) {}

  protected StagesPlugin plugin() {
    return new StagesPlugin();
  }

  @BeforeAll
  void startEngine() {
    database = testDatabase().create();
    engine = build();
  }

  protected ProcessEngine build() {
    ProcessEngineConfigurationImpl configuration = TestEngine.configuration(database, plugin());
    configure(configuration);
    return configuration.buildProcessEngine();
  }

  @AfterEach
  void empty() {
    for (Deployment deployment : engine.getRepositoryService().createDeploymentQuery().list()) {
      engine.getRepositoryService().deleteDeployment(deployment.getId(), true, true, true);
    }
    for (String table : List.of("RUN", "STAGE_RUN", "STEP_RUN", "MILESTONE")) {
      update("delete from STG_HI_" + table);
    }
  }

  protected void update(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @AfterAll
  void stopEngine() {
    engine.close();
    database.close();
  }

  protected void restartEngine() {
    engine.close();
    engine = build();
  }

  protected Deployment deploy(String... xmls) {
    var builder = engine.getRepositoryService().createDeployment();
    for (int i = 0; i < xmls.length; i++) {
      builder.addInputStream("p" + i + ".bpmn", StageModel.stream(xmls[i]));
    }
    return builder.deploy();
  }

  protected String start(String key) {
    return start(key, Map.of());
  }

  protected String start(String key, Map<String, Object> variables) {
    ProcessInstance instance = engine.getRuntimeService().startProcessInstanceByKey(key, variables);
    return instance.getId();
  }

  protected void complete(String taskKey) {
    complete(taskKey, Map.of());
  }

  protected void complete(String taskKey, Map<String, Object> variables) {
    engine.getTaskService().complete(task(taskKey).getId(), variables);
  }

  protected Task task(String taskKey) {
    return engine.getTaskService().createTaskQuery().taskDefinitionKey(taskKey).singleResult();
  }

  protected List<String> openTasks() {
    return engine.getTaskService().createTaskQuery().list().stream()
        .map(Task::getTaskDefinitionKey)
        .sorted()
        .toList();
  }

  protected void executeJobs() {
    for (Job job : engine.getManagementService().createJobQuery().withRetriesLeft().list()) {
      engine.getManagementService().executeJob(job.getId());
    }
  }

  /** Executes the job once; it must fail. */
  protected void fail(Job job) {
    try {
      engine.getManagementService().executeJob(job.getId());
    } catch (RuntimeException expected) {
      return;
    }
    throw new AssertionError("The job did not fail");
  }

  /** Executes the job until no retries are left. */
  protected void failForGood(Job job) {
    for (int attempt = job.getRetries(); attempt > 0; attempt--) {
      fail(job);
    }
  }

  /** Detail of the run's only milestone of that kind. */
  protected String detail(String processInstanceId, String kind) {
    return column(
        "select DETAIL_ from STG_HI_MILESTONE where KIND_ = '%s' and RUN_ID_ = '%s'"
            .formatted(kind, processInstanceId));
  }

  protected String runStatus(String processInstanceId) {
    return column("select STATUS_ from STG_HI_RUN where ID_ = '" + processInstanceId + "'");
  }

  /** Stages as {@code id=STATUS}, oldest first. */
  protected List<String> stages(String processInstanceId) {
    return rows(
        "select STAGE_ID_, STATUS_ from STG_HI_STAGE_RUN where RUN_ID_ = '"
            + processInstanceId
            + "' order by SEQUENCE_");
  }

  /** Steps as {@code id=STATUS}, oldest first. */
  protected List<String> steps(String processInstanceId) {
    return rows(
        "select STEP_ID_, STATUS_ from STG_HI_STEP_RUN where RUN_ID_ = '"
            + processInstanceId
            + "' order by SEQUENCE_");
  }

  /** Milestones as {@code KIND=subject}. */
  protected List<String> milestones(String processInstanceId) {
    return rows(
        "select KIND_, coalesce(STEP_ID_, coalesce(STAGE_ID_, 'run')) from STG_HI_MILESTONE"
            + " where RUN_ID_ = '"
            + processInstanceId
            + "' order by SEQUENCE_");
  }

  protected String column(String sql) {
    List<String> rows = query(sql, 1);
    return rows.isEmpty() ? null : rows.get(0);
  }

  protected List<String> rows(String sql) {
    return query(sql, 2);
  }

  protected List<String> query(String sql, int columns) {
    return SelectedRows.of(database, sql, columns).stream()
        .map(row -> columns == 1 ? row[0] : String.join("=", row))
        .collect(Collectors.toList());
  }

  protected boolean isEnded(String processInstanceId) {
    return engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceId(processInstanceId)
            .count()
        == 0;
  }
}
