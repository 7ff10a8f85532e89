package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.StageRun;
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
    StageRun stageRun = RecordSession.of(commandContext).stages().findRun(stageRunId);
    if (stageRun == null) {
      throw notFound();
    }
    ExecutionEntity processInstance = permittedInstance(commandContext, stageRun);
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

  private ExecutionEntity permittedInstance(CommandContext commandContext, StageRun stageRun) {
    try {
      return new RunPermission(commandContext, stageRun.getProcessInstanceId())
          .require(CommandChecker::checkUpdateProcessInstanceVariables);
    } catch (NotFoundException e) {
      throw notFound();
    }
  }

  private NotFoundException notFound() {
    return new NotFoundException("There is no stage run '" + stageRunId + "'");
  }
}
