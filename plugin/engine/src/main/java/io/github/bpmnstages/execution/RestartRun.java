package io.github.bpmnstages.execution;

import io.github.bpmnstages.query.VisibleRun;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.OrchestrationRun;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** Starts a new run of an ended one from a stage, with its variables: the engine's own restart. */
final class RestartRun implements Command<OrchestrationRun> {

  private final String processInstanceId;
  private final String fromStageId;

  RestartRun(String processInstanceId, String fromStageId) {
    this.processInstanceId = processInstanceId;
    this.fromStageId = fromStageId;
  }

  @Override
  public OrchestrationRun execute(CommandContext commandContext) {
    OrchestrationRun run = VisibleRun.find(commandContext, processInstanceId);
    if (run.getEndTime() == null) {
      throw new BadUserRequestException(
          "Run '"
              + processInstanceId
              + "' is "
              + run.getStatus()
              + "; only a run that has ended can be restarted. Move it to another stage instead,"
              + " or cancel it first.");
    }
    requireVariables(commandContext);
    RunStages.requireStage(commandContext, run, fromStageId);
    commandContext
        .getProcessEngineConfiguration()
        .getRuntimeService()
        .restartProcessInstances(run.getProcessDefinitionId())
        .startBeforeActivity(fromStageId)
        .processInstanceIds(processInstanceId)
        .execute();
    return RecordSession.of(commandContext).outputs().run(restarted(commandContext));
  }

  private static void requireVariables(CommandContext commandContext) {
    HistoryLevel level = commandContext.getProcessEngineConfiguration().getHistoryLevel();
    if (level.getId() < HistoryLevel.HISTORY_LEVEL_AUDIT.getId()) {
      throw new BadUserRequestException(
          "A restart carries the variables of the ended run, which history level '"
              + level.getName()
              + "' does not keep. Set the engine's history level to 'audit' or 'full'.");
    }
  }

  private String restarted(CommandContext commandContext) {
    return commandContext
        .getDbEntityManager()
        .getCachedEntitiesByType(HistoricProcessInstanceEventEntity.class)
        .stream()
        .filter(instance -> processInstanceId.equals(instance.getRestartedProcessInstanceId()))
        .findFirst()
        .orElseThrow()
        .getProcessInstanceId();
  }
}
