package io.github.bpmnstages.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/** An operator who tidies up: whatever state the runs are in, they can go on to their end. */
final class RunFinisher {

  private static final int MOST_ROUNDS = 50;
  private static final String WORKER = "finisher";

  private final RuntimeService runtime;
  private final ManagementService management;
  private final TaskService tasks;
  private final ExternalTaskService externalTasks;

  RunFinisher(ProcessEngine engine) {
    runtime = engine.getRuntimeService();
    management = engine.getManagementService();
    tasks = engine.getTaskService();
    externalTasks = engine.getExternalTaskService();
  }

  void endAllRuns() {
    for (int round = 0; runtime.createProcessInstanceQuery().count() > 0; round++) {
      assertThat(round).as("rounds that it takes to end all runs").isLessThan(MOST_ROUNDS);
      activateAll();
      retryAll();
      workOnAll();
      makeAllConditionsTrue();
    }
  }

  private void activateAll() {
    forEachLeft(
        runtime.createProcessInstanceQuery().suspended().list(),
        run -> runtime.createProcessInstanceQuery().processInstanceId(run.getId()).suspended(),
        (ProcessInstance run) -> runtime.activateProcessInstanceById(run.getId()));
  }

  private void retryAll() {
    forEachLeft(
        management.createJobQuery().noRetriesLeft().list(),
        job -> management.createJobQuery().jobId(job.getId()),
        (Job job) -> management.setJobRetries(job.getId(), 1));
    forEachLeft(
        externalTasks.createExternalTaskQuery().list(),
        task -> externalTasks.createExternalTaskQuery().externalTaskId(task.getId()),
        (ExternalTask task) -> {
          externalTasks.setRetries(task.getId(), 1);
          if (isLeft(externalTasks.createExternalTaskQuery().externalTaskId(task.getId()))) {
            externalTasks.unlock(task.getId());
          }
        });
  }

  private void workOnAll() {
    forEachLeft(
        management.createJobQuery().messages().list(),
        job -> management.createJobQuery().jobId(job.getId()),
        (Job job) -> management.executeJob(job.getId()));
    forEachLeft(
        tasks.createTaskQuery().list(),
        task -> tasks.createTaskQuery().taskId(task.getId()),
        (Task task) -> tasks.complete(task.getId()));
    forEachLeft(
        externalTasks
            .fetchAndLock(1_000, WORKER)
            .topic("pay", 60_000)
            .topic("photograph", 60_000)
            .execute(),
        task -> externalTasks.createExternalTaskQuery().externalTaskId(task.getId()),
        (LockedExternalTask task) -> externalTasks.complete(task.getId(), WORKER));
  }

  private void makeAllConditionsTrue() {
    forEachLeft(
        runtime.createProcessInstanceQuery().processDefinitionKey("claim").list(),
        run -> runtime.createProcessInstanceQuery().processInstanceId(run.getId()),
        (ProcessInstance run) ->
            runtime.setVariables(
                run.getId(), Map.of("approved", true, "paid", true, "closed", true)));
  }

  /** What is done to one may leave a stage, and with it others of the list. */
  private static <T> void forEachLeft(
      List<? extends T> found, Function<T, Query<?, ?>> itself, Consumer<T> operation) {
    for (T one : found) {
      if (isLeft(itself.apply(one))) {
        operation.accept(one);
      }
    }
  }

  private static boolean isLeft(Query<?, ?> itself) {
    return itself.count() == 1;
  }
}
