package io.github.bpmnstages.record;

import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * The runs that this command keeps to itself until it commits. Whoever looks at a condition for the
 * last time, moves a token of a run that has conditions, or writes a status asks for the lock
 * before the flush: what was read behind it is still true when it is written.
 */
public final class RunLocks {

  private final CommandContext commandContext;
  private final RunRows rows;
  private final OutputRecorder outputs;
  private final Set<String> held = new HashSet<>();
  private final Set<String> givenUp = new HashSet<>();

  RunLocks(CommandContext commandContext, RunRows rows, OutputRecorder outputs) {
    this.commandContext = commandContext;
    this.rows = rows;
    this.outputs = outputs;
  }

  /**
   * Waits until no other transaction holds the run or one that has called it, outermost first. Does
   * nothing about processes without stages.
   *
   * @return false if another transaction holds one of them for too long
   */
  public boolean lock(String processInstanceId) {
    if (held.contains(processInstanceId) || isNew(processInstanceId)) {
      return true;
    }
    boolean all = true;
    for (String id : outermostFirst(processInstanceId)) {
      all &= lockOne(id);
    }
    return all;
  }

  /** Locks all runs of which this command changes the row or a stage run. */
  public void lockChanged() {
    rows.findChangedRuns().forEach(this::lock);
  }

  /** Whether the run was made by this command, so that no other one knows it. */
  public boolean isNew(String processInstanceId) {
    return rows.isInserted(processInstanceId);
  }

  private boolean lockOne(String processInstanceId) {
    if (held.contains(processInstanceId) || isNew(processInstanceId)) {
      return true;
    }
    if (!rows.lock(processInstanceId, !givenUp.contains(processInstanceId))) {
      givenUp.add(processInstanceId);
      return false;
    }
    held.add(processInstanceId);
    outputs.refresh(processInstanceId);
    return true;
  }

  private Deque<String> outermostFirst(String processInstanceId) {
    Deque<String> runs = new ArrayDeque<>();
    ExecutionEntity processInstance =
        commandContext.getExecutionManager().findExecutionById(processInstanceId);
    if (processInstance == null) {
      runs.add(processInstanceId);
    }
    while (processInstance != null) {
      if (OrchestrationDefinitions.of(processInstance.getProcessDefinition()) != null) {
        runs.addFirst(processInstance.getId());
      }
      ExecutionEntity caller = processInstance.getSuperExecution();
      processInstance = caller == null ? null : caller.getProcessInstance();
    }
    return runs;
  }
}
