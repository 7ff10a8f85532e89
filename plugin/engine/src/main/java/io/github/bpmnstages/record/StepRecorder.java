package io.github.bpmnstages.record;

import static io.github.bpmnstages.run.MilestoneKind.DISCONTINUE_STEP;
import static io.github.bpmnstages.run.MilestoneKind.END_STEP;
import static io.github.bpmnstages.run.MilestoneKind.FAIL_STEP;
import static io.github.bpmnstages.run.MilestoneKind.START_STEP;

import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.history.StepRunEntity;
import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.StepStatus;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Writes what happens to a step run (contract, sections 5 and 6). */
public final class StepRecorder {

  private final RecordSession session;
  private final RunRows rows;
  private final MilestoneRecorder milestones;
  private final Map<String, StepRunEntity> byActivityInstance = new HashMap<>();

  StepRecorder(RecordSession session, RunRows rows, MilestoneRecorder milestones) {
    this.session = session;
    this.rows = rows;
    this.milestones = milestones;
  }

  /**
   * The step has started.
   *
   * @param stageActivityInstanceId activity instance of the stage around it
   */
  public void started(
      ExecutionEntity execution, StepDefinition step, String stageActivityInstanceId) {
    StageRunEntity stageRun =
        session.stages().find(stageActivityInstanceId, execution.getProcessInstanceId());
    if (stageRun == null) {
      return;
    }
    StepRunEntity stepRun = new StepRunEntity();
    stepRun.setId(Rows.nextId());
    stepRun.setProcessInstanceId(stageRun.getProcessInstanceId());
    stepRun.setRootProcessInstanceId(stageRun.getRootProcessInstanceId());
    stepRun.setProcessDefinitionId(stageRun.getProcessDefinitionId());
    stepRun.setProcessDefinitionKey(stageRun.getProcessDefinitionKey());
    stepRun.setStageRunId(stageRun.getId());
    stepRun.setStageId(stageRun.getStageId());
    stepRun.setStepId(step.id());
    stepRun.setStepName(Rows.fit(step.name()));
    stepRun.setStepType(step.type().name());
    stepRun.setActivityInstanceId(execution.getActivityInstanceId());
    stepRun.setStatus(StepStatus.IN_PROGRESS);
    stepRun.setStartTime(ClockUtil.getCurrentTime());
    stepRun.setTenantId(stageRun.getTenantId());
    stepRun.setRemovalTime(stageRun.getRemovalTime());
    rows.insert(stepRun);
    byActivityInstance.put(stepRun.getActivityInstanceId(), stepRun);
    session.outputs().started(stepRun);
    milestones.add(START_STEP, stepRun, null);
  }

  /** Step run of that activity instance, or null if it is not recorded; one look-up per command. */
  public StepRunEntity find(String activityInstanceId) {
    return byActivityInstance.computeIfAbsent(
        activityInstanceId, rows::findStepRunByActivityInstance);
  }

  /** The user task of the step was created or assigned. */
  public void assigned(String activityInstanceId, String taskId, String assignee) {
    StepRunEntity stepRun = find(activityInstanceId);
    if (stepRun != null) {
      stepRun.setTaskId(taskId);
      stepRun.setAssignee(assignee);
    }
  }

  /** The call activity of the step has called a process. */
  public void called(String activityInstanceId, String calledProcessInstanceId) {
    StepRunEntity stepRun = find(activityInstanceId);
    if (stepRun != null) {
      stepRun.setCalledProcessInstanceId(calledProcessInstanceId);
    }
  }

  /** The step has ended, whatever way. Must not throw: called from an end listener. */
  public void ended(ExecutionEntity execution) {
    if (execution.getActivityInstanceId() == null) {
      return;
    }
    StepRunEntity stepRun = find(execution.getActivityInstanceId());
    if (stepRun == null || stepRun.getEndTime() != null) {
      return;
    }
    StepStatus status =
        execution.isCanceled() ? canceledStatus(execution, stepRun) : StepStatus.COMPLETED;
    MilestoneKind kind = milestoneOfEnd(status, stepRun);
    end(stepRun, status);
    session.outputs().changed(stepRun);
    milestones.add(kind, stepRun, null);
  }

  private static MilestoneKind milestoneOfEnd(StepStatus status, StepRunEntity before) {
    if (status == StepStatus.ERROR) {
      return before.getStatus() == StepStatus.ERROR ? END_STEP : FAIL_STEP;
    }
    return status == StepStatus.DISCONTINUED ? DISCONTINUE_STEP : END_STEP;
  }

  private StepStatus canceledStatus(ExecutionEntity execution, StepRunEntity stepRun) {
    StageRunEntity stageRun = session.stages().findById(stepRun.getStageRunId());
    String stageInstance = stageRun == null ? "" : stageRun.getActivityInstanceId();
    if (session.isExiting(stageInstance)) {
      return StepStatus.DISCONTINUED;
    }
    Failure failure = session.failure();
    if (failure != null && failure.concerns(stepRun.getProcessInstanceId())) {
      return failedStatus(stepRun, stageInstance, failure);
    }
    boolean staysInError =
        stepRun.getStatus() == StepStatus.ERROR
            && StageRecorder.isDeleted(execution.getProcessInstance());
    return staysInError ? StepStatus.ERROR : StepStatus.CANCELED;
  }

  private static StepStatus failedStatus(
      StepRunEntity stepRun, String stageInstance, Failure failure) {
    if (failure.hasFailed(stepRun.getActivityInstanceId())) {
      stepRun.setErrorCode(Rows.fit(failure.errorCode()));
      stepRun.setErrorMessage(Rows.fit(failure.errorMessage()));
      return StepStatus.ERROR;
    }
    String processInstanceId = stepRun.getProcessInstanceId();
    boolean stageFailed =
        failure.hasFailed(stageInstance)
            && !failure.isCaughtInside(processInstanceId, stepRun.getStageId());
    return stageFailed || failure.endsRun(processInstanceId)
        ? StepStatus.DISCONTINUED
        : StepStatus.CANCELED;
  }

  private static void end(StepRunEntity stepRun, StepStatus status) {
    Date now = ClockUtil.getCurrentTime();
    stepRun.setStatus(status);
    stepRun.setEndTime(now);
    stepRun.setDurationInMillis(Rows.duration(stepRun.getStartTime(), now));
  }
}
