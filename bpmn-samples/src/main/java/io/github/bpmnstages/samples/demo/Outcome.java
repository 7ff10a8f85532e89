package io.github.bpmnstages.samples.demo;

import io.github.bpmnstages.run.RunStatus;
import java.util.List;

/**
 * How a run ended, or must end.
 *
 * @param status status of the run
 * @param endEvent id of the end event that was reached; null if the run was canceled or failed
 * @param visits stages in the order in which they were started
 */
record Outcome(RunStatus status, String endEvent, List<Visit> visits) {

  Outcome {
    visits = List.copyOf(visits);
  }

  @Override
  public String toString() {
    return status + (endEvent == null ? "" : " at " + endEvent) + " after " + visits;
  }
}
