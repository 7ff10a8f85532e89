package io.github.bpmnstages.execution;

import io.github.bpmnstages.query.VisibleRun;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * What it takes to change a run is what it takes to change its process instance; nothing more. Who
 * may not, and may not read the run either, is told that there is none.
 */
record RunPermission(CommandContext commandContext, String processInstanceId) {

  /**
   * Process instance of the run, or null if it has ended and may be read.
   *
   * @throws ProcessEngineException if the check refuses what may be read
   * @throws org.camunda.bpm.engine.exception.NotFoundException if it may not be read
   */
  ExecutionEntity require(Check check) {
    ExecutionEntity processInstance =
        commandContext.getExecutionManager().findExecutionById(processInstanceId);
    if (processInstance == null) {
      VisibleRun.find(commandContext, processInstanceId);
      return null;
    }
    try {
      for (CommandChecker checker :
          commandContext.getProcessEngineConfiguration().getCommandCheckers()) {
        check.apply(checker, processInstance);
      }
    } catch (ProcessEngineException e) {
      VisibleRun.find(commandContext, processInstanceId);
      throw e;
    }
    return processInstance;
  }

  /** One of the engine's own checks. */
  @FunctionalInterface
  interface Check {
    void apply(CommandChecker checker, ExecutionEntity processInstance);
  }
}
