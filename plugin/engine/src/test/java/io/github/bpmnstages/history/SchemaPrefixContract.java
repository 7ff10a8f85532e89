package io.github.bpmnstages.history;

import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.stream;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables in another schema than the connection's own, made by hand with the scripts, on one
 * database.
 */
abstract class SchemaPrefixContract {

  private final TestDatabase server;
  private final String schema;
  private HikariDataSource database;

  SchemaPrefixContract(TestDatabase server, String schema) {
    this.server = server;
    this.schema = schema;
  }

  /** Statement that makes a connection work in the schema. */
  abstract String use(String schema);

  /** Whether the engine itself finds its tables there when it is told to check them. */
  boolean isCheckedByTheEngine() {
    return true;
  }

  @BeforeEach
  void createTablesByHand() throws SQLException {
    database = server.create();
    try (Connection connection = database.getConnection()) {
      execute(connection, "create schema " + schema);
      execute(connection, use(schema));
    }
    try (HikariDataSource inSchema = inSchema()) {
      TestEngine.configuration(inSchema).buildProcessEngine().close();
      try (Connection connection = inSchema.getConnection()) {
        SchemaScript script = new SchemaScript(TableSchema.VERSION, databaseType(), "create");
        for (String statement : script.statements(null)) {
          execute(connection, statement);
        }
      }
    }
  }

  @AfterEach
  void drop() throws SQLException {
    try (Connection connection = database.getConnection()) {
      execute(
          connection, "drop schema " + schema + (server == TestDatabase.MARIADB ? "" : " cascade"));
    }
    database.close();
  }

  @Test
  void shouldWorkWithoutAnyCheck() {
    ProcessEngine engine = configuration("off").buildProcessEngine();
    play(engine);
    engine.close();
  }

  @Test
  void shouldFindTheTablesWhenItChecksThem() {
    assumeThat(isCheckedByTheEngine()).isTrue();
    ProcessEngine engine = configuration("false").buildProcessEngine();
    play(engine);
    engine.close();
  }

  @Test
  void shouldNameTheTableThatIsMissing() throws SQLException {
    // given
    assumeThat(isCheckedByTheEngine()).isTrue();
    try (Connection connection = database.getConnection()) {
      execute(connection, "drop table " + schema + ".STG_HI_MILESTONE");
    }

    // when, then
    assertThatThrownBy(() -> configuration("false").buildProcessEngine())
        .hasMessageContaining("[STG_HI_MILESTONE] with prefix " + schema + ".");
  }

  /** A run from its start to its deletion, with every kind of statement. */
  private void play(ProcessEngine engine) {
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream("p.bpmn", stream(process("p", sequence("p", "one") + STAGE)))
        .deploy();
    String run = engine.getRuntimeService().startProcessInstanceByKey("p").getId();
    engine.getRuntimeService().suspendProcessInstanceById(run);
    engine.getRuntimeService().activateProcessInstanceByProcessDefinitionKey("p");
    engine.getRuntimeService().setVariables(run, Map.of("done", true));
    StageService service = StagesPlugin.stageService(engine);
    assertThat(service.createOrchestrationRunQuery().list())
        .extracting(one -> one.getStatus())
        .containsExactly(RunStatus.COMPLETED);
    assertThat(service.createStageRunQuery().stageId("one").count()).isOne();
    assertThat(service.createStepRunQuery().count()).isOne();
    assertThat(service.createMilestoneQuery().count()).isEqualTo(10);
    assertThat(service.getOverview(run).stages()).hasSize(1);
    engine.getManagementService().executeJob(cleanUp(engine));
    engine.getHistoryService().deleteHistoricProcessInstance(run);
    assertThat(service.createMilestoneQuery().count()).isZero();
    for (var deployment : engine.getRepositoryService().createDeploymentQuery().list()) {
      engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
    }
  }

  private static final String STAGE = stage("one", "${done}", sequence("s", "a") + userTask("a"));

  private static String cleanUp(ProcessEngine engine) {
    return engine.getHistoryService().cleanUpHistoryAsync(true).getId();
  }

  private ProcessEngineConfigurationImpl configuration(String update) {
    ProcessEngineConfigurationImpl configuration =
        TestEngine.configuration(database, new StagesPlugin());
    configuration.setDatabaseSchemaUpdate(update);
    configuration.setDatabaseSchema(schema);
    configuration.setDatabaseTablePrefix(schema + ".");
    return configuration;
  }

  private HikariDataSource inSchema() {
    HikariConfig config = new HikariConfig();
    database.copyStateTo(config);
    config.setPoolName(null);
    config.setConnectionInitSql(use(schema));
    return new HikariDataSource(config);
  }

  private String databaseType() {
    return Map.of(TestDatabase.H2, "h2", TestDatabase.POSTGRES, "postgres")
        .getOrDefault(server, "mysql");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
