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
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Writes what happens to a step run (contract, sections 5 and 6). */
public final class StepRecorder {

  private final RecordSession session;
  private final RunRows rows;
  private final MilestoneRecorder milestones;
  private final Map<String, StepRunEntity> byActivityInstance = new HashMap<>();
  private final Map<String, StepRunEntity> lastEnded = new HashMap<>();
  private final Set<String> failedNow = new HashSet<>();

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
    StageRunEntity stageRun = stageOf(execution, stageActivityInstanceId);
    if (stageRun == null) {
      session.outputs().startedUnrecorded(execution.getProcessInstanceId(), step.id());
      return;
    }
    StepRunEntity failedBefore = isInJob() ? findFailedBeforeStart(stageRun, step) : null;
    if (failedBefore != null) {
      failedBefore.setActivityInstanceId(execution.getActivityInstanceId());
      byActivityInstance.put(execution.getActivityInstanceId(), failedBefore);
      if (failedBefore.getStatus() == StepStatus.ERROR) {
        relieved(failedBefore);
      }
      return;
    }
    StepRunEntity stepRun = insert(stageRun, step, execution.getActivityInstanceId());
    byActivityInstance.put(stepRun.getActivityInstanceId(), stepRun);
    milestones.add(START_STEP, stepRun, null);
  }

  /** A step that has just ended in the stage knows all of it that the next one needs. */
  private StageRunEntity stageOf(ExecutionEntity execution, String stageActivityInstanceId) {
    StepRunEntity ended = isInJob() ? null : lastEnded.get(stageActivityInstanceId);
    return ended == null
        ? session.stages().find(stageActivityInstanceId, execution.getProcessInstanceId())
        : ended.stageRun();
  }

  /** A migration has turned work in progress into a step. */
  public void found(String activityInstanceId, StepDefinition step, StageRun stageRun) {
    StepRunEntity stepRun = insert((StageRunEntity) stageRun, step, activityInstanceId);
    byActivityInstance.put(activityInstanceId, stepRun);
    milestones.add(START_STEP, stepRun, null);
  }

  /** The step in progress belongs to another process definition now, maybe to another stage. */
  public void migrated(StepRun run, StepDefinition step, StageRun stageRun) {
    StepRunEntity stepRun = (StepRunEntity) run;
    setDefinition(stepRun, stageRun);
    if (stepRun.getActivityInstanceId() == null) {
      ((StageRunEntity) stageRun).setWithUnstartedSteps(true);
    }
    stepRun.setStageRunId(stageRun.getId());
    stepRun.setStageId(stageRun.getStageId());
    stepRun.setStepId(step.id());
    stepRun.setStepName(step.name());
    stepRun.setStepType(step.type().name());
  }

  private static void setDefinition(StepRunEntity stepRun, StageRun stageRun) {
    stepRun.setProcessDefinitionId(stageRun.getProcessDefinitionId());
    stepRun.setProcessDefinitionKey(stageRun.getProcessDefinitionKey());
  }

  /** What was a step in progress is none any more, after a migration. */
  public void migratedAway(StepRun run, StageRun stageRun) {
    StepRunEntity stepRun = (StepRunEntity) run;
    setDefinition(stepRun, stageRun);
    ended(stepRun, StepStatus.CANCELED);
  }

  /** All steps of that run that are in progress. */
  public List<? extends StepRun> findAllOpenOfRun(String processInstanceId) {
    return rows.findOpenStepRunsOfRun(processInstanceId);
  }

  /**
   * Only a job can start a step that has a record already. Whether the job itself has failed before
   * does not count: an operator may have taken its retries away.
   */
  private static boolean isInJob() {
    return Context.getCommandContext().getCurrentJob() != null;
  }

  /** The job has failed in a transaction that had committed before this one has read the stage. */
  private StepRunEntity findFailedBeforeStart(StageRunEntity stageRun, StepDefinition step) {
    if (!stageRun.isWithUnstartedSteps()) {
      return null;
    }
    return rows.findStepRunWithoutActivityInstance(stageRun, step.id());
  }

  private StepRunEntity insert(
      StageRunEntity stageRun, StepDefinition step, String activityInstanceId) {
    StepRunEntity stepRun = new StepRunEntity();
    stepRun.setId(Rows.nextId());
    stepRun.setProcessInstanceId(stageRun.getProcessInstanceId());
    stepRun.setRootProcessInstanceId(stageRun.getRootProcessInstanceId());
    stepRun.setProcessDefinitionId(stageRun.getProcessDefinitionId());
    stepRun.setProcessDefinitionKey(stageRun.getProcessDefinitionKey());
    stepRun.setStageRunId(stageRun.getId());
    stepRun.setStageId(stageRun.getStageId());
    stepRun.setStepId(step.id());
    stepRun.setStepName(step.name());
    stepRun.setStepType(step.type().name());
    stepRun.setActivityInstanceId(activityInstanceId);
    stepRun.setStatus(StepStatus.IN_PROGRESS);
    stepRun.setStartTime(ClockUtil.getCurrentTime());
    stepRun.setTenantId(stageRun.getTenantId());
    stepRun.setRemovalTime(stageRun.getRemovalTime());
    rows.insert(stepRun);
    session.outputs().started(stepRun);
    session.changes().changed(stepRun, null);
    return stepRun;
  }

  /** Step run of that activity instance, or null if it is not recorded; one look-up per command. */
  StepRunEntity find(String activityInstanceId) {
    return byActivityInstance.computeIfAbsent(
        activityInstanceId, rows::findStepRunByActivityInstance);
  }

  /** Runs of that stage run that have not ended. */
  public List<? extends StepRun> findAllOpen(StageRun stageRun) {
    return rows.findOpenStepRuns((StageRunEntity) stageRun);
  }

  /** The user task of the step was created or assigned. */
  public void assigned(String activityInstanceId, String taskId, String assignee) {
    StepRunEntity stepRun = find(activityInstanceId);
    if (stepRun != null) {
      stepRun.setTaskId(taskId);
      stepRun.setAssignee(assignee);
    }
  }

  /** The external task of a step that this command has started was created. */
  public void created(String activityInstanceId, String externalTaskId) {
    StepRunEntity stepRun = byActivityInstance.get(activityInstanceId);
    if (stepRun != null) {
      stepRun.setTaskId(externalTaskId);
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
  public void ended(ExecutionEntity execution, StepDefinition step) {
    if (execution.getActivityInstanceId() == null) {
      return;
    }
    StepRunEntity stepRun = find(execution.getActivityInstanceId());
    if (stepRun == null) {
      session.outputs().endedUnrecorded(execution, step.id());
      return;
    }
    if (stepRun.getEndTime() != null) {
      return;
    }
    StepStatus status =
        execution.isCanceled() ? canceledStatus(execution, stepRun) : StepStatus.COMPLETED;
    if (stepRun.getStatus() == StepStatus.ERROR && status == StepStatus.COMPLETED) {
      relieved(stepRun);
    }
    ended(stepRun, status);
  }

  /**
   * Another step of the same stage may start in this command, after the one that has ended.
   *
   * @param stageActivityInstanceId activity instance of the stage around it
   */
  public void mayBeFollowed(ExecutionEntity ended, String stageActivityInstanceId) {
    StepRunEntity stepRun = byActivityInstance.get(ended.getActivityInstanceId());
    if (stepRun != null) {
      lastEnded.put(stageActivityInstanceId, stepRun);
    }
  }

  /** A step that was in error and stays so has nothing new to tell. */
  private void ended(StepRunEntity stepRun, StepStatus status) {
    boolean isNews = stepRun.getStatus() != status;
    end(stepRun, status);
    if (isNews) {
      milestones.add(milestoneOfEnd(status), stepRun, null);
    }
  }

  /**
   * The step has failed and nothing caught that. A step that failed before the engine stored its
   * start gets a record all the same, which a retry goes on with.
   *
   * @param activityInstanceIds where the failed token is, inside the stage
   */
  public void failed(
      StepDefinition step,
      String stageActivityInstanceId,
      String processInstanceId,
      Set<String> activityInstanceIds,
      String message) {
    StageRunEntity stageRun = session.stages().find(stageActivityInstanceId, processInstanceId);
    if (stageRun == null) {
      return;
    }
    StepRunEntity stepRun = findFailed(step, stageRun, activityInstanceIds);
    if (stepRun == null) {
      stepRun = insert(stageRun, step, null);
      stageRun.setWithUnstartedSteps(true);
    } else if (stepRun.getStatus() == StepStatus.ERROR) {
      return;
    }
    failedNow.add(stepRun.getId());
    stepRun.setErrorCode(Failure.TECHNICAL);
    stepRun.setErrorMessage(message);
    move(stepRun, StepStatus.ERROR);
    milestones.add(FAIL_STEP, stepRun, null);
  }

  private StepRunEntity findFailed(
      StepDefinition step, StageRunEntity stageRun, Set<String> activityInstanceIds) {
    for (StepRunEntity open : rows.findOpenStepRuns(stageRun)) {
      boolean isIt =
          open.getActivityInstanceId() == null
              ? !isOfAnotherToken(open)
              : activityInstanceIds.contains(open.getActivityInstanceId());
      if (open.getStepId().equals(step.id()) && isIt) {
        return open;
      }
    }
    return null;
  }

  /** A step that has failed before its start stays in error while the incident of its job lasts. */
  private boolean isOfAnotherToken(StepRunEntity unstarted) {
    return unstarted.getStatus() == StepStatus.ERROR && !failedNow.contains(unstarted.getId());
  }

  /** What the error of the step rested on is gone: it is tried again. */
  public void relieved(StepRun run) {
    StepRunEntity stepRun = (StepRunEntity) run;
    move(stepRun, StepStatus.IN_PROGRESS);
    milestones.add(START_STEP, stepRun, null);
  }

  /**
   * The stage is ending: no listener tells of the end of a step that has failed before its start.
   */
  void endFailedBeforeStart(StageRunEntity stageRun, ExecutionEntity stageExecution) {
    for (StepRunEntity open : rows.findOpenStepRuns(stageRun)) {
      if (open.getActivityInstanceId() == null) {
        ended(open, canceledStatus(stageExecution, open));
      }
    }
  }

  /** The step had failed before its start, and its token went elsewhere. */
  public void canceledBeforeStart(StepRun stepRun) {
    ended((StepRunEntity) stepRun, StepStatus.CANCELED);
  }

  private static MilestoneKind milestoneOfEnd(StepStatus status) {
    return switch (status) {
      case ERROR -> FAIL_STEP;
      case DISCONTINUED -> DISCONTINUE_STEP;
      default -> END_STEP;
    };
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

  private StepStatus failedStatus(StepRunEntity stepRun, String stageInstance, Failure failure) {
    if (failure.hasFailed(stepRun.getActivityInstanceId()) || failedNow.contains(stepRun.getId())) {
      stepRun.setErrorCode(failure.errorCode());
      stepRun.setErrorMessage(failure.errorMessage());
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

  private void move(StepRunEntity stepRun, StepStatus status) {
    StepStatus before = stepRun.getStatus();
    stepRun.setStatus(status);
    if (status != StepStatus.ERROR) {
      stepRun.setErrorCode(null);
      stepRun.setErrorMessage(null);
    }
    session.outputs().changed(stepRun);
    session.changes().changed(stepRun, before);
  }

  private void end(StepRunEntity stepRun, StepStatus status) {
    Date now = ClockUtil.getCurrentTime();
    stepRun.setEndTime(now);
    stepRun.setDurationInMillis(Rows.duration(stepRun.getStartTime(), now));
    move(stepRun, status);
  }
}
