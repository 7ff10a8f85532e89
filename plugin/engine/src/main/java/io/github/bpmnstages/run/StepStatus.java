package io.github.bpmnstages.run;

/** Status of a step run (contract, section 5); {@code NOT_STARTED} is answered, never stored. */
public enum StepStatus {
  NOT_STARTED,
  IN_PROGRESS,
  COMPLETED,
  CANCELED,
  DISCONTINUED,
  ERROR
}
