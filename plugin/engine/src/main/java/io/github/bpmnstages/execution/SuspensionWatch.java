package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.OrchestrationRun;
import java.util.Collections;
import java.util.IdentityHashMap;
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
    SuspensionScope scope = new SuspensionScope(commandContext, parameters);
    if (isSuspending(parameters)) {
      scope.recorded().forEach(this::suspended);
    } else {
      scope.recorded().forEach(run -> resumed(run, scope));
      scope.unrecorded().forEach(run -> look(run, scope));
    }
  }

  private static boolean isSuspending(Map<?, ?> parameters) {
    return Integer.valueOf(SuspensionState.SUSPENDED.getStateCode())
        .equals(parameters.get("suspensionState"));
  }

  private void suspended(OrchestrationRun run) {
    RecordSession.of(commandContext).locks().lock(run.getId());
    RecordSession.of(commandContext).runs().suspended(run);
  }

  private void resumed(OrchestrationRun run, SuspensionScope scope) {
    RecordSession.of(commandContext).locks().lock(run.getId());
    if (RecordSession.of(commandContext).runs().resumed(run)) {
      look(run.getId(), scope);
    }
  }

  private void look(String processInstanceId, SuspensionScope scope) {
    new ResumedLook(commandContext, scope.isSingleRun()).schedule(processInstanceId);
  }

  private static Map<?, ?> parameters(Object parameter) {
    return parameter instanceof ListQueryParameterObject list
        ? (Map<?, ?>) list.getParameter()
        : (Map<?, ?>) parameter;
  }
}
