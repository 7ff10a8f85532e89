package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.record.RunRecorder;
import io.github.bpmnstages.run.OrchestrationRun;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbBulkOperation;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;

/**
 * Records that runs were suspended or resumed. Every way to do so ends in one bulk update of
 * executions, which waits for the flush: that is where it is seen, whatever way it was.
 */
final class SuspensionWatch {

  private static final String STATEMENT = "updateExecutionSuspensionStateByParameters";

  private final CommandContext commandContext;
  private final Set<DbBulkOperation> recorded = Collections.newSetFromMap(new IdentityHashMap<>());

  SuspensionWatch(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  /** Records what was suspended or resumed since this was last called. */
  void record() {
    Map<Class<?>, ? extends Set<DbBulkOperation>> operations =
        commandContext.getDbEntityManager().getDbOperationManager().bulkOperations;
    Set<DbBulkOperation> ofExecutions = operations.get(ExecutionEntity.class);
    if (ofExecutions != null) {
      ofExecutions.stream()
          .filter(operation -> STATEMENT.equals(operation.getStatement()))
          .filter(recorded::add)
          .forEach(this::record);
    }
  }

  private void record(DbBulkOperation operation) {
    Map<?, ?> parameters = parameters(operation.getParameter());
    boolean suspended =
        Integer.valueOf(SuspensionState.SUSPENDED.getStateCode())
            .equals(parameters.get("suspensionState"));
    for (OrchestrationRun run : runs(parameters)) {
      RecordSession.of(commandContext).locks().lock(run.getId());
      if (suspended) {
        RecordSession.of(commandContext).runs().suspended(run);
      } else {
        resumed(run, parameters.get("processInstanceId") != null);
      }
    }
  }

  private void resumed(OrchestrationRun run, boolean isSingleRun) {
    if (RecordSession.of(commandContext).runs().resumed(run)) {
      new ResumedLook(commandContext, isSingleRun).schedule(run.getId());
    }
  }

  private static Map<?, ?> parameters(Object parameter) {
    return parameter instanceof ListQueryParameterObject list
        ? (Map<?, ?>) list.getParameter()
        : (Map<?, ?>) parameter;
  }

  private List<? extends OrchestrationRun> runs(Map<?, ?> parameters) {
    RunRecorder runs = RecordSession.of(commandContext).runs();
    String processInstanceId = (String) parameters.get("processInstanceId");
    if (processInstanceId != null) {
      return runs.find(processInstanceId);
    }
    String processDefinitionId = (String) parameters.get("processDefinitionId");
    if (processDefinitionId != null) {
      return runs.findOpenByDefinition(processDefinitionId);
    }
    return runs.findOpenByKey(
        (String) parameters.get("processDefinitionKey"),
        Boolean.TRUE.equals(parameters.get("isTenantIdSet")),
        (String) parameters.get("tenantId"));
  }
}
