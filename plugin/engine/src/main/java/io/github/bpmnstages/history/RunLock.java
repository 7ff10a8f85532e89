package io.github.bpmnstages.history;

import java.time.Duration;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * Lock on one run until the transaction ends. Asks again and again instead of letting the database
 * wait: nobody dies of a deadlock or of the database's lock time-out, and a transaction that works
 * long behind the lock, or calls back into the engine, holds nobody up for ever.
 */
final class RunLock {

  private static final long LONGEST_PAUSE = 16;

  private final CommittedReader reader = new CommittedReader();
  private final String suffix;
  private OrchestrationRunEntity row;

  RunLock(CommandContext commandContext) {
    this.suffix = suffix(commandContext.getProcessEngineConfiguration().getDatabaseType());
  }

  /** Statements whose way to lock differs have a variant of that name. */
  static String suffix(String databaseType) {
    return switch (databaseType) {
      case DbSqlSessionFactory.MSSQL -> "_mssql";
      case DbSqlSessionFactory.DB2 -> "_db2";
      default -> "";
    };
  }

  /** The row as it is committed, or null if the run is not recorded. */
  OrchestrationRunEntity row() {
    return row;
  }

  /** Answers whether the lock was to be had within that time; asks at least once. */
  boolean acquire(String runId, Duration timeout) {
    long start = System.nanoTime();
    long pause = 1;
    while (!tryToAcquire(runId)) {
      if (System.nanoTime() - start >= timeout.toNanos() || !rest(pause)) {
        return false;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    return true;
  }

  private boolean tryToAcquire(String runId) {
    row = reader.one("lockRun" + suffix, runId);
    return row != null || (!exists("existsRun", runId) && lockExecution(runId));
  }

  private boolean lockExecution(String processInstanceId) {
    return reader.one("stagesLockExecution" + suffix, processInstanceId) != null
        || !exists("stagesExistsExecution", processInstanceId);
  }

  private boolean exists(String statement, String id) {
    return reader.one(statement, id) != null;
  }

  private static boolean rest(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
