package io.github.bpmnstages.record;

import java.util.Date;

/**
 * A stage or step without a row.
 *
 * @param status name of its status, or null before its start
 * @param startTime start, or null before it
 * @param endTime end, or null before it
 */
public record UnrecordedOutput(String status, Date startTime, Date endTime) {

  static final UnrecordedOutput NONE = new UnrecordedOutput(null, null, null);

  UnrecordedOutput startedAt(Date start) {
    return new UnrecordedOutput(status, start, endTime);
  }

  /** Whether it has started, as far as anything tells. */
  public boolean isStarted() {
    return status != null;
  }
}
