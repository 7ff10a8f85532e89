package io.github.bpmnstages.record;

import static io.github.bpmnstages.run.MilestoneKind.CANCEL_RUN;
import static io.github.bpmnstages.run.MilestoneKind.DISCONTINUE_STAGE;
import static io.github.bpmnstages.run.MilestoneKind.END_RUN;
import static io.github.bpmnstages.run.MilestoneKind.FAIL_RUN;
import static io.github.bpmnstages.run.MilestoneKind.RESUME_RUN;
import static io.github.bpmnstages.run.MilestoneKind.START_RUN;
import static io.github.bpmnstages.run.MilestoneKind.SUSPEND_RUN;

import io.github.bpmnstages.history.OrchestrationRunEntity;
import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Writes what happens to a run (contract, sections 5 and 6). */
public final class RunRecorder {

  private final RecordSession session;
  private final RunRows rows;
  private final MilestoneRecorder milestones;
  private final RecordSettings settings;

  RunRecorder(
      RecordSession session, RunRows rows, MilestoneRecorder milestones, RecordSettings settings) {
    this.session = session;
    this.rows = rows;
    this.milestones = milestones;
    this.settings = settings;
  }

  /** The process instance has started, in this transaction. */
  public void started(ExecutionEntity processInstance) {
    OrchestrationRunEntity run = insert(processInstance);
    session.outputs().started(run);
    milestones.add(START_RUN, run, null);
  }

  /**
   * Row of the run; one is written if there is none, since a run that is not recorded (started
   * before the plugin was there, or cleaned up while running) is recorded again from its next stage
   * on.
   */
  OrchestrationRunEntity findOrInsert(ExecutionEntity processInstance) {
    OrchestrationRunEntity run = rows.findRun(processInstance.getId());
    return run != null ? run : insert(processInstance);
  }

  private OrchestrationRunEntity insert(ExecutionEntity processInstance) {
    ProcessDefinitionEntity definition = processInstance.getProcessDefinition();
    OrchestrationRunEntity run = new OrchestrationRunEntity();
    run.setId(processInstance.getId());
    run.setRootProcessInstanceId(processInstance.getRootProcessInstanceId());
    if (processInstance.getSuperExecutionId() != null) {
      run.setSuperProcessInstanceId(processInstance.getSuperExecution().getProcessInstanceId());
    }
    run.setProcessDefinitionId(definition.getId());
    run.setProcessDefinitionKey(definition.getKey());
    // not stored, but a restart answers the row before it is read again
    run.setProcessDefinitionName(definition.getName());
    run.setProcessDefinitionVersion(definition.getVersion());
    run.setBusinessKey(processInstance.getBusinessKey());
    run.setStatus(RunStatus.IN_PROGRESS);
    run.setStartTime(ClockUtil.getCurrentTime());
    run.setOwnerId(settings.ownerId());
    run.setTenantId(processInstance.getTenantId());
    run.setRemovalTime(RemovalTimes.of(processInstance));
    rows.insert(run);
    session.changes().changed(run, null, null);
    return run;
  }

  /** The run of that process instance, if it is recorded. */
  public List<? extends OrchestrationRun> find(String processInstanceId) {
    OrchestrationRunEntity run = rows.findRun(processInstanceId);
    return run == null ? List.of() : List.of(run);
  }

  /** Runs of that process definition that have not ended. */
  public List<? extends OrchestrationRun> findOpenByDefinition(String processDefinitionId) {
    return rows.findOpenRunsByDefinition(processDefinitionId);
  }

  /**
   * Ids of all versions of a process definition.
   *
   * @param tenantSet whether only definitions of that tenant count
   * @param tenantId tenant of the definitions, null = without tenant
   */
  public List<String> definitionIds(
      String processDefinitionKey, boolean tenantSet, String tenantId) {
    return rows.findDefinitionIds(processDefinitionKey, tenantSet, tenantId);
  }

  /** The process instance belongs to another process definition now. */
  public void migrated(ExecutionEntity processInstance) {
    OrchestrationRunEntity run = rows.findRun(processInstance.getId());
    if (run != null) {
      ProcessDefinitionEntity definition = processInstance.getProcessDefinition();
      run.migrate(definition.getId(), definition.getKey());
    }
  }

  /** The process instance lives on in a process without stages: it is no orchestration any more. */
  public void migratedAway(ExecutionEntity processInstance) {
    OrchestrationRunEntity run = rows.findRun(processInstance.getId());
    if (run != null && run.getEndTime() == null) {
      String reason =
          "Migrated to process definition '"
              + processInstance.getProcessDefinitionId()
              + "', which has no stages";
      ProcessDefinitionEntity target = processInstance.getProcessDefinition();
      run.migrateAway(target.getId(), target.getKey());
      end(run, RunStatus.CANCELED, reason);
      milestones.add(CANCEL_RUN, run, reason);
    }
  }

  /** The business key was changed. */
  public void businessKeyChanged(String processInstanceId, String businessKey) {
    OrchestrationRunEntity run = rows.findRun(processInstanceId);
    if (run != null) {
      run.setBusinessKey(businessKey);
    }
  }

  /** The process instance has ended, whatever way. Must not throw: called from an end listener. */
  public void ended(ExecutionEntity processInstance) {
    OrchestrationRunEntity run = rows.findRun(processInstance.getId());
    Failure failure = session.failure();
    boolean failed = failure != null && failure.endsRun(processInstance.getId());
    if (run != null && run.getEndTime() == null) {
      if (failed) {
        failedFinally(run, failure);
      } else if (processInstance.isCanceled()) {
        end(run, RunStatus.CANCELED, processInstance.getDeleteReason());
        stayInCanceledStage(run);
        milestones.add(CANCEL_RUN, run, processInstance.getDeleteReason());
      } else {
        relieved(processInstance, false);
        end(run, RunStatus.COMPLETED, null);
        milestones.add(END_RUN, run, null);
      }
    }
    if (failed
        && !failure.isCaught()
        && failure.processInstanceId().equals(processInstance.getId())) {
      session.failureHandled();
    }
  }

  /** A modification that leaves nothing cancels the stage first, then the process instance. */
  private void stayInCanceledStage(OrchestrationRunEntity run) {
    if (run.getCurrentStageId() == null) {
      run.setCurrentStageId(session.stages().canceledLast(run.getId()));
    }
  }

  private void failedFinally(OrchestrationRunEntity run, Failure failure) {
    boolean isNews = run.getStatus() != RunStatus.ERROR;
    end(run, RunStatus.ERROR, failure.reason());
    if (isNews) {
      milestones.add(FAIL_RUN, run, failure.detail(run.getId()));
      discontinueCompletedStages(run.getId());
    }
  }

  void discontinueCompletedStages(String processInstanceId) {
    for (StageRunEntity stage : rows.findCompletedStageRuns(processInstanceId)) {
      milestones.add(DISCONTINUE_STAGE, stage, null);
    }
  }

  /** A stage of the run has failed without a fault path; the run goes on living in error. */
  public void failed(ExecutionEntity processInstance, String message) {
    OrchestrationRunEntity run = rows.findRun(processInstance.getId());
    if (run != null && run.getEndTime() == null && run.getStatus() != RunStatus.ERROR) {
      move(run, RunStatus.ERROR, message);
      milestones.add(FAIL_RUN, run, message);
      discontinueCompletedStages(run.getId());
    }
  }

  /** Something has failed outside of every stage. */
  public void failedOutsideStage(ExecutionEntity processInstance, String activityId) {
    OrchestrationRunEntity run = rows.findRun(processInstance.getId());
    if (run == null || run.getEndTime() != null || run.getStatus() == RunStatus.ERROR) {
      return;
    }
    move(run, RunStatus.ERROR, activityId);
    milestones.add(FAIL_RUN, run, activityId);
    discontinueCompletedStages(run.getId());
    for (StageRunEntity stage : rows.findOpenStageRuns(run.getId())) {
      session.stages().discontinued(stage, processInstance);
    }
  }

  /** The last incident of the run is gone. */
  public void relieved(ExecutionEntity processInstance, boolean suspended) {
    OrchestrationRunEntity run = rows.findRun(processInstance.getId());
    if (run != null && run.getEndTime() == null && run.getStatus() == RunStatus.ERROR) {
      move(run, suspended ? RunStatus.SUSPENDED : RunStatus.IN_PROGRESS, null);
      milestones.add(suspended ? SUSPEND_RUN : RESUME_RUN, run, null);
    }
  }

  private void end(OrchestrationRunEntity run, RunStatus status, String reason) {
    Date now = ClockUtil.getCurrentTime();
    RunStatus before = run.getStatus();
    run.setStatus(status);
    run.setEndTime(now);
    run.setDurationInMillis(Rows.duration(run.getStartTime(), now));
    run.setReason(reason);
    session.changes().changed(run, before, reason);
  }

  private void move(OrchestrationRunEntity run, RunStatus status, String reason) {
    RunStatus before = run.getStatus();
    run.setStatus(status);
    session.changes().changed(run, before, reason);
  }

  /** The process instance was suspended. */
  public void suspended(OrchestrationRun suspended) {
    OrchestrationRunEntity run = (OrchestrationRunEntity) suspended;
    if (run.getEndTime() != null || run.getStatus() != RunStatus.IN_PROGRESS) {
      return;
    }
    move(run, RunStatus.SUSPENDED, null);
    milestones.add(SUSPEND_RUN, run, null);
    for (StageRunEntity stage : rows.findOpenStageRuns(run.getId())) {
      session.stages().suspended(stage);
    }
  }

  /** The process instance was resumed; answers whether it was suspended. */
  public boolean resumed(OrchestrationRun resumed) {
    OrchestrationRunEntity run = (OrchestrationRunEntity) resumed;
    if (run.getEndTime() != null || run.getStatus() != RunStatus.SUSPENDED) {
      return false;
    }
    move(run, RunStatus.IN_PROGRESS, null);
    milestones.add(RESUME_RUN, run, null);
    for (StageRunEntity stage : rows.findOpenStageRuns(run.getId())) {
      if (stage.getStatus() == StageStatus.SUSPENDED) {
        session.stages().resumed(stage);
      }
    }
    return true;
  }
}
