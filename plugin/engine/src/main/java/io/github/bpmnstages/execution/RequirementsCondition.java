package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.ExitCondition;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Requirements: JUEL expressions, combined by the requirement logic (contract, section 3). */
final class RequirementsCondition implements StageCondition {

  private final String stageId;
  private final ExitCondition.Requirements requirements;
  private final Map<Integer, Expression> expressions = new HashMap<>();

  RequirementsCondition(
      String stageId,
      ExitCondition.Requirements requirements,
      ExpressionManager expressionManager) {
    this.stageId = stageId;
    this.requirements = requirements;
    requirements
        .requirements()
        .forEach(
            (number, text) -> expressions.put(number, expressionManager.createExpression(text)));
  }

  @Override
  public boolean isTrue(ExecutionEntity stageExecution) {
    return RequirementMode.during(
        stageExecution, () -> requirements.logic().isMet(number -> isMet(number, stageExecution)));
  }

  private boolean isMet(int number, ExecutionEntity stageExecution) {
    Object value;
    try {
      value = expressions.get(number).getValue(stageExecution);
    } catch (RuntimeException e) {
      if (MissingVariableException.isCauseOf(e)) {
        return false;
      }
      throw StageConditionException.of(stageId, text(number) + ": " + e.getMessage(), e);
    }
    if (value instanceof Boolean met) {
      return met;
    }
    throw StageConditionException.of(
        stageId,
        text(number)
            + " yields "
            + (value == null ? "null" : "'" + value + "' of type " + value.getClass().getName())
            + " where a Boolean is expected");
  }

  private String text(int number) {
    return "stage.requirement." + number + " " + requirements.requirements().get(number);
  }
}
