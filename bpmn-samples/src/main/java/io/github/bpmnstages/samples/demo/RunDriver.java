package io.github.bpmnstages.samples.demo;

import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/**
 * Acts for the people and the systems around one run, and around the runs that it calls.
 *
 * <p>What the engine does in the background is waited for, at most 30 seconds.
 */
final class RunDriver {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WORKER = "demo-worker";
  private static final long LOCK_MILLIS = 60_000;

  private final ProcessEngine engine;
  private final StageService stages;
  private final String runId;

  RunDriver(ProcessEngine engine, StageService stages, String runId) {
    this.engine = engine;
    this.stages = stages;
    this.runId = runId;
  }

  /** A person or another system completes the step. */
  void completes(String stepId) {
    complete(stepId, Map.of());
  }

  /** A person or another system completes the step and hands over a variable. */
  void completes(String stepId, String variable, Object value) {
    complete(stepId, Map.of(variable, value));
  }

  /** A person or another system answers with a BPMN error. */
  void throwsError(String stepId, String code, String message) {
    Object work = await("step " + stepId, () -> work(stepId));
    if (work instanceof Task task) {
      engine.getTaskService().handleBpmnError(task.getId(), code, message, Map.of());
    } else {
      String id = lock((ExternalTask) work);
      engine.getExternalTaskService().handleBpmnError(id, WORKER, code, message);
    }
  }

  /** Another system fails and has no retries left. */
  void givesUp(String stepId, String message) {
    String id = lock((ExternalTask) await("step " + stepId, () -> work(stepId)));
    engine.getExternalTaskService().handleFailure(id, WORKER, message, 0, 0);
  }

  /** An operator lets the other system try again. */
  void isRetried(String stepId) {
    ExternalTask failed = (ExternalTask) await("step " + stepId, () -> work(stepId));
    engine.getExternalTaskService().setRetries(failed.getId(), 1);
  }

  /** A message arrives. */
  void receives(String message) {
    await("message " + message, () -> messageSubscription(message));
    engine
        .getRuntimeService()
        .createMessageCorrelation(message)
        .processInstanceId(runId)
        .correlate();
  }

  /** Somebody writes a variable of the run. */
  void sets(String variable, Object value) {
    engine.getRuntimeService().setVariable(runId, variable, value);
  }

  /** The timer's time has come, long before it really has. */
  void reachesTimer(String eventId) {
    engine
        .getManagementService()
        .executeJob(await("timer " + eventId, () -> timer(eventId)).getId());
  }

  /** An operator suspends the run. */
  void isSuspended() {
    engine.getRuntimeService().suspendProcessInstanceById(runId);
  }

  /** An operator resumes the run, and the engine does what it owes the run after that. */
  void isResumed() {
    engine.getRuntimeService().activateProcessInstanceById(runId);
    await("the jobs after the resume", () -> dueJobs() == 0 ? Boolean.TRUE : null);
  }

  /** An operator cancels the run. */
  void isCanceled(String reason) {
    engine.getRuntimeService().deleteProcessInstance(runId, reason);
  }

  /** The engine works in the background until somebody can work on this step. */
  void mustReach(String stepId) {
    await("step " + stepId, () -> work(stepId));
  }

  /** The engine works in the background until it has completed this step. */
  void mustFinish(String stepId) {
    await("the end of step " + stepId, () -> completedSteps(stepId) > 0 ? Boolean.TRUE : null);
  }

  /** The engine works in the background until the run has ended, whatever way. */
  void mustEnd() {
    await("the end of the run", () -> stages.getOverview(runId).run().getEndTime());
  }

  /** The scenario counts on this status. */
  void mustBe(RunStatus expected) {
    RunStatus status = stages.getOverview(runId).run().getStatus();
    check(status == expected, "Expected the run to be " + expected + ", it is " + status);
  }

  /** The scenario counts on this stage having all steps done and its condition not met. */
  void mustWaitIn(String stageId) {
    long waiting =
        stages
            .createStageRunQuery()
            .processInstanceId(runId)
            .stageId(stageId)
            .waitingForExitCondition()
            .count();
    check(waiting == 1, "Expected stage " + stageId + " to wait for its exit condition");
  }

  private void complete(String stepId, Map<String, Object> variables) {
    Object work = await("step " + stepId, () -> work(stepId));
    if (work instanceof Task task) {
      engine.getTaskService().complete(task.getId(), variables);
    } else {
      String id = lock((ExternalTask) work);
      engine.getExternalTaskService().complete(id, WORKER, variables);
    }
  }

  private String lock(ExternalTask task) {
    engine.getExternalTaskService().lock(task.getId(), WORKER, LOCK_MILLIS);
    return task.getId();
  }

  private Object work(String stepId) {
    String[] instances = instanceIds();
    if (instances.length == 0) {
      return null;
    }
    return engine
        .getTaskService()
        .createTaskQuery()
        .processInstanceIdIn(instances)
        .taskDefinitionKey(stepId)
        .list()
        .stream()
        .map(Object.class::cast)
        .findFirst()
        .orElseGet(() -> externalTask(stepId, instances));
  }

  private ExternalTask externalTask(String stepId, String[] instances) {
    return engine
        .getExternalTaskService()
        .createExternalTaskQuery()
        .processInstanceIdIn(instances)
        .activityId(stepId)
        .singleResult();
  }

  private Object messageSubscription(String message) {
    return engine
        .getRuntimeService()
        .createEventSubscriptionQuery()
        .processInstanceId(runId)
        .eventName(message)
        .singleResult();
  }

  private Job timer(String eventId) {
    return engine
        .getManagementService()
        .createJobQuery()
        .processInstanceId(runId)
        .activityId(eventId)
        .timers()
        .singleResult();
  }

  private long dueJobs() {
    return engine
        .getManagementService()
        .createJobQuery()
        .processInstanceId(runId)
        .messages()
        .executable()
        .count();
  }

  private long completedSteps(String stepId) {
    return stages
        .createStepRunQuery()
        .rootProcessInstanceId(runId)
        .stepId(stepId)
        .status(StepStatus.COMPLETED)
        .count();
  }

  private String[] instanceIds() {
    return engine
        .getRuntimeService()
        .createProcessInstanceQuery()
        .rootProcessInstanceId(runId)
        .list()
        .stream()
        .map(ProcessInstance::getId)
        .toArray(String[]::new);
  }

  private static <T> T await(String what, Supplier<T> look) {
    Instant end = Instant.now().plus(PATIENCE);
    for (T found = look.get(); ; found = look.get()) {
      if (found != null) {
        return found;
      }
      check(Instant.now().isBefore(end), "Waited " + PATIENCE.toSeconds() + " s for " + what);
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the engine", e);
    }
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new UnexpectedOutcomeException(message);
    }
  }
}
