package io.github.bpmnstages.history;

import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * What the command under way need not ask the database again. Rows that were selected or inserted
 * stay in the engine's entity cache until the command ends, so the same question is answered from
 * there.
 */
final class KnownRows implements Session {

  private final Set<String> asked = new HashSet<>();
  private final Set<String> inserted = new HashSet<>();
  private final Set<String> overtaken = new HashSet<>();
  private final Map<String, String> idsByActivityInstance = new HashMap<>();
  private final Map<String, Date> removalTimes = new HashMap<>();
  private final Duration lockTimeout;

  KnownRows(Duration lockTimeout) {
    this.lockTimeout = lockTimeout;
  }

  /** How long to wait for a run that another transaction holds. */
  Duration lockTimeout() {
    return lockTimeout;
  }

  /** Whether the question is a new one. */
  boolean ask(String statement, Object parameter) {
    return asked.add(statement + ':' + parameter);
  }

  /** Others may have written since: every question is a new one. */
  void forgetAnswers() {
    asked.clear();
  }

  void addInserted(String id) {
    inserted.add(id);
  }

  /** Whether this command made that run or stage run, so that all its rows are in the cache. */
  boolean isInserted(String id) {
    return inserted.contains(id);
  }

  /** Another command has let a stage of that run start or end while this one did. */
  void addOvertaken(String runId) {
    overtaken.add(runId);
  }

  Set<String> overtaken() {
    return overtaken;
  }

  void addRemovalTime(String rootProcessInstanceId, Date removalTime) {
    removalTimes.put(rootProcessInstanceId, removalTime);
  }

  /** Removal time that this command has given to all rows below the root, or that of the row. */
  Date removalTime(String rootProcessInstanceId, Date ofRow) {
    return removalTimes.getOrDefault(rootProcessInstanceId, ofRow);
  }

  void addActivityInstance(Class<?> type, String activityInstanceId, String id) {
    idsByActivityInstance.put(type.getSimpleName() + activityInstanceId, id);
  }

  String idByActivityInstance(Class<?> type, String activityInstanceId) {
    return idsByActivityInstance.get(type.getSimpleName() + activityInstanceId);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** One for each command context. */
  record Factory(Duration lockTimeout) implements SessionFactory {
    @Override
    public Class<?> getSessionType() {
      return KnownRows.class;
    }

    @Override
    public Session openSession() {
      return new KnownRows(lockTimeout);
    }
  }
}
