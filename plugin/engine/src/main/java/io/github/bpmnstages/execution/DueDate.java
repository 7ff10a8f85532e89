package io.github.bpmnstages.execution;

import java.util.Date;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.calendar.DurationHelper;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** {@code stage.dueIn}: when a stage that starts now is due (contract, section 2). */
final class DueDate {

  private final String stageId;
  private final Expression duration;

  DueDate(String stageId, String dueIn, ExpressionManager expressionManager) {
    this.stageId = stageId;
    this.duration = expressionManager.createExpression(dueIn);
  }

  /**
   * @throws ProcessEngineException with a cause, if the expression fails or yields no duration
   */
  Date of(ExecutionEntity execution, Date start) {
    Object value = duration.getValue(execution);
    try {
      if (value == null) {
        throw new IllegalArgumentException("null");
      }
      DurationHelper helper = new DurationHelper(value.toString(), start);
      if (helper.isRepeat()) {
        throw new IllegalArgumentException("a repetition");
      }
      return helper.getDateAfter();
    } catch (Exception e) {
      throw new ProcessEngineException(
          "stage.dueIn of stage '"
              + stageId
              + "' yields '"
              + value
              + "' where a duration such as P2D or PT4H is expected",
          e);
    }
  }
}
