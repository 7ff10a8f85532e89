package io.github.bpmnstages.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** The four tables in one database: are they there, in which version, create and drop them. */
final class TableSchema {

  /** Version of the tables; changes only with a new folder of scripts. */
  static final String VERSION = "1.0.0";

  static final List<String> TABLES =
      List.of("STG_HI_RUN", "STG_HI_STAGE_RUN", "STG_HI_STEP_RUN", "STG_HI_MILESTONE");

  private final DbSqlSession session;
  private final String databaseType;
  private final String tablePrefix;

  TableSchema(CommandContext commandContext) {
    this.session = commandContext.getDbSqlSession();
    this.databaseType = session.getDbSqlSessionFactory().getDatabaseType();
    this.tablePrefix = session.getDbSqlSessionFactory().getDatabaseTablePrefix();
  }

  void createIfMissing() {
    if (missingTables().equals(TABLES)) {
      create();
    }
  }

  void create() {
    if (!missingTables().equals(TABLES)) {
      throw new ProcessEngineException(
          "BPMN Stages cannot create its tables "
              + presentTables()
              + ": they are there already. Drop them, or set the schema update to 'true'.");
    }
    execute("create");
  }

  void dropIfPresent() {
    if (!missingTables().equals(TABLES)) {
      execute("drop");
    }
  }

  void check() {
    List<String> missing = missingTables();
    if (!missing.isEmpty()) {
      throw new ProcessEngineException(
          "BPMN Stages finds no tables "
              + missing
              + wherePrefix()
              + ". Run "
              + script("create")
              + " (in the jar of bpmn-stages-engine), or set the schema update to 'true'.");
    }
    checkVersion(session.getSqlSession().selectOne("selectStagesSchemaVersion"));
  }

  private void checkVersion(String found) {
    if (!VERSION.equals(found)) {
      throw new ProcessEngineException(
          "BPMN Stages needs its tables in version "
              + VERSION
              + ", but finds version "
              + found
              + " (ACT_GE_PROPERTY, 'stages.schema.version'). Use the library that belongs to that"
              + " version, or bring the tables to version "
              + VERSION
              + " with the scripts in the jar of bpmn-stages-engine.");
    }
  }

  private String wherePrefix() {
    return tablePrefix == null || tablePrefix.isEmpty() ? "" : " with prefix " + tablePrefix;
  }

  private List<String> missingTables() {
    return TABLES.stream().filter(table -> !session.isTablePresent(table)).toList();
  }

  private List<String> presentTables() {
    return TABLES.stream().filter(session::isTablePresent).toList();
  }

  private SchemaScript script(String operation) {
    return new SchemaScript(VERSION, databaseType, operation);
  }

  private void execute(String operation) {
    SchemaScript script = script(operation);
    Connection connection = session.getSqlSession().getConnection();
    for (String sql : script.statements(tablePrefix)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new ProcessEngineException(
            "BPMN Stages cannot " + operation + " its tables, " + script + " failed at: " + sql, e);
      }
    }
  }
}
