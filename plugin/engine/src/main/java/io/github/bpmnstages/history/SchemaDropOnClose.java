package io.github.bpmnstages.history;

import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/**
 * Drops the tables when the engine closes under {@code create-drop}. The engine has no hook there;
 * its command for it is known by name only, being package-private.
 */
final class SchemaDropOnClose implements CommandExecutor {

  private static final String ENGINE_CLOSE = "SchemaOperationProcessEngineClose";

  private final SchemaUpdate update;
  private final CommandExecutor executor;

  SchemaDropOnClose(SchemaUpdate update, CommandExecutor executor) {
    this.update = update;
    this.executor = executor;
  }

  @Override
  public <T> T execute(Command<T> command) {
    if (!command.getClass().getSimpleName().equals(ENGINE_CLOSE)) {
      return executor.execute(command);
    }
    return executor.execute(
        commandContext -> {
          update.close(commandContext);
          return command.execute(commandContext);
        });
  }
}
