package io.github.bpmnstages.query;

import java.util.Date;
import org.camunda.bpm.engine.query.Query;

/**
 * What the queries for rows with a start and an end have in common.
 *
 * @param <Q> type of the query itself
 * @param <R> type of the rows
 */
public interface TimedRecordQuery<Q extends Query<?, ?>, R> extends RecordQuery<Q, R> {

  /** Started at or before that moment; not null. */
  Q startedBefore(Date startedBefore);

  /** Started at or after that moment; not null. */
  Q startedAfter(Date startedAfter);

  /** Ended at or before that moment; not null. */
  Q endedBefore(Date endedBefore);

  /** Ended at or after that moment; not null. */
  Q endedAfter(Date endedAfter);

  /** Only rows that have ended. */
  Q finished();

  /** Only rows that have not ended. */
  Q unfinished();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByStatus();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByStartTime();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByEndTime();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByDuration();
}
