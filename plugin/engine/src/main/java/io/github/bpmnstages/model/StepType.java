package io.github.bpmnstages.model;

/** Who does the work of a step (contract, section 1). */
public enum StepType {
  /** A person: user task. */
  INTERACTIVE,
  /** Another system: external task, receive task. */
  EXTERNAL,
  /** The engine: every other task, and the call activity. */
  BACKGROUND
}
