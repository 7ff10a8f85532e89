package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StageDefinition;
import java.util.Set;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbBulkOperation;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** Questions about an orchestration, from what the engine has in its deployment cache. */
final class Orchestrations {

  private static final String DELETION = "deleteProcessDefinitionsById";

  private Orchestrations() {}

  /** What the process declares, or null for a process without a stage, or that is being deleted. */
  static OrchestrationDefinition find(CommandContext commandContext, String processDefinitionId) {
    ProcessDefinitionEntity process = process(commandContext, processDefinitionId);
    return process == null ? null : OrchestrationDefinitions.of(process);
  }

  /**
   * The process as this node has parsed it, or null if it has not done so yet; asks the database
   * for nothing.
   */
  static ProcessDefinitionEntity parsed(CommandContext commandContext, String processDefinitionId) {
    return processDefinitionId == null
        ? null
        : commandContext
            .getProcessEngineConfiguration()
            .getDeploymentCache()
            .getProcessDefinitionCache()
            .get(processDefinitionId);
  }

  /** Null if there is none of that id, or if it is being deleted. */
  static ProcessDefinitionEntity process(
      CommandContext commandContext, String processDefinitionId) {
    return processDefinitionId == null || isDeleted(commandContext, processDefinitionId)
        ? null
        : commandContext
            .getProcessEngineConfiguration()
            .getDeploymentCache()
            .findDeployedProcessDefinitionById(processDefinitionId);
  }

  /** Until the flush the database still has it, and the engine would put it back into its cache. */
  private static boolean isDeleted(CommandContext commandContext, String processDefinitionId) {
    Set<DbBulkOperation> operations =
        commandContext
            .getDbEntityManager()
            .getDbOperationManager()
            .bulkOperations
            .get(ProcessDefinitionEntity.class);
    return operations != null
        && operations.stream()
            .filter(operation -> DELETION.equals(operation.getStatement()))
            .anyMatch(operation -> processDefinitionId.equals(operation.getParameter()));
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
