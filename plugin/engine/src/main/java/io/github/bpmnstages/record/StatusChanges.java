package io.github.bpmnstages.record;

import io.github.bpmnstages.event.RunStatusChanged;
import io.github.bpmnstages.event.StageStatusChanged;
import io.github.bpmnstages.event.StatusChanged;
import io.github.bpmnstages.event.StatusListeners;
import io.github.bpmnstages.event.StepStatusChanged;
import io.github.bpmnstages.history.OrchestrationRunEntity;
import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.history.StepRunEntity;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * What listeners are to be told of, in order. Kept until the command's own work is done: most
 * changes come from end listeners, which must not throw. Does nothing if nobody listens.
 */
final class StatusChanges {

  /** A change to be told, once the business key of its run is looked up. */
  private record Pending(String runId, Function<String, StatusChanged> change) {}

  private final RunRows rows;
  private final StatusListeners listeners;
  private final Deque<Pending> pending = new ArrayDeque<>();

  StatusChanges(RunRows rows, StatusListeners listeners) {
    this.rows = rows;
    this.listeners = listeners;
  }

  /** The run had that status before; {@code reason} says why it has another one, or is null. */
  void changed(OrchestrationRunEntity run, RunStatus from, String reason) {
    if (listeners.isEmpty()) {
      return;
    }
    RunStatusChanged change =
        new RunStatusChanged(
            run.getId(),
            run.getId(),
            run.getRootProcessInstanceId(),
            run.getProcessDefinitionId(),
            run.getProcessDefinitionKey(),
            run.getBusinessKey(),
            run.getTenantId(),
            from,
            run.getStatus(),
            ClockUtil.getCurrentTime(),
            run.getDurationInMillis(),
            reason);
    pending.add(new Pending(run.getId(), businessKey -> change));
  }

  /** The stage run had that status before. */
  void changed(StageRunEntity stageRun, StageStatus from) {
    if (listeners.isEmpty()) {
      return;
    }
    StageStatus to = stageRun.getStatus();
    boolean failed = to == StageStatus.ERROR;
    var time = ClockUtil.getCurrentTime();
    Long duration = stageRun.getDurationInMillis();
    String errorCode = failed ? stageRun.getErrorCode() : null;
    String errorMessage = failed ? stageRun.getErrorMessage() : null;
    pending.add(
        new Pending(
            stageRun.getProcessInstanceId(),
            businessKey ->
                new StageStatusChanged(
                    stageRun.getId(),
                    stageRun.getProcessInstanceId(),
                    stageRun.getRootProcessInstanceId(),
                    stageRun.getProcessDefinitionId(),
                    stageRun.getProcessDefinitionKey(),
                    businessKey,
                    stageRun.getTenantId(),
                    stageRun.getStageId(),
                    stageRun.getStageName(),
                    from,
                    to,
                    time,
                    duration,
                    stageRun.getDueDate(),
                    errorCode,
                    errorMessage)));
  }

  /** The step run had that status before. */
  void changed(StepRunEntity stepRun, StepStatus from) {
    if (listeners.isEmpty()) {
      return;
    }
    StepStatus to = stepRun.getStatus();
    boolean failed = to == StepStatus.ERROR;
    var time = ClockUtil.getCurrentTime();
    Long duration = stepRun.getDurationInMillis();
    String errorCode = failed ? stepRun.getErrorCode() : null;
    String errorMessage = failed ? stepRun.getErrorMessage() : null;
    pending.add(
        new Pending(
            stepRun.getProcessInstanceId(),
            businessKey ->
                new StepStatusChanged(
                    stepRun.getId(),
                    stepRun.getProcessInstanceId(),
                    stepRun.getRootProcessInstanceId(),
                    stepRun.getProcessDefinitionId(),
                    stepRun.getProcessDefinitionKey(),
                    businessKey,
                    stepRun.getTenantId(),
                    stepRun.getStageId(),
                    stepRun.getStageRunId(),
                    stepRun.getStepId(),
                    stepRun.getStepName(),
                    stepRun.getStepType(),
                    from,
                    to,
                    time,
                    duration,
                    errorCode,
                    errorMessage)));
  }

  /** Tells what has changed so far; answers whether there was anything. */
  boolean tell(boolean mayRollBack) {
    boolean any = !pending.isEmpty();
    for (Pending next = pending.poll(); next != null; next = pending.poll()) {
      listeners.tell(next.change().apply(businessKey(next.runId())), mayRollBack);
    }
    return any;
  }

  private String businessKey(String runId) {
    OrchestrationRunEntity run = rows.findRun(runId);
    return run == null ? null : run.getBusinessKey();
  }
}
