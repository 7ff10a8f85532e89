package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Exit condition of a stage, ready to be evaluated. */
interface StageCondition {

  /**
   * Evaluates the condition as the stage sees the variables.
   *
   * @throws StageConditionException if there is no answer
   */
  boolean isTrue(ExecutionEntity stageExecution);
}
