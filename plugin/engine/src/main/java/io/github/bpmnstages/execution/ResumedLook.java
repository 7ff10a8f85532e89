package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.StageRun;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * The look that a resume owes: its executions are still suspended until the flush, so a job does
 * it, at once.
 */
final class ResumedLook {

  private ResumedLook() {}

  static void schedule(CommandContext commandContext, String processInstanceId) {
    ExecutionEntity processInstance =
        commandContext.getExecutionManager().findExecutionById(processInstanceId);
    StageRun stageRun = RecordSession.of(commandContext).stages().findOpen(processInstanceId);
    if (processInstance == null || stageRun == null) {
      return;
    }
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    StageDefinition stage =
        orchestration == null ? null : orchestration.stage(stageRun.getStageId());
    if (stage != null && stage.exitCondition().isConditional()) {
      LookJob.schedule(processInstance);
    }
  }
}
