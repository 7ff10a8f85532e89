package io.github.bpmnstages.model;

import java.util.SortedMap;

/** When a stage completes (contract, section 3). */
public sealed interface ExitCondition {

  /** Value of {@code stage.exitCondition} in the BPMN file, never null. */
  String type();

  /** As any sub-process: when the last token is consumed. */
  record AllStepsCompleted() implements ExitCondition {
    @Override
    public String type() {
      return "allStepsCompleted";
    }
  }

  /**
   * When the requirements are met.
   *
   * @param requirements JUEL expressions by their numbers, 1 to 10, never empty
   * @param logic how they combine
   * @param logicText {@code stage.requirementLogic} as written, or {@code all}
   */
  record Requirements(
      SortedMap<Integer, String> requirements, RequirementLogic logic, String logicText)
      implements ExitCondition {
    @Override
    public String type() {
      return "requirements";
    }
  }

  /**
   * When the called process answers {@code true}.
   *
   * @param processDefinitionKey key of the process to call
   */
  record EvaluationFlow(String processDefinitionKey) implements ExitCondition {
    @Override
    public String type() {
      return "evaluationFlow";
    }
  }

  /**
   * When the decision answers {@code true}.
   *
   * @param decisionDefinitionKey key of the decision to evaluate
   */
  record EvaluationDecision(String decisionDefinitionKey) implements ExitCondition {
    @Override
    public String type() {
      return "evaluationDecision";
    }
  }

  /** Whether there is a condition to look at, beside the end of all steps. */
  default boolean isConditional() {
    return !(this instanceof AllStepsCompleted);
  }
}
