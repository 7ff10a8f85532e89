package io.github.bpmnstages.enginesuite;

/** How a test ended. */
enum Outcome {
  PASSED,
  FAILED,
  SKIPPED,
  /** There is no such test in the pass. */
  MISSING
}
