package io.github.bpmnstages.parse;

import static java.util.Objects.requireNonNullElse;

import io.github.bpmnstages.model.ExitCondition.Requirements;
import io.github.bpmnstages.model.RequirementLogic;
import java.util.Collections;
import java.util.SortedMap;
import org.camunda.bpm.engine.impl.el.ExpressionManager;

/** Reads the requirements of a stage: STG-005, 006 and 010. */
final class RequirementReader {

  private final Problems problems;
  private final ExpressionManager expressions;

  RequirementReader(Problems problems, ExpressionManager expressions) {
    this.problems = problems;
    this.expressions = expressions;
  }

  /** The requirements, or null if they cannot be understood. */
  Requirements read(FlowNode stage, StageProperties properties) {
    SortedMap<Integer, String> requirements = properties.requirements();
    if (requirements.isEmpty()) {
      if (properties.names().stream().noneMatch(PropertyNames::isNumberedOutside)) {
        noRequirement(stage);
      }
      return null;
    }
    requirements.forEach((number, text) -> checkExpression(stage, number, text));
    String text =
        requireNonNullElse(
            properties.value(StageProperty.REQUIREMENT_LOGIC), RequirementLogicReader.ALL);
    RequirementLogic logic = readLogic(stage, text, requirements);
    return logic == null
        ? null
        : new Requirements(Collections.unmodifiableSortedMap(requirements), logic, text);
  }

  private void noRequirement(FlowNode stage) {
    problems.report(
        ProblemCode.NO_REQUIREMENT,
        stage.element(),
        "the exit condition 'requirements' has no requirement. Add stage.requirement.1 with an"
            + " expression such as ${approved}, up to stage.requirement.10.");
  }

  private void checkExpression(FlowNode stage, int number, String text) {
    try {
      RequirementExpression.parse(text);
      expressions.createExpression(text);
    } catch (RuntimeException e) {
      problems.report(
          ProblemCode.REQUIREMENT_EXPRESSION,
          stage.element(),
          "stage.requirement.%s is '%s': %s. It has to be one expression ${...} that yields true"
              + " or false.",
          number,
          text,
          e.getMessage());
    }
  }

  private RequirementLogic readLogic(
      FlowNode stage, String text, SortedMap<Integer, String> requirements) {
    try {
      return RequirementLogicReader.read(text, requirements.keySet());
    } catch (IllegalArgumentException e) {
      problems.report(
          ProblemCode.REQUIREMENT_LOGIC,
          stage.element(),
          "stage.requirementLogic is wrong: %s. It has to be 'all', 'any' or a formula of at most"
              + " 1,000 characters over the numbers in use (%s) with AND, OR, NOT and"
              + " parentheses, such as 1 AND (2 OR NOT 3).",
          e.getMessage(),
          join(requirements));
      return null;
    }
  }

  private static String join(SortedMap<Integer, String> requirements) {
    return String.join(", ", requirements.keySet().stream().map(String::valueOf).toList());
  }
}
