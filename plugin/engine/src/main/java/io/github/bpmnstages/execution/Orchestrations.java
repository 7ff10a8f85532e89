package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StageDefinition;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** Questions about an orchestration, from what the engine has in its deployment cache. */
final class Orchestrations {

  private Orchestrations() {}

  /** What the process declares, or null for a process without a stage. */
  static OrchestrationDefinition find(CommandContext commandContext, String processDefinitionId) {
    if (processDefinitionId == null) {
      return null;
    }
    ProcessDefinitionEntity process =
        commandContext
            .getProcessEngineConfiguration()
            .getDeploymentCache()
            .findDeployedProcessDefinitionById(processDefinitionId);
    return process == null ? null : OrchestrationDefinitions.of(process);
  }

  /** Whether there is a condition to look at in any of its stages. */
  static boolean isLookedAt(OrchestrationDefinition orchestration) {
    for (StageDefinition stage : orchestration.stages().values()) {
      if (stage.exitCondition().isConditional()) {
        return true;
      }
    }
    return false;
  }

  static boolean isStatusVariable(OrchestrationDefinition orchestration, String name) {
    for (StageDefinition stage : orchestration.stages().values()) {
      if (name.equals(stage.statusVariable())) {
        return true;
      }
    }
    return false;
  }
}
