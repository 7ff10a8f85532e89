package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Records of steps that failed before the engine stored their start. Such a record waits for the
 * job that will start its step; when there is no such job any more, the step is not reached.
 */
final class UnstartedSteps {

  private final CommandContext commandContext;
  private final ExecutionEntity processInstance;
  private Set<String> reachable;
  private boolean isAnyReachable;

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
    return stepRun.getActivityInstanceId() == null && !isReachable(stepRun.getStepId());
  }

  private boolean isReachable(String stepId) {
    if (reachable == null) {
      reachable = new HashSet<>();
      addStepsOf(processInstance.getId());
      isAnyReachable = isAnyReachable || mayReturn(processInstance.getId());
    }
    return isAnyReachable || reachable.contains(stepId);
  }

  private void addStepsOf(String processInstanceId) {
    for (JobEntity job : jobs(processInstanceId)) {
      isAnyReachable |= hasFailedElsewhere(job);
      addStep(FailedActivity.find(job.getExecution(), activity(job)));
      if (FailedActivity.isCall(job.getExecution().getActivity())) {
        addStep(FailedActivity.find(job.getExecution(), null));
      }
    }
  }

  private void addStep(FailedActivity failure) {
    if (failure != null && failure.step() != null) {
      reachable.add(failure.step().id());
    }
  }

  /** Whether a job of a called process has run on into this one, and failed there. */
  private boolean mayReturn(String processInstanceId) {
    ExecutionManager executions = commandContext.getExecutionManager();
    for (ExecutionEntity token : executions.findExecutionsByProcessInstanceId(processInstanceId)) {
      ExecutionEntity called =
          FailedActivity.isCall(token.getActivity())
              ? executions.findSubProcessInstanceBySuperExecutionId(token.getId())
              : null;
      boolean mayReturn =
          called != null
              && (jobs(called.getId()).stream().anyMatch(UnstartedSteps::hasFailedElsewhere)
                  || mayReturn(called.getId()));
      if (mayReturn) {
        return true;
      }
    }
    return false;
  }

  private List<JobEntity> jobs(String processInstanceId) {
    return commandContext.getJobManager().findJobsByProcessInstanceId(processInstanceId).stream()
        .filter(job -> !commandContext.getDbEntityManager().isDeleted(job))
        .filter(job -> job.getExecution() != null)
        .toList();
  }

  /** Which activity of this process the job has reached is not known then. */
  private static boolean hasFailedElsewhere(JobEntity job) {
    return FailedActivity.isOfAnotherProcess(job.getExecution(), job.getFailedActivityId());
  }

  private static String activity(JobEntity job) {
    return job.getFailedActivityId() != null ? job.getFailedActivityId() : job.getActivityId();
  }
}
