package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.run.OrchestrationRun;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** The stages of a run, as a request may name them. */
final class RunStages {

  private RunStages() {}

  /**
   * @throws BadUserRequestException if the run's process has no such stage; names those it has
   */
  static void requireStage(CommandContext commandContext, OrchestrationRun run, String stageId) {
    OrchestrationDefinition orchestration =
        Orchestrations.find(commandContext, run.getProcessDefinitionId());
    if (orchestration == null || orchestration.stage(stageId) == null) {
      throw new BadUserRequestException(
          "There is no stage '"
              + stageId
              + "' in process '"
              + run.getProcessDefinitionKey()
              + "'; it has "
              + (orchestration == null
                  ? "no stages"
                  : String.join(", ", orchestration.stages().keySet())));
    }
  }
}
