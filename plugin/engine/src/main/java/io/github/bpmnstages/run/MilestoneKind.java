package io.github.bpmnstages.run;

/** Kind of one line of a run's history (contract, section 6). */
public enum MilestoneKind {
  START_RUN,
  END_RUN,
  SUSPEND_RUN,
  RESUME_RUN,
  CANCEL_RUN,
  FAIL_RUN,
  START_STAGE,
  END_STAGE,
  SUSPEND_STAGE,
  DISCONTINUE_STAGE,
  FAIL_STAGE,
  START_STEP,
  END_STEP,
  FAIL_STEP,
  DISCONTINUE_STEP,
  TAKE_FAULT_PATH
}
