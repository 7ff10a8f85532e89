package io.github.bpmnstages.execution;

/** What came of a look at an exit condition. */
enum Look {
  /** True: the stage is to be left. */
  MET,
  /** Not true, or not looked at. */
  NOT_MET,
  /** The evaluation failed and something has caught that: the stage is already gone. */
  FAILED
}
