package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.CommittedState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.runtime.PvmExecutionImpl;

/** Finds the scope execution of a stage without loading what is inside the stage. */
final class StageExecutions {

  private StageExecutions() {}

  /** Scope execution of that activity instance of a stage, or null. */
  static ExecutionEntity find(ExecutionEntity processInstance, String activityInstanceId) {
    ExecutionEntity found = findByHistory(processInstance, activityInstanceId);
    return found != null ? found : findInTree(processInstance, activityInstanceId);
  }

  /**
   * The engine loads the whole tree of a process instance with the first parent or child that it is
   * asked for. Its history knows the execution, and the few around it are linked here instead, so
   * that a look costs the same with one open step and with a thousand.
   */
  private static ExecutionEntity findByHistory(
      ExecutionEntity processInstance, String activityInstanceId) {
    ExecutionManager executions = Context.getCommandContext().getExecutionManager();
    ExecutionEntity stageExecution = CommittedState.executionOf(activityInstanceId);
    if (stageExecution == null
        || stageExecution.isEnded()
        || !stageExecution.isScope()
        || !processInstance.getId().equals(stageExecution.getProcessInstanceId())) {
      return null;
    }
    ExecutionEntity child = stageExecution;
    while (child.getParentId() != null) {
      ExecutionEntity parent = executions.findExecutionById(child.getParentId());
      if (parent == null) {
        return null;
      }
      child.setProcessInstance(processInstance);
      child.setParentExecution(parent);
      child = parent;
    }
    return activityInstanceId.equals(stageExecution.getParentActivityInstanceId())
        ? stageExecution
        : null;
  }

  private static ExecutionEntity findInTree(
      ExecutionEntity processInstance, String activityInstanceId) {
    Deque<ExecutionEntity> parents = new ArrayDeque<>();
    parents.add(processInstance);
    while (!parents.isEmpty()) {
      ExecutionEntity parent = parents.poll();
      boolean holdsStage = activityInstanceId.equals(parent.getActivityInstanceId());
      for (PvmExecutionImpl child : parent.getNonEventScopeExecutions()) {
        if (holdsStage && child.isScope()) {
          return (ExecutionEntity) child;
        }
        parents.add((ExecutionEntity) child);
      }
    }
    return null;
  }

  /** Scope execution of that stage, found from the leaves of the whole tree; or null. */
  static ExecutionEntity findByActivity(ExecutionEntity processInstance, String stageId) {
    ActivityImpl stage = processInstance.getProcessDefinition().findActivity(stageId);
    return findByActivity(processInstance, stage);
  }

  private static ExecutionEntity findByActivity(ExecutionEntity execution, ActivityImpl stage) {
    List<? extends PvmExecutionImpl> children = execution.getNonEventScopeExecutions();
    if (children.isEmpty()) {
      return execution.getActivity() == null
          ? null
          : (ExecutionEntity) execution.createActivityExecutionMapping().get(stage);
    }
    for (PvmExecutionImpl child : children) {
      ExecutionEntity found = findByActivity((ExecutionEntity) child, stage);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
