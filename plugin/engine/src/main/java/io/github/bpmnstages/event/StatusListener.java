package io.github.bpmnstages.event;

/**
 * Is told of every status change of runs, stage runs and step runs (contract, section 5).
 *
 * <p>Called once for each change, in the order of the changes, on the thread and in the transaction
 * of the engine's command that has made them: after the command's own work and after the look at
 * exit conditions, before anything is written. What it does with the engine's API belongs to the
 * same command: it is written or rolled back together with the change, and status changes that it
 * makes are told too. What must happen only if the change is there for good (a mail, a message)
 * belongs behind the commit.
 *
 * <p>An exception rolls the command back or is logged, see {@code StagesPlugin.setListenerFailure}.
 * One listener serves all threads of an engine.
 */
@FunctionalInterface
public interface StatusListener {

  /**
   * A status has changed.
   *
   * @param change what has changed, never null
   */
  void statusChanged(StatusChanged change);
}
