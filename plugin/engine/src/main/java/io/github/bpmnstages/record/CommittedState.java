package io.github.bpmnstages.record;

import io.github.bpmnstages.history.EngineRow;
import io.github.bpmnstages.history.EngineRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/** What is committed, whatever this transaction has read before; to be asked behind a lock. */
public final class CommittedState {

  private CommittedState() {}

  /** Variables of those executions that belong to no task; not known to the entity manager. */
  public static List<VariableInstanceEntity> variables(Collection<String> executionIds) {
    return EngineRows.readVariables(executionIds);
  }

  /** Revisions of the variables of those executions that belong to no task, by variable id. */
  public static Map<String, Integer> variableRevisions(Collection<String> executionIds) {
    return EngineRows.readVariableRevisions(executionIds).stream()
        .collect(Collectors.toMap(EngineRow::id, EngineRow::revision));
  }

  /**
   * Execution of that activity instance as the engine's history knows it, or null. As the entity
   * manager knows it, if it does.
   */
  public static ExecutionEntity executionOf(String activityInstanceId) {
    return EngineRows.findExecutionOf(activityInstanceId);
  }

  /**
   * Whether everything that this command has read of the executions, tasks, external tasks and jobs
   * of the process instance is as it is committed. Keeps others from claiming, fetching or writing
   * to that work until the commit; whoever does so already is waited for.
   */
  public static boolean isUpToDate(String processInstanceId) {
    List<EngineRow> committed = new ArrayList<>(EngineRows.lockWork(processInstanceId));
    committed.addAll(EngineRows.readExecutions(processInstanceId));
    return new CommittedRows(processInstanceId, committed).matchWhatWasRead();
  }

  /** Revisions of all executions of the process instance, by execution id. */
  public static Map<String, Integer> revisions(String processInstanceId) {
    return EngineRows.readExecutions(processInstanceId).stream()
        .collect(Collectors.toMap(EngineRow::id, EngineRow::revision));
  }

  /** That execution, or null; not known to the entity manager. */
  public static ExecutionEntity execution(String executionId) {
    return EngineRows.readExecution(executionId);
  }

  /** Whether there is a process instance of that definition. */
  public static boolean isExecuted(String processDefinitionId) {
    return EngineRows.isExecuted(processDefinitionId);
  }

  /** Suspended process instances of that definition whose runs have no row. */
  public static List<String> suspendedWithoutRun(String processDefinitionId) {
    return EngineRows.readSuspendedWithoutRun(processDefinitionId);
  }
}
