package io.github.bpmnstages.parse;

/** What can be wrong with a model (contract, section 2). */
enum ProblemCode {
  STAGE_IN_STAGE(1, true),
  NOT_A_PLAIN_SUB_PROCESS(2, true),
  EXIT_CONDITION(3, true),
  REQUIREMENT_NUMBER(4, true),
  NO_REQUIREMENT(5, true),
  REQUIREMENT_LOGIC(6, true),
  EVALUATION_MISSING(7, true),
  UNKNOWN_PROPERTY(8, false),
  PROPERTY_OUT_OF_PLACE(9, false),
  REQUIREMENT_EXPRESSION(10, true),
  STAGES_AT_ONCE(11, false),
  NO_STEP(12, false),
  UNKNOWN_REFERENCE(13, true),
  DUE_IN(14, true);

  private final int number;
  private final boolean spoilsStage;

  ProblemCode(int number, boolean spoilsStage) {
    this.number = number;
    this.spoilsStage = spoilsStage;
  }

  /** Whether a stage with this problem cannot be understood. */
  boolean spoilsStage() {
    return spoilsStage;
  }

  @Override
  public String toString() {
    return "STG-%03d".formatted(number);
  }
}
