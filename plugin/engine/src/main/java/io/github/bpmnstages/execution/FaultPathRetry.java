package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Outside the transaction: when what records a last failure could not reach the fault path, does it
 * again without one, so that the failure becomes an incident instead of being lost or retried for
 * ever.
 */
public final class FaultPathRetry extends CommandInterceptor {

  private static final ThreadLocal<Boolean> AVOIDED = new ThreadLocal<>();

  static boolean isAvoided() {
    return AVOIDED.get() != null;
  }

  @Override
  public <T> T execute(Command<T> command) {
    try {
      return next.execute(command);
    } catch (FaultPathUnreachableException e) {
      if (isAvoided() || org.camunda.bpm.engine.impl.context.Context.getCommandContext() != null) {
        throw e;
      }
      AVOIDED.set(Boolean.TRUE);
      try {
        return next.execute(command);
      } finally {
        AVOIDED.remove();
      }
    }
  }
}
