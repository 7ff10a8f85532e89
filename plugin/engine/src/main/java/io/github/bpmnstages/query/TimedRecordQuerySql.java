package io.github.bpmnstages.query;

import java.util.Date;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.query.Query;

/** Filters and order of rows that have a start and an end. */
abstract class TimedRecordQuerySql<Q extends Query<?, ?>, R> extends RecordQuerySql<Q, R>
    implements TimedRecordQuery<Q, R> {

  private static final long serialVersionUID = 1L;

  TimedRecordQuerySql(CommandExecutor executor, String rows, String instanceColumn) {
    super(executor, rows, instanceColumn);
  }

  @Override
  public Q startedBefore(Date startedBefore) {
    return compare("START_TIME_", "<=", "startedBefore", startedBefore);
  }

  @Override
  public Q startedAfter(Date startedAfter) {
    return compare("START_TIME_", ">=", "startedAfter", startedAfter);
  }

  @Override
  public Q endedBefore(Date endedBefore) {
    ofAnyStatus();
    return compare("END_TIME_", "<=", "endedBefore", endedBefore);
  }

  @Override
  public Q endedAfter(Date endedAfter) {
    ofAnyStatus();
    return compare("END_TIME_", ">=", "endedAfter", endedAfter);
  }

  @Override
  public Q finished() {
    return test("END_TIME_", "is not null");
  }

  @Override
  public Q unfinished() {
    ofAnyStatus();
    return test("END_TIME_", "is null");
  }

  /**
   * Names all statuses, where an end is found by an index that begins with the status: says nothing
   * new, but lets the database use it.
   */
  void ofAnyStatus() {}

  @Override
  public Q orderByStatus() {
    return by("STATUS_");
  }

  @Override
  public Q orderByStartTime() {
    return by("START_TIME_");
  }

  @Override
  public Q orderByEndTime() {
    return by("END_TIME_");
  }

  @Override
  public Q orderByDuration() {
    return by("DURATION_");
  }
}
