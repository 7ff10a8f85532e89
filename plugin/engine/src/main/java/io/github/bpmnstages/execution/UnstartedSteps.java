package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Records of steps that failed before the engine stored their start. Such a record waits for the
 * job that will start its step; when there is no such job any more, the step is not reached.
 */
final class UnstartedSteps {

  private final CommandContext commandContext;
  private final ExecutionEntity processInstance;
  private Set<String> reachable;

  UnstartedSteps(CommandContext commandContext, ExecutionEntity processInstance) {
    this.commandContext = commandContext;
    this.processInstance = processInstance;
  }

  /** Ends the records for which there is no job any more. */
  void endUnreachable() {
    RecordSession records = RecordSession.of(commandContext);
    for (StageRun stageRun : records.stages().findAllOpen(processInstance.getId())) {
      for (StepRun stepRun : records.steps().findAllOpen(stageRun)) {
        if (isUnreachable(stepRun)) {
          records.steps().canceledBeforeStart(stepRun);
        }
      }
    }
  }

  boolean isUnreachable(StepRun stepRun) {
    return stepRun.getActivityInstanceId() == null && !reachable().contains(stepRun.getStepId());
  }

  private Set<String> reachable() {
    if (reachable == null) {
      reachable = new HashSet<>();
      List<JobEntity> jobs =
          commandContext.getJobManager().findJobsByProcessInstanceId(processInstance.getId());
      jobs.forEach(this::addStepOf);
    }
    return reachable;
  }

  private void addStepOf(JobEntity job) {
    boolean isGone =
        commandContext.getDbEntityManager().isDeleted(job) || job.getExecution() == null;
    FailedActivity failure = isGone ? null : FailedActivity.find(job.getExecution(), activity(job));
    if (failure != null && failure.step() != null) {
      reachable.add(failure.step().id());
    }
  }

  private static String activity(JobEntity job) {
    return job.getFailedActivityId() != null ? job.getFailedActivityId() : job.getActivityId();
  }
}
