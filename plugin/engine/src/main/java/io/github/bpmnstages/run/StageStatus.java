package io.github.bpmnstages.run;

/** Status of a stage run (contract, section 5). */
public enum StageStatus {
  IN_PROGRESS,
  SUSPENDED,
  COMPLETED,
  CANCELED,
  DISCONTINUED,
  ERROR
}
