package io.github.bpmnstages.event;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of an engine, and what an exception of theirs does.
 *
 * @param listeners in the order in which they are called
 * @param rollback whether an exception leaves the command and rolls it back; else it is logged
 */
public record StatusListeners(List<StatusListener> listeners, boolean rollback) {

  private static final Logger LOG = LoggerFactory.getLogger(StatusListener.class);

  /** Copies the list. */
  public StatusListeners {
    listeners = List.copyOf(listeners);
  }

  /** Whether nobody wants to be told. */
  public boolean isEmpty() {
    return listeners.isEmpty();
  }

  /**
   * Tells all listeners.
   *
   * @param mayRollBack false if the command must not fail, whatever is configured
   */
  public void tell(StatusChanged change, boolean mayRollBack) {
    for (StatusListener listener : listeners) {
      try {
        listener.statusChanged(change);
      } catch (RuntimeException e) {
        if (rollback && mayRollBack) {
          throw e;
        }
        LOG.error("{} failed and is passed over: {}", listener.getClass().getName(), change, e);
      }
    }
  }
}
