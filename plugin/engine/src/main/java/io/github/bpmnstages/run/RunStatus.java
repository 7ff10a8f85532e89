package io.github.bpmnstages.run;

/** Status of an orchestration run (contract, section 5). */
public enum RunStatus {
  IN_PROGRESS,
  SUSPENDED,
  COMPLETED,
  CANCELED,
  ERROR
}
