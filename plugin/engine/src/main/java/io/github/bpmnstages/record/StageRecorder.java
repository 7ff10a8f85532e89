package io.github.bpmnstages.record;

import static io.github.bpmnstages.run.MilestoneKind.DISCONTINUE_STAGE;
import static io.github.bpmnstages.run.MilestoneKind.END_STAGE;
import static io.github.bpmnstages.run.MilestoneKind.FAIL_STAGE;
import static io.github.bpmnstages.run.MilestoneKind.START_STAGE;
import static io.github.bpmnstages.run.MilestoneKind.SUSPEND_STAGE;
import static io.github.bpmnstages.run.MilestoneKind.TAKE_FAULT_PATH;

import io.github.bpmnstages.history.OrchestrationRunEntity;
import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageLifecycle;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepRun;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Writes what happens to a stage run (contract, sections 5 and 6). */
public final class StageRecorder {

  private final RecordSession session;
  private final RunRows rows;
  private final MilestoneRecorder milestones;
  private final RecordSettings settings;
  private final Map<String, StageRunEntity> byActivityInstance = new HashMap<>();
  private final Map<String, String> canceledLast = new HashMap<>();
  private boolean besideAnother;

  StageRecorder(
      RecordSession session, RunRows rows, MilestoneRecorder milestones, RecordSettings settings) {
    this.session = session;
    this.rows = rows;
    this.milestones = milestones;
    this.settings = settings;
  }

  /** The stage has started. */
  public void started(ExecutionEntity execution, StageDefinition stage, Date startTime) {
    started(execution.getProcessInstance(), execution.getActivityInstanceId(), stage, startTime);
  }

  /** A migration has turned a sub-process in progress into a stage. */
  public StageRun found(
      ExecutionEntity processInstance, String activityInstanceId, StageDefinition stage) {
    return started(processInstance, activityInstanceId, stage, ClockUtil.getCurrentTime());
  }

  private StageRunEntity started(
      ExecutionEntity processInstance,
      String activityInstanceId,
      StageDefinition stage,
      Date startTime) {
    OrchestrationRunEntity run = session.runs().findOrInsert(processInstance);
    besideAnother |= run.getCurrentStageId() != null;
    run.setCurrentStageId(stage.id());
    StageRunEntity stageRun = new StageRunEntity();
    stageRun.setId(Rows.nextId());
    stageRun.setProcessInstanceId(run.getId());
    stageRun.setRootProcessInstanceId(run.getRootProcessInstanceId());
    stageRun.setProcessDefinitionId(run.getProcessDefinitionId());
    stageRun.setProcessDefinitionKey(run.getProcessDefinitionKey());
    stageRun.setStageId(stage.id());
    stageRun.setStageName(stage.name());
    stageRun.setActivityInstanceId(activityInstanceId);
    stageRun.setStatus(StageStatus.IN_PROGRESS);
    stageRun.setStartTime(startTime);
    stageRun.setOwnerId(settings.ownerId());
    stageRun.setTenantId(run.getTenantId());
    stageRun.setRemovalTime(run.getRemovalTime());
    rows.insert(stageRun);
    byActivityInstance.put(stageRun.getActivityInstanceId(), stageRun);
    session.outputs().started(stageRun);
    session.changes().changed(stageRun, null);
    milestones.add(START_STAGE, stageRun, null);
    StatusVariable.write(processInstance, stage, StageStatus.IN_PROGRESS);
    if (run.getStatus() == RunStatus.ERROR && hasFailedOutsideStages(run)) {
      discontinued(stageRun, processInstance);
    }
    return stageRun;
  }

  /** A stage that has failed may be canceled in the same request, after this one has started. */
  private boolean hasFailedOutsideStages(OrchestrationRunEntity run) {
    return rows.findOpenStageRuns(run.getId()).stream()
        .noneMatch(open -> open.getStatus() == StageStatus.ERROR);
  }

  /** Whether this command may have started a stage while another one of its run is in progress. */
  public boolean mayHaveStartedBesideAnother() {
    return besideAnother || !rows.overtaken().isEmpty();
  }

  /** Whether another command has let a stage of that run start or end while this one did. */
  public boolean isOvertaken(String processInstanceId) {
    return rows.overtaken().contains(processInstanceId);
  }

  /** When the stage that is starting is due, by its start time; or null. */
  public void due(ExecutionEntity execution, UnaryOperator<Date> dueDate) {
    StageRunEntity stageRun =
        find(execution.getActivityInstanceId(), execution.getProcessInstanceId());
    if (stageRun != null) {
      stageRun.setDueDate(dueDate.apply(stageRun.getStartTime()));
    }
  }

  /**
   * Stage run of that activity instance that had not ended before this command, or null if it is
   * not recorded. Asks the database once per run and command.
   */
  StageRunEntity find(String activityInstanceId, String processInstanceId) {
    StageRunEntity known = byActivityInstance.get(activityInstanceId);
    if (known == null) {
      known = findOpen(activityInstanceId, processInstanceId);
    }
    return known;
  }

  private StageRunEntity findOpen(String activityInstanceId, String processInstanceId) {
    for (StageRunEntity open : rows.findOpenStageRuns(processInstanceId)) {
      byActivityInstance.putIfAbsent(open.getActivityInstanceId(), open);
    }
    return byActivityInstance.get(activityInstanceId);
  }

  /** Stage run of that process instance that has not ended, or null. */
  public StageRun findOpen(String processInstanceId) {
    return rows.findOpenStageRun(processInstanceId);
  }

  /** All stage runs of that process instance that have not ended. */
  public List<? extends StageRun> findAllOpen(String processInstanceId) {
    return rows.findOpenStageRuns(processInstanceId);
  }

  /** Process instances whose stage runs this command has read or made. */
  public Set<String> processInstances() {
    return rows.cachedStageRuns().stream()
        .map(StageRunEntity::getProcessInstanceId)
        .collect(Collectors.toSet());
  }

  /** Stage run of that id, or null. */
  public StageRun findRun(String stageRunId) {
    return findById(stageRunId);
  }

  StageRunEntity findById(String stageRunId) {
    return rows.findStageRun(stageRunId);
  }

  /** Whether the stage has not ended; false if it is not recorded. */
  public boolean isOpen(String activityInstanceId, String processInstanceId) {
    StageRunEntity stageRun = find(activityInstanceId, processInstanceId);
    return stageRun != null && stageRun.getEndTime() == null;
  }

  /** Whether the exit condition is looked at: in progress, or not recorded at all. */
  public boolean isLookedAt(String activityInstanceId, String processInstanceId) {
    StageRunEntity stageRun = find(activityInstanceId, processInstanceId);
    return stageRun == null
        || (stageRun.getEndTime() == null && StageLifecycle.isLookedAt(stageRun.getStatus()));
  }

  /** The stage in progress belongs to another process definition now, maybe under another name. */
  public void migrated(StageRun run, ExecutionEntity processInstance, StageDefinition stage) {
    StageRunEntity stageRun = (StageRunEntity) run;
    setDefinition(stageRun, processInstance);
    stageRun.setStageId(stage.id());
    stageRun.setStageName(stage.name());
    rows.findRun(stageRun.getProcessInstanceId()).setCurrentStageId(stage.id());
    session.outputs().refresh(stageRun.getProcessInstanceId());
  }

  private static void setDefinition(StageRunEntity stageRun, ExecutionEntity processInstance) {
    stageRun.setProcessDefinitionId(processInstance.getProcessDefinitionId());
    stageRun.setProcessDefinitionKey(processInstance.getProcessDefinition().getKey());
  }

  /** What was the stage in progress is none any more, after a migration. */
  public void migratedAway(StageRun run, ExecutionEntity processInstance) {
    StageRunEntity stageRun = (StageRunEntity) run;
    setDefinition(stageRun, processInstance);
    for (StepRun open : session.steps().findAllOpen(stageRun)) {
      session.steps().migratedAway(open, stageRun);
    }
    StageStatus before = stageRun.getStatus();
    end(stageRun, StageStatus.CANCELED);
    session.changes().changed(stageRun, before);
    session.outputs().changed(stageRun);
    milestones.add(END_STAGE, stageRun, null);
    rows.findRun(stageRun.getProcessInstanceId()).setCurrentStageId(null);
  }

  /** All steps are done, the exit condition is not yet true; or steps were started again. */
  public void waiting(String activityInstanceId, String processInstanceId, boolean waiting) {
    StageRunEntity stageRun = find(activityInstanceId, processInstanceId);
    if (stageRun != null && stageRun.getEndTime() == null) {
      stageRun.setWaitingForExitCondition(waiting);
    }
  }

  /**
   * The stage has ended, whatever way. Must not throw: called from an end listener.
   *
   * @param mayHaveUnstartedSteps whether a step can have failed before its start was stored
   */
  public void ended(
      ExecutionEntity execution, StageDefinition stage, boolean mayHaveUnstartedSteps) {
    StageRunEntity stageRun =
        find(execution.getActivityInstanceId(), execution.getProcessInstanceId());
    if (stageRun == null) {
      session.outputs().endedUnrecorded(execution, stage.id());
      return;
    }
    if (stageRun.getEndTime() != null) {
      return;
    }
    ExecutionEntity processInstance = execution.getProcessInstance();
    StageStatus status = endStatus(execution, stageRun, stage);
    if (mayHaveUnstartedSteps || stageRun.isWithUnstartedSteps()) {
      session.steps().endFailedBeforeStart(stageRun, execution);
    }
    if (status == StageStatus.COMPLETED && stageRun.getStatus() == StageStatus.ERROR) {
      relieved(stageRun, processInstance, false);
    }
    StageStatus before = stageRun.getStatus();
    end(stageRun, status);
    session.changes().changed(stageRun, before);
    session.outputs().changed(stageRun);
    if (before != status) {
      milestones.add(milestoneOfEnd(status), stageRun, null);
    }
    takeFaultPath(stageRun, status);
    boolean runLives = !endsRun(processInstance);
    if (runLives && !isStartedAgain(stageRun)) {
      OrchestrationRunEntity run = rows.findRun(stageRun.getProcessInstanceId());
      if (run != null && isCurrent(stage, run)) {
        run.setCurrentStageId(null);
        canceledLast.put(run.getId(), status == StageStatus.CANCELED ? stage.id() : null);
      }
      StatusVariable.write(processInstance, stage, status);
    }
  }

  /** A modification may start a stage anew before it cancels the former visit. */
  private boolean isStartedAgain(StageRunEntity ended) {
    return rows.cachedStageRuns().stream()
        .anyMatch(
            stageRun ->
                stageRun.getEndTime() == null
                    && stageRun.getStageId().equals(ended.getStageId())
                    && stageRun.getProcessInstanceId().equals(ended.getProcessInstanceId()));
  }

  /** What was read of the run may be older than the tokens: others have started the stage since. */
  private static boolean isCurrent(StageDefinition stage, OrchestrationRunEntity run) {
    return stage.id().equals(run.getCurrentStageId()) || !run.isCurrentStageWritten();
  }

  private static MilestoneKind milestoneOfEnd(StageStatus status) {
    return switch (status) {
      case ERROR -> FAIL_STAGE;
      case DISCONTINUED -> DISCONTINUE_STAGE;
      default -> END_STAGE;
    };
  }

  private StageStatus endStatus(
      ExecutionEntity execution, StageRunEntity stageRun, StageDefinition stage) {
    String processInstanceId = stageRun.getProcessInstanceId();
    if (!execution.isCanceled()) {
      return StageStatus.COMPLETED;
    }
    Failure failure = session.failure();
    boolean concerns = failure != null && failure.concerns(processInstanceId);
    if (concerns
        && failure.hasFailed(stageRun.getActivityInstanceId())
        && !failure.isCaughtInside(processInstanceId, stage.id())) {
      // also while its exit condition lets it go: an end listener may fail
      stageRun.setErrorCode(failure.errorCode());
      stageRun.setErrorMessage(failure.errorMessage());
      return StageStatus.ERROR;
    }
    if (session.isExiting(stageRun.getActivityInstanceId())) {
      return StageStatus.COMPLETED;
    }
    if (concerns && failure.endsRun(processInstanceId)) {
      return StageStatus.DISCONTINUED;
    }
    return isInFailedRun(stageRun) && isDeleted(execution.getProcessInstance())
        ? stageRun.getStatus()
        : StageStatus.CANCELED;
  }

  private static boolean isInFailedRun(StageRunEntity stageRun) {
    return stageRun.getStatus() == StageStatus.ERROR
        || stageRun.getStatus() == StageStatus.DISCONTINUED;
  }

  private void takeFaultPath(StageRunEntity stageRun, StageStatus status) {
    Failure failure = session.failure();
    if (status == StageStatus.ERROR
        && failure != null
        && failure.isCaught()
        && failure.hasFailed(stageRun.getActivityInstanceId())
        && stageRun.getProcessInstanceId().equals(failure.processInstanceId())) {
      stageRun.setFaultPath(failure.catchingEventId());
      milestones.add(TAKE_FAULT_PATH, stageRun, failure.catchingEventId());
    }
  }

  private boolean endsRun(ExecutionEntity processInstance) {
    Failure failure = session.failure();
    return isDeleted(processInstance)
        || (failure != null && failure.endsRun(processInstance.getId()));
  }

  /** The stage of that run with whose cancellation in this command its last stage has ended. */
  String canceledLast(String processInstanceId) {
    return canceledLast.get(processInstanceId);
  }

  static boolean isDeleted(ExecutionEntity processInstance) {
    return processInstance.isDeleteRoot();
  }

  private static void end(StageRunEntity stageRun, StageStatus status) {
    Date now = ClockUtil.getCurrentTime();
    stageRun.setStatus(status);
    if (status != StageStatus.ERROR) {
      clearError(stageRun);
    }
    stageRun.setWaitingForExitCondition(false);
    stageRun.setEndTime(now);
    stageRun.setDurationInMillis(Rows.duration(stageRun.getStartTime(), now));
  }

  /** The stage, or a step of it, has failed and nothing caught that; the run goes on living. */
  public void failed(String activityInstanceId, ExecutionEntity processInstance, String message) {
    StageRunEntity stageRun = find(activityInstanceId, processInstance.getId());
    if (stageRun == null
        || stageRun.getEndTime() != null
        || stageRun.getStatus() == StageStatus.ERROR) {
      return;
    }
    stageRun.setErrorCode(Failure.TECHNICAL);
    stageRun.setErrorMessage(message);
    move(stageRun, StageStatus.ERROR);
    milestones.add(FAIL_STAGE, stageRun, null);
    writeStatusVariable(stageRun, processInstance);
  }

  /** The run has failed for another reason while the stage was in progress. */
  public void discontinued(StageRun run, ExecutionEntity processInstance) {
    StageRunEntity stageRun = (StageRunEntity) run;
    if (stageRun.getEndTime() == null && stageRun.getStatus() != StageStatus.DISCONTINUED) {
      move(stageRun, StageStatus.DISCONTINUED);
      milestones.add(DISCONTINUE_STAGE, stageRun, null);
      writeStatusVariable(stageRun, processInstance);
    }
  }

  /** What the error of the stage, or of its run, rested on is gone. */
  public void relieved(StageRun run, ExecutionEntity processInstance, boolean suspended) {
    StageRunEntity stageRun = (StageRunEntity) run;
    move(stageRun, suspended ? StageStatus.SUSPENDED : StageStatus.IN_PROGRESS);
    milestones.add(suspended ? SUSPEND_STAGE : START_STAGE, stageRun, null);
    writeStatusVariable(stageRun, processInstance);
  }

  private static void clearError(StageRunEntity stageRun) {
    stageRun.setErrorCode(null);
    stageRun.setErrorMessage(null);
  }

  private static void writeStatusVariable(
      StageRunEntity stageRun, ExecutionEntity processInstance) {
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    StageDefinition stage =
        orchestration == null ? null : orchestration.stage(stageRun.getStageId());
    if (stage != null) {
      StatusVariable.write(processInstance, stage, stageRun.getStatus());
    }
  }

  void suspended(StageRunEntity stageRun) {
    if (stageRun.getStatus() == StageStatus.IN_PROGRESS) {
      move(stageRun, StageStatus.SUSPENDED);
      milestones.add(SUSPEND_STAGE, stageRun, null);
      writeStatusVariable(stageRun);
    }
  }

  void resumed(StageRunEntity stageRun) {
    move(stageRun, StageStatus.IN_PROGRESS);
    milestones.add(START_STAGE, stageRun, null);
    writeStatusVariable(stageRun);
  }

  /** Loads the process instance only if there is a variable to be written. */
  private static void writeStatusVariable(StageRunEntity stageRun) {
    CommandContext commandContext = Context.getCommandContext();
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(
            commandContext
                .getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(stageRun.getProcessDefinitionId()));
    StageDefinition stage =
        orchestration == null ? null : orchestration.stage(stageRun.getStageId());
    if (stage != null && stage.statusVariable() != null) {
      ExecutionEntity processInstance =
          commandContext.getExecutionManager().findExecutionById(stageRun.getProcessInstanceId());
      StatusVariable.write(processInstance, stage, stageRun.getStatus());
    }
  }

  private void move(StageRunEntity stageRun, StageStatus status) {
    if (!StageLifecycle.canMove(stageRun.getStatus(), status)) {
      throw new IllegalStateException(
          "Stage run "
              + stageRun.getId()
              + " of stage '"
              + stageRun.getStageId()
              + "' cannot go from "
              + stageRun.getStatus()
              + " to "
              + status);
    }
    StageStatus before = stageRun.getStatus();
    stageRun.setStatus(status);
    if (status != StageStatus.ERROR) {
      clearError(stageRun);
    }
    session.outputs().changed(stageRun);
    session.changes().changed(stageRun, before);
  }
}
