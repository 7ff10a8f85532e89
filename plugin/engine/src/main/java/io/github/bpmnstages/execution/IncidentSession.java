package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;

/** What incidents that came or went in one command mean for runs, stages and steps. */
final class IncidentSession implements Session {

  private final Set<String> relieved = new LinkedHashSet<>();
  private final Set<String> relievedBetweenSteps = new HashSet<>();
  private final Set<String> failed = new LinkedHashSet<>();
  private final Set<String> deletedJobs = new HashSet<>();
  private boolean isJobNoted;

  static IncidentSession current() {
    return of(Context.getCommandContext());
  }

  static IncidentSession of(CommandContext commandContext) {
    return commandContext.getSession(IncidentSession.class);
  }

  /** An incident was created there: records the failure, in every calling process too. */
  void failed(
      ExecutionEntity execution, FailedPlaces places, boolean afterActivity, String message) {
    RecordSession.current().locks().lock(execution.getProcessInstanceId());
    boolean after = afterActivity;
    for (ExecutionEntity token = execution;
        token != null;
        token = token.getProcessInstance().getSuperExecution()) {
      FailedActivity failure = places.where(token, execution);
      if (failure != null) {
        record(failure, after, message);
        failed.add(token.getProcessInstanceId());
      }
      after = false;
    }
  }

  /** The exit condition of a stage has failed and nobody has caught that. */
  void conditionFailed(ExecutionEntity execution, String stageActivityInstanceId, String message) {
    RecordSession records = RecordSession.current();
    ExecutionEntity processInstance = execution.getProcessInstance();
    records.locks().lock(processInstance.getId());
    records.stages().failed(stageActivityInstanceId, processInstance, message);
    records.runs().failed(processInstance, message);
    ExecutionEntity caller = processInstance.getSuperExecution();
    if (caller != null) {
      failed(caller, FailedPlaces.of(null, null), false, message);
    }
  }

  private static void record(FailedActivity failure, boolean afterActivity, String message) {
    RecordSession records = RecordSession.current();
    ExecutionEntity processInstance = failure.execution().getProcessInstance();
    if (failure.stage() == null) {
      records.runs().failedOutsideStage(processInstance, failure.activityId());
      return;
    }
    String stageInstance = failure.stageExecution().getParentActivityInstanceId();
    if (failure.step() != null && !afterActivity) {
      recordStep(failure, message);
    }
    records.stages().failed(stageInstance, processInstance, message);
    records.runs().failed(processInstance, message);
  }

  /** Records that the step has failed. */
  static void recordStep(FailedActivity failure, String message) {
    RecordSession.current()
        .steps()
        .failed(
            failure.step(),
            failure.stageExecution().getParentActivityInstanceId(),
            failure.execution().getProcessInstanceId(),
            failure.activityInstances(),
            message);
  }

  /** An incident there is being removed, and with it those that it caused further out. */
  void removed(ExecutionEntity execution) {
    for (ExecutionEntity token = execution;
        token != null;
        token = token.getProcessInstance().getSuperExecution()) {
      relieved.add(token.getProcessInstanceId());
      relievedBetweenSteps.add(token.getProcessInstanceId());
    }
  }

  /**
   * A step or a stage is about to complete, or a stage to start: what has rested on incidents that
   * are gone, or go with the job that is being executed, is no longer in error. Otherwise the look
   * that follows would not be taken, and a run would start its next stage in error.
   */
  void relieveBetweenSteps(ExecutionEntity processInstance) {
    noteCurrentJob();
    if (relievedBetweenSteps.remove(processInstance.getId())) {
      CommandContext commandContext = Context.getCommandContext();
      RecordSession.current().locks().lock(processInstance.getId());
      List<IncidentEntity> open =
          openIncidents(commandContext, processInstance.getId()).stream()
              .filter(incident -> !isOfCurrentJob(incident, commandContext))
              .toList();
      UnstartedSteps unstarted = new UnstartedSteps(commandContext, processInstance);
      if (new Relief(processInstance, open, unstarted).applyToStages()) {
        LookSession.current().touchForOperator(processInstance.getId());
      }
    }
  }

  /** The engine removes the incident of a job when all of its work is done. */
  private void noteCurrentJob() {
    JobEntity job = Context.getCommandContext().getCurrentJob();
    if (isJobNoted || job == null || !mayHaveIncident(job) || job.getProcessInstanceId() == null) {
      return;
    }
    isJobNoted = true;
    for (ExecutionEntity token =
            Context.getCommandContext()
                .getExecutionManager()
                .findExecutionById(job.getProcessInstanceId());
        token != null;
        token = token.getProcessInstance().getSuperExecution()) {
      relievedBetweenSteps.add(token.getProcessInstanceId());
    }
  }

  /** Retries that were given back to all jobs of a definition leave the incidents open. */
  private static boolean mayHaveIncident(JobEntity job) {
    return job.getRetries() <= 0 || hasFailed(job);
  }

  private static boolean isOfCurrentJob(IncidentEntity incident, CommandContext commandContext) {
    JobEntity job = commandContext.getCurrentJob();
    if (job == null || !Incident.FAILED_JOB_HANDLER_TYPE.equals(incident.getIncidentType())) {
      return false;
    }
    IncidentEntity rootCause = rootCause(incident);
    return rootCause != null && job.getId().equals(rootCause.getConfiguration());
  }

  /** The incident from which it comes, maybe itself; null if that is gone. */
  static IncidentEntity rootCause(IncidentEntity incident) {
    return (IncidentEntity)
        Context.getCommandContext()
            .getIncidentManager()
            .findIncidentById(incident.getRootCauseIncidentId());
  }

  /**
   * Before the flush: runs and stages whose last incident is gone are no longer in error. Answers
   * those whose condition is to be looked at because of that.
   */
  Set<String> relieve(CommandContext commandContext) {
    Set<String> again = new LinkedHashSet<>();
    requireNoneAtGoneExecution(commandContext);
    noteDeletedJobs(commandContext);
    failed.addAll(relieved);
    for (String processInstanceId : failed) {
      ExecutionEntity processInstance =
          commandContext.getExecutionManager().findExecutionById(processInstanceId);
      if (processInstance == null || processInstance.isEnded()) {
        continue;
      }
      // others may create or resolve incidents of the same run
      RecordSession.of(commandContext).locks().lock(processInstanceId);
      if (relieve(commandContext, processInstance)) {
        again.add(processInstanceId);
      }
    }
    failed.clear();
    relieved.clear();
    return again;
  }

  private boolean relieve(CommandContext commandContext, ExecutionEntity processInstance) {
    String id = processInstance.getId();
    UnstartedSteps unstarted = new UnstartedSteps(commandContext, processInstance);
    boolean again =
        relieved.contains(id)
            && new Relief(processInstance, openIncidents(commandContext, id), unstarted).apply();
    unstarted.endUnreachable();
    return again;
  }

  /**
   * A job that had failed is gone, or one that was to start an activity and has not: what it was to
   * start may not be reached any more.
   */
  private void noteDeletedJobs(CommandContext commandContext) {
    DbEntityManager entities = commandContext.getDbEntityManager();
    // the engine's cache answers nothing for a sub-class
    for (DbEntity cached : entities.getCachedEntitiesByType(AcquirableJobEntity.class)) {
      if (cached instanceof JobEntity job
          && (hasFailed(job) || isCanceledStart(job, commandContext))
          && job.getProcessInstanceId() != null
          && entities.isDeleted(job)
          && deletedJobs.add(job.getId())
          && Orchestrations.find(commandContext, job.getProcessDefinitionId()) != null) {
        failed.add(job.getProcessInstanceId());
      }
    }
  }

  private static boolean hasFailed(JobEntity job) {
    return job.getExceptionMessage() != null || job.getFailedActivityId() != null;
  }

  /**
   * An operator may have taken its retries away and given them back: that leaves no trace in it.
   */
  private static boolean isCanceledStart(JobEntity job, CommandContext commandContext) {
    return AsyncContinuationJobHandler.TYPE.equals(job.getJobHandlerType())
        && job != commandContext.getCurrentJob();
  }

  /** Also those that this command has created: the database does not know them yet. */
  private static List<IncidentEntity> openIncidents(
      CommandContext commandContext, String processInstanceId) {
    DbEntityManager entities = commandContext.getDbEntityManager();
    // what is read comes into the cache
    commandContext.getIncidentManager().findIncidentsByProcessInstance(processInstanceId);
    return entities.getCachedEntitiesByType(IncidentEntity.class).stream()
        .filter(incident -> processInstanceId.equals(incident.getProcessInstanceId()))
        .filter(incident -> !entities.isDeleted(incident))
        .filter(incident -> isFailure(incident.getIncidentType()))
        .filter(incident -> !isAtGoneExecution(incident, entities))
        .toList();
  }

  /** Another transaction has created it at work that this one has taken back. */
  private static boolean isAtGoneExecution(IncidentEntity incident, DbEntityManager entities) {
    ExecutionEntity execution =
        incident.getExecutionId() == null
            ? null
            : entities.getCachedEntity(ExecutionEntity.class, incident.getExecutionId());
    return execution != null && entities.isDeleted(execution);
  }

  /** The flush would delete the execution under the incident: who has met another may try again. */
  private static void requireNoneAtGoneExecution(CommandContext commandContext) {
    DbEntityManager entities = commandContext.getDbEntityManager();
    for (IncidentEntity incident : entities.getCachedEntitiesByType(IncidentEntity.class)) {
      if (!entities.isDeleted(incident) && isAtGoneExecution(incident, entities)) {
        throw new OptimisticLockingException(
            "Another transaction has created incident '"
                + incident.getId()
                + "' at activity '"
                + incident.getActivityId()
                + "', which this one has left. Try again.");
      }
    }
  }

  private static boolean isFailure(String type) {
    return Incident.FAILED_JOB_HANDLER_TYPE.equals(type)
        || Incident.EXTERNAL_TASK_HANDLER_TYPE.equals(type)
        || StageIncidentHandler.FAILED_CONDITION.equals(type);
  }

  @Override
  public void flush() {
    // nothing of its own to write
  }

  @Override
  public void close() {
    // nothing is held beyond the command
  }
}
