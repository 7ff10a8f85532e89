package io.github.bpmnstages.execution;

import io.github.bpmnstages.query.VisibleRun;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageRun;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;

/** Leaves the stage in progress and starts another one: the engine's own modification. */
final class MoveRun implements Command<Void> {

  private final String processInstanceId;
  private final String toStageId;

  MoveRun(String processInstanceId, String toStageId) {
    this.processInstanceId = processInstanceId;
    this.toStageId = toStageId;
  }

  @Override
  public Void execute(CommandContext commandContext) {
    OrchestrationRun run = permittedRun(commandContext);
    requireMovable(run);
    RunStages.requireStage(commandContext, run, toStageId);
    ProcessInstanceModificationBuilder modification =
        commandContext
            .getProcessEngineConfiguration()
            .getRuntimeService()
            .createProcessInstanceModification(processInstanceId);
    StageRun current = RecordSession.of(commandContext).stages().findOpen(processInstanceId);
    if (current != null) {
      modification = modification.cancelActivityInstance(current.getActivityInstanceId());
    }
    modification.startBeforeActivity(toStageId).execute();
    return null;
  }

  private OrchestrationRun permittedRun(CommandContext commandContext) {
    OrchestrationRun run = RecordSession.of(commandContext).outputs().run(processInstanceId);
    if (run == null) {
      throw VisibleRun.notFound(processInstanceId);
    }
    new RunPermission(commandContext, processInstanceId)
        .require(CommandChecker::checkUpdateProcessInstance);
    return run;
  }

  private static void requireMovable(OrchestrationRun run) {
    boolean isMovable =
        run.getEndTime() == null
            && (run.getStatus() == RunStatus.IN_PROGRESS || run.getStatus() == RunStatus.ERROR);
    if (!isMovable) {
      throw new BadUserRequestException(
          "Run '"
              + run.getId()
              + "' is "
              + run.getStatus()
              + (run.getEndTime() == null ? "" : " and has ended")
              + "; only a run that is IN_PROGRESS or in ERROR can be moved"
              + (run.getStatus() == RunStatus.SUSPENDED ? ". Resume it first." : ""));
    }
  }
}
