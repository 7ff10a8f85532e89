package io.github.bpmnstages.history;

import java.util.Date;

/**
 * An ended run without the removal time of its process instance's history.
 *
 * @param processInstanceId of the run
 * @param historyId the same id, or null if the history is gone
 * @param removalTime of the history
 */
record LeftRun(String processInstanceId, String historyId, Date removalTime) {

  boolean hasHistory() {
    return historyId != null;
  }
}
