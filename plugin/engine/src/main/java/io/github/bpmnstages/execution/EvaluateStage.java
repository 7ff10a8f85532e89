package io.github.bpmnstages.execution;

import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.query.VisibleRun;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Looks at the exit condition of a stage run now; needs what changing a variable needs. */
final class EvaluateStage implements Command<Boolean> {

  private final String stageRunId;

  EvaluateStage(String stageRunId) {
    this.stageRunId = stageRunId;
  }

  @Override
  public Boolean execute(CommandContext commandContext) {
    StageRunEntity stageRun = RunRows.current().findStageRun(stageRunId);
    if (stageRun == null) {
      throw new NotFoundException("There is no stage run '" + stageRunId + "'");
    }
    ExecutionEntity processInstance =
        commandContext.getExecutionManager().findExecutionById(stageRun.getProcessInstanceId());
    if (processInstance == null) {
      VisibleRun.find(commandContext, stageRun.getProcessInstanceId());
    } else {
      for (CommandChecker checker :
          commandContext.getProcessEngineConfiguration().getCommandCheckers()) {
        checker.checkUpdateProcessInstanceVariables(processInstance);
      }
    }
    if (stageRun.getEndTime() != null || processInstance == null) {
      throw new BadUserRequestException(
          "Stage run '"
              + stageRunId
              + "' of stage '"
              + stageRun.getStageId()
              + "' has ended with status "
              + stageRun.getStatus()
              + "; only a stage run that has not ended can be evaluated");
    }
    return new LastLook(commandContext, LookSession.of(commandContext))
        .lookAt(stageRun.getProcessInstanceId());
  }
}
