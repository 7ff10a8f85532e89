package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.StageRun;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * The look that a resume owes. Its executions are still suspended until the flush, so a job does
 * it: written with the activation, so that it cannot be lost, and executed in the same request
 * where that resumes a single run in a transaction of its own.
 */
final class ResumedLook {

  private final CommandContext commandContext;
  private final boolean isSingleRun;

  ResumedLook(CommandContext commandContext, boolean isSingleRun) {
    this.commandContext = commandContext;
    this.isSingleRun = isSingleRun;
  }

  void schedule(String processInstanceId) {
    ExecutionEntity processInstance =
        commandContext.getExecutionManager().findExecutionById(processInstanceId);
    if (processInstance == null || !isLookedAt(processInstance)) {
      return;
    }
    String jobId = LookJob.schedule(processInstance);
    if (isSingleRun) {
      commandContext
          .getTransactionContext()
          .addTransactionListener(
              TransactionState.COMMITTED, context -> LookInSameRequest.committed(jobId));
    }
  }

  private boolean isLookedAt(ExecutionEntity processInstance) {
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    if (orchestration == null) {
      return false;
    }
    StageRun stageRun = RecordSession.of(commandContext).stages().findOpen(processInstance.getId());
    return stageRun == null
        ? isUnrecorded(processInstance) && Orchestrations.isLookedAt(orchestration)
        : isLookedAt(orchestration.stage(stageRun.getStageId()), stageRun);
  }

  /** Whether the run may be in a stage that has no record. */
  private boolean isUnrecorded(ExecutionEntity processInstance) {
    return RecordSession.of(commandContext).runs().find(processInstance.getId()).stream()
        .allMatch(run -> run.getCurrentStageId() != null);
  }

  /** A stage may wait for nothing any more: migrated while it was suspended. */
  private static boolean isLookedAt(StageDefinition stage, StageRun stageRun) {
    return stage != null
        && (stage.exitCondition().isConditional() || stageRun.isWaitingForExitCondition());
  }
}
