package io.github.bpmnstages.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the tables come and go, on one database. */
abstract class HistoryTablesContract {

  private final TestDatabase server;
  private HikariDataSource database;

  HistoryTablesContract(TestDatabase server) {
    this.server = server;
  }

  @BeforeEach
  void createDatabase() {
    database = server.create();
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Test
  void shouldCreateMissingTablesAndKeepThem() {
    // given
    start("true").close();

    // when
    start("true").close();

    // then
    assertThat(rows("STG_HI_RUN")).isZero();
    assertThat(rows("STG_HI_STAGE_RUN")).isZero();
    assertThat(rows("STG_HI_STEP_RUN")).isZero();
    assertThat(rows("STG_HI_MILESTONE")).isZero();
    assertThat(rows("ACT_GE_PROPERTY where NAME_ = 'stages.schema.version' and VALUE_ = '1.0.0'"))
        .isOne();
  }

  @Test
  void shouldAcceptTablesThatAreThere() {
    // given
    start("true").close();

    // when
    start("false").close();

    // then
    assertThat(rows("STG_HI_RUN")).isZero();
  }

  @Test
  void shouldNameMissingTablesAndTheScript() {
    // given
    TestEngine.configuration(database).buildProcessEngine().close();

    // when, then
    assertThatThrownBy(() -> start("false"))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("STG_HI_RUN, STG_HI_STAGE_RUN, STG_HI_STEP_RUN, STG_HI_MILESTONE")
        .hasMessageContaining(".create.sql");
  }

  @Test
  void shouldRefuseAnotherVersion() {
    // given
    start("true").close();
    execute("update ACT_GE_PROPERTY set VALUE_ = '9.9.9' where NAME_ = 'stages.schema.version'");

    // when, then
    assertThatThrownBy(() -> start("true")).hasMessageContaining("9.9.9");
    assertThatThrownBy(() -> start("false")).hasMessageContaining("1.0.0");
  }

  @Test
  void shouldDropWhatItCreatedUnderCreateDrop() {
    // given
    ProcessEngine engine = start("create-drop");
    assertThat(rows("STG_HI_RUN")).isZero();

    // when
    engine.close();

    // then
    assertThatThrownBy(() -> rows("STG_HI_RUN")).hasCauseInstanceOf(SQLException.class);
  }

  @Test
  void shouldCreateTheTablesWithTheEngines() {
    // when
    start("create").close();

    // then
    assertThat(rows("STG_HI_RUN")).isZero();
    assertThat(rows("ACT_GE_PROPERTY where NAME_ = 'stages.schema.version' and VALUE_ = '1.0.0'"))
        .isOne();
    assertThatThrownBy(() -> start("create")).isInstanceOf(ProcessEngineException.class);
    start("false").close();
  }

  @Test
  void shouldCreateAndDropAgainAndAgainUnderCreateDrop() {
    start("create-drop").close();
    start("create-drop").close();
    assertThatThrownBy(() -> rows("STG_HI_RUN")).hasCauseInstanceOf(SQLException.class);
  }

  @Test
  void shouldStartOnAnEmptyDatabaseUnderDropCreate() {
    // when
    start("drop-create").close();

    // then
    assertThat(rows("STG_HI_RUN")).isZero();
  }

  @Test
  void shouldLeaveTheTablesToWhoeverMakesThemWhenTheUpdateIsOff() {
    // given
    start("true").close();
    execute("drop table STG_HI_MILESTONE");

    // when
    start("off").close();

    // then
    assertThatThrownBy(() -> rows("STG_HI_MILESTONE")).hasCauseInstanceOf(SQLException.class);
  }

  @Test
  void shouldStartWithEmptyTablesUnderDropCreate() {
    // given
    start("true").close();
    execute(
        "insert into STG_HI_RUN (ID_, PROC_DEF_ID_, PROC_DEF_KEY_, STATUS_, START_TIME_)"
            + " values ('1', 'p:1', 'p', 'COMPLETED', current_timestamp)");

    // when
    start("drop-create").close();

    // then
    assertThat(rows("STG_HI_RUN")).isZero();
  }

  @Test
  void shouldRefuseToCreateTablesThatAreThere() {
    // given
    start("true").close();

    // when, then
    assertThatThrownBy(() -> start("true", "create"))
        .hasMessageContaining("STG_HI_RUN")
        .hasMessageContaining("there already");
  }

  @Test
  void shouldFollowItsOwnSettingWhereThereIsOne() {
    // given
    TestEngine.configuration(database).buildProcessEngine().close();

    // when
    start("false", "true").close();

    // then
    assertThat(rows("STG_HI_RUN")).isZero();
  }

  @Test
  void shouldUseTheTablePrefix() {
    // given
    start("true").close();
    for (String table : TableSchema.TABLES) {
      execute("drop table " + table);
    }
    execute("delete from ACT_GE_PROPERTY where NAME_ = 'stages.schema.version'");
    prefixEngineTables();

    // when
    ProcessEngineConfigurationImpl configuration = configuration(null);
    configuration.setDatabaseTablePrefix("PRE_");
    configuration.buildProcessEngine().close();

    // then
    assertThat(rows("PRE_STG_HI_RUN")).isZero();
    assertThat(rows("PRE_ACT_GE_PROPERTY where NAME_ = 'stages.schema.version'")).isOne();
  }

  private void prefixEngineTables() {
    ProcessEngineConfigurationImpl configuration = TestEngine.configuration(database);
    ProcessEngine engine = configuration.buildProcessEngine();
    var tables = engine.getManagementService().getTableCount().keySet();
    engine.close();
    for (String table : tables) {
      execute("alter table " + table + " rename to PRE_" + table);
    }
  }

  private ProcessEngine start(String engineUpdate) {
    return start(engineUpdate, null);
  }

  private ProcessEngine start(String engineUpdate, String update) {
    ProcessEngineConfigurationImpl configuration = configuration(update);
    configuration.setDatabaseSchemaUpdate(engineUpdate);
    return configuration.buildProcessEngine();
  }

  private ProcessEngineConfigurationImpl configuration(String update) {
    return TestEngine.configuration(
        database,
        TestEngine.postInit(
            engine -> HistoryTables.postInit(engine, update, Duration.ofSeconds(5))));
  }

  private int rows(String from) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from " + from)) {
      count.next();
      return count.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
