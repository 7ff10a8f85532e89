package io.github.bpmnstages.parse;

import org.camunda.bpm.engine.impl.calendar.DurationHelper;
import org.camunda.bpm.engine.impl.el.ExpressionManager;

/** Whether {@code stage.dueIn} is a duration or an expression: STG-014. */
final class DueInCheck {

  private final Problems problems;
  private final ExpressionManager expressions;

  DueInCheck(Problems problems, ExpressionManager expressions) {
    this.problems = problems;
    this.expressions = expressions;
  }

  void check(FlowNode stage, StageProperties properties) {
    String dueIn = properties.value(StageProperty.DUE_IN);
    if (dueIn != null && !(isExpression(dueIn) || isDuration(dueIn))) {
      problems.report(
          ProblemCode.DUE_IN,
          stage.element(),
          "stage.dueIn is '%s'. It has to be a duration without repetition, such as P2D or PT4H,"
              + " or an expression that yields one, such as ${dueIn}.",
          dueIn);
    }
  }

  private boolean isExpression(String dueIn) {
    if (!dueIn.contains("${") && !dueIn.contains("#{")) {
      return false;
    }
    try {
      expressions.createExpression(dueIn);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** The engine's helper also takes repetitions, dates and intervals: those have no P in front. */
  private static boolean isDuration(String dueIn) {
    if (!dueIn.startsWith("P") || dueIn.contains("/")) {
      return false;
    }
    try {
      new DurationHelper(dueIn);
      return true;
    } catch (Exception e) {
      return false;
    }
  }
}
