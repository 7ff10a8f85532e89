package io.github.bpmnstages.history;

import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.SchemaOperationsCommand;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * What the engine does with its tables at start, done with the plugin's: the same setting means the
 * same. Runs around the engine's own operations, in their transaction.
 */
final class SchemaUpdate implements SchemaOperationsCommand {

  private final String configuredUpdate;
  private final SchemaOperationsCommand engineUpdate;

  SchemaUpdate(String configuredUpdate, SchemaOperationsCommand engineUpdate) {
    this.configuredUpdate = configuredUpdate;
    this.engineUpdate = engineUpdate;
  }

  @Override
  public Void execute(CommandContext commandContext) {
    String update = update(commandContext);
    TableSchema schema = new TableSchema(commandContext);
    if (ProcessEngineConfigurationImpl.DB_SCHEMA_UPDATE_DROP_CREATE.equals(update)) {
      // before the engine's, whose property table holds the version
      schema.dropIfPresent();
    }
    engineUpdate.execute(commandContext);
    if (isCreating(update)) {
      schema.create();
    } else if (ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE.equals(update)) {
      schema.createIfMissing();
      schema.check();
    } else if (ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE.equals(update)) {
      schema.check();
    }
    return null;
  }

  /** To be called before the engine drops its own tables, property table included. */
  void close(CommandContext commandContext) {
    if (ProcessEngineConfiguration.DB_SCHEMA_UPDATE_CREATE_DROP.equals(update(commandContext))) {
      new TableSchema(commandContext).dropIfPresent();
    }
  }

  private String update(CommandContext commandContext) {
    return configuredUpdate != null
        ? configuredUpdate
        : commandContext.getProcessEngineConfiguration().getDatabaseSchemaUpdate();
  }

  private static boolean isCreating(String update) {
    return ProcessEngineConfigurationImpl.DB_SCHEMA_UPDATE_CREATE.equals(update)
        || ProcessEngineConfiguration.DB_SCHEMA_UPDATE_CREATE_DROP.equals(update)
        || ProcessEngineConfigurationImpl.DB_SCHEMA_UPDATE_DROP_CREATE.equals(update);
  }
}
