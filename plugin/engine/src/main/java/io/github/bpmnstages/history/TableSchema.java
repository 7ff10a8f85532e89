package io.github.bpmnstages.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** The four tables in one database: are they there, in which version, create and drop them. */
final class TableSchema {

  /**
   * Versions of the tables, oldest first. A new one is a new folder of scripts: create and drop,
   * and for each database an upgrade from the version before.
   */
  static final List<String> VERSIONS = List.of("1.0.0");

  static final List<String> TABLES =
      List.of("STG_HI_RUN", "STG_HI_STAGE_RUN", "STG_HI_STEP_RUN", "STG_HI_MILESTONE");

  private final DbSqlSession session;
  private final List<String> versions;
  private final String databaseType;
  private final String tablePrefix;

  TableSchema(CommandContext commandContext, List<String> versions) {
    this.session = commandContext.getDbSqlSession();
    this.versions = versions;
    this.databaseType = session.getDbSqlSessionFactory().getDatabaseType();
    this.tablePrefix = session.getDbSqlSessionFactory().getDatabaseTablePrefix();
  }

  void createIfMissing() {
    if (missingTables().equals(TABLES)) {
      create();
    }
  }

  /** Brings the tables from the version that they have to the newest one, step by step. */
  void upgrade() {
    if (missingTables().isEmpty()) {
      upgradesFrom(foundVersion()).forEach(this::execute);
    }
  }

  void create() {
    if (!missingTables().equals(TABLES)) {
      throw new ProcessEngineException(
          "BPMN Stages cannot create its tables "
              + presentTables()
              + ": they are there already. Drop them, or set the schema update to 'true'.");
    }
    execute(script(newest(), "create"));
  }

  void dropIfPresent() {
    if (!missingTables().equals(TABLES)) {
      execute(script(newest(), "drop"));
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
              + script(newest(), "create")
              + " (in the jar of bpmn-stages-engine), or set the schema update to 'true'.");
    }
    checkVersion(foundVersion());
  }

  private void checkVersion(String found) {
    if (!newest().equals(found)) {
      throw new ProcessEngineException(
          "BPMN Stages needs its tables in version "
              + newest()
              + ", but finds version "
              + found
              + " (ACT_GE_PROPERTY, 'stages.schema.version'). "
              + wayOut(upgradesFrom(found)));
    }
  }

  private static String wayOut(List<SchemaScript> upgrades) {
    return upgrades.isEmpty()
        ? "This library knows no way from there: use the library that belongs to that version."
        : "Run "
            + upgrades.stream().map(SchemaScript::toString).collect(Collectors.joining(", then "))
            + " (in the jar of bpmn-stages-engine), or set the schema update to 'true'.";
  }

  private String foundVersion() {
    return session.getSqlSession().selectOne("selectStagesSchemaVersion");
  }

  /** Empty for the newest version, and for one that is not known. */
  private List<SchemaScript> upgradesFrom(String found) {
    int index = versions.indexOf(found);
    return index < 0
        ? List.of()
        : versions.stream().skip(index + 1L).map(version -> script(version, "upgrade")).toList();
  }

  private String newest() {
    return versions.get(versions.size() - 1);
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

  private SchemaScript script(String version, String operation) {
    return new SchemaScript(version, databaseType, operation);
  }

  private void execute(SchemaScript script) {
    Connection connection = session.getSqlSession().getConnection();
    for (String sql : script.statements(tablePrefix)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new ProcessEngineException(
            "BPMN Stages cannot "
                + script.operation()
                + " its tables, "
                + script
                + " failed at: "
                + sql,
            e);
      }
    }
  }
}
