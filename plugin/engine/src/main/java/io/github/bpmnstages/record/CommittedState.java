package io.github.bpmnstages.record;

import io.github.bpmnstages.history.EngineRows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/** What is committed, whatever this transaction has read before; to be asked behind a lock. */
public final class CommittedState {

  private CommittedState() {}

  /** Variables of those executions that belong to no task; not known to the entity manager. */
  public static List<VariableInstanceEntity> variables(Collection<String> executionIds) {
    return EngineRows.readVariables(executionIds);
  }

  /** Execution of that activity instance as the engine's history knows it, or null. */
  public static String executionOf(String activityInstanceId) {
    return EngineRows.readExecution(activityInstanceId);
  }

  /** Revisions of all executions of the process instance, by execution id. */
  public static Map<String, Integer> revisions(String processInstanceId) {
    return EngineRows.readRevisions(processInstanceId);
  }
}
