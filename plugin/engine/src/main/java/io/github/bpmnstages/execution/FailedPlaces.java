package io.github.bpmnstages.execution;

import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.ProcessDataContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which activity has failed in each process instance that the transaction of a job ran through. The
 * engine keeps with the job the id of the activity alone, which may belong to a process that the
 * job has called, or to one that has called it.
 */
final class FailedPlaces {

  private static final Logger LOG = LoggerFactory.getLogger(FailedPlaces.class);

  /** The engine records the failure in another transaction of the same thread. */
  private static final ThreadLocal<FailedPlaces> LAST = new ThreadLocal<>();

  private final String jobId;
  private final String failedActivityId;
  private final Map<String, String> activities;

  private FailedPlaces(String jobId, String failedActivityId, Map<String, String> activities) {
    this.jobId = jobId;
    this.failedActivityId = failedActivityId;
    this.activities = activities;
  }

  /** To be called before the command that has failed is rolled back; never throws. */
  static void note(CommandContext commandContext) {
    LAST.remove();
    JobEntity job = commandContext.getCurrentJob();
    if (job == null) {
      return;
    }
    try {
      ProcessDataContext data = Context.getCommandInvocationContext().getProcessDataContext();
      LAST.set(
          new FailedPlaces(
              job.getId(), data.getLatestActivityId(), activities(commandContext, data)));
    } catch (RuntimeException e) {
      // the failure under way is what the caller is to see
      LOG.debug("Nothing tells where job {} has failed", job.getId(), e);
    }
  }

  /** The failure is recorded. */
  static void forget() {
    LAST.remove();
  }

  /** Empty if the engine has been told not to keep the process instance for its log. */
  private static Map<String, String> activities(
      CommandContext commandContext, ProcessDataContext data) {
    Map<String, String> activities = new HashMap<>();
    String property =
        commandContext.getProcessEngineConfiguration().getLoggingContextProcessInstanceId();
    Object processInstances = EngineFields.read(data, "mdcDataStacks", Map.class).get(property);
    String processInstanceId =
        processInstances == null
            ? null
            : (String) EngineFields.read(processInstances, "deque", Deque.class).peekFirst();
    String activityId = data.getLatestActivityId();
    while (processInstanceId != null && activities.put(processInstanceId, activityId) == null) {
      ExecutionEntity caller = caller(commandContext, processInstanceId);
      processInstanceId = caller == null ? null : caller.getProcessInstanceId();
      activityId = caller == null ? null : caller.getActivityId();
    }
    return activities;
  }

  /** Asks nothing of the database, whose transaction may be broken: what was called is known. */
  private static ExecutionEntity caller(CommandContext commandContext, String processInstanceId) {
    var entities = commandContext.getDbEntityManager();
    ExecutionEntity called = entities.getCachedEntity(ExecutionEntity.class, processInstanceId);
    return called == null || called.getSuperExecutionId() == null
        ? null
        : entities.getCachedEntity(ExecutionEntity.class, called.getSuperExecutionId());
  }

  /**
   * Of the failure of that job that is being recorded; or, if another command records it, what can
   * be told from the id alone.
   *
   * @param job job, or null if it is no job that has failed
   * @param failedActivityId activity as the engine knows it, or null
   */
  static FailedPlaces of(JobEntity job, String failedActivityId) {
    FailedPlaces last = LAST.get();
    boolean isLast =
        last != null
            && job != null
            && last.jobId.equals(job.getId())
            && ErrorSession.current().source().isOfFailedJob();
    return isLast ? last : new FailedPlaces(null, failedActivityId, Map.of());
  }

  /**
   * What has failed in one of the process instances concerned; null for a process without stages.
   *
   * @param token token of the job or external task that has failed, or a call that led to it
   * @param failed token of the job or external task
   */
  FailedActivity where(ExecutionEntity token, ExecutionEntity failed) {
    if (activities.containsKey(token.getProcessInstanceId())) {
      return FailedActivity.find(token, activities.get(token.getProcessInstanceId()));
    }
    if (token == failed) {
      return hasRunOn(token)
          ? FailedActivity.elsewhere(token, failedActivityId)
          : FailedActivity.find(token, failedActivityId);
    }
    boolean isHere =
        FailedActivity.isOfAnotherProcess(failed, failedActivityId)
            && FailedActivity.isKnown(token, failedActivityId);
    return FailedActivity.find(token, isHere ? failedActivityId : null);
  }

  /** Whether the job has ended its process and failed in one that had called it. */
  boolean hasRunOn(ExecutionEntity token) {
    return activities.isEmpty()
        ? isElsewhere(token)
        : !activities.containsKey(token.getProcessInstanceId());
  }

  /** Whether the activity belongs to a process that has called this one. */
  private boolean isElsewhere(ExecutionEntity token) {
    if (!FailedActivity.isOfAnotherProcess(token, failedActivityId)) {
      return false;
    }
    ExecutionEntity caller = token.getProcessInstance().getSuperExecution();
    while (caller != null) {
      if (FailedActivity.isKnown(caller, failedActivityId)) {
        return true;
      }
      caller = caller.getProcessInstance().getSuperExecution();
    }
    return false;
  }
}
