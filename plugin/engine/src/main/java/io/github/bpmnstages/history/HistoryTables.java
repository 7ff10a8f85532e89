package io.github.bpmnstages.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * Makes the plugin's rows a part of the engine's own persistence: same MyBatis configuration, same
 * session and transaction, same flush.
 */
public final class HistoryTables {

  private static final String MAPPER = "io/github/bpmnstages/history/rows.xml";

  private HistoryTables() {}

  /**
   * Registers mapper, sessions and schema operations. The tables are created, checked or dropped
   * with the engine's own, before the job executor starts.
   *
   * @param configuration the engine's, to be called in {@code postInit}
   * @param schemaUpdate one of the engine's values for {@code databaseSchemaUpdate}; null = the
   *     engine's own setting
   * @param lockTimeout how long a command waits for a run that another one holds
   */
  public static void postInit(
      ProcessEngineConfigurationImpl configuration, String schemaUpdate, Duration lockTimeout) {
    addMapper(configuration.getSqlSessionFactory().getConfiguration());
    KnownRows.Factory factory = new KnownRows.Factory(lockTimeout);
    configuration.getSessionFactories().put(factory.getSessionType(), factory);
    ProcessInstanceHistory.install(configuration);
    SchemaUpdate update =
        new SchemaUpdate(schemaUpdate, configuration.getSchemaOperationsCommand());
    configuration.setSchemaOperationsCommand(update);
    configuration.setCommandExecutorSchemaOperations(
        new SchemaDropOnClose(update, configuration.getCommandExecutorSchemaOperations()));
  }

  // Engines may share one MyBatis configuration; the second one finds the mapper there.
  private static void addMapper(Configuration configuration) {
    synchronized (configuration) {
      try (InputStream mapper = HistoryTables.class.getClassLoader().getResourceAsStream(MAPPER)) {
        new XMLMapperBuilder(mapper, configuration, MAPPER, configuration.getSqlFragments())
            .parse();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + MAPPER + " from the class path", e);
      }
    }
  }
}
