package io.github.bpmnstages.parse;

/**
 * One {@code camunda:property} whose name starts with {@code stage.}.
 *
 * @param name as written, without surrounding white space
 * @param value as written, without surrounding white space; empty if missing
 */
record StageProperty(String name, String value) {

  static final String PREFIX = "stage.";
  static final String EXIT_CONDITION = "stage.exitCondition";
  static final String REQUIREMENT_PREFIX = "stage.requirement.";
  static final String REQUIREMENT_LOGIC = "stage.requirementLogic";
  static final String EVALUATION_FLOW = "stage.evaluationFlow";
  static final String EVALUATION_DECISION = "stage.evaluationDecision";
  static final String DUE_IN = "stage.dueIn";
  static final String STATUS_VARIABLE = "stage.statusVariable";

  /**
   * Whether it says nothing: the modeler's element templates write a property for each of their
   * fields, filled in or not.
   */
  boolean isUnset() {
    return value.isEmpty() && !name.equals(EXIT_CONDITION) && PropertyNames.isKnown(name);
  }
}
