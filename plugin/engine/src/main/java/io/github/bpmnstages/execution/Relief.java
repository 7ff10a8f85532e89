package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/** Compares the records of one run with the incidents that are still open in it. */
final class Relief {

  private final ExecutionEntity processInstance;
  private final OrchestrationDefinition orchestration;
  private final List<IncidentEntity> incidents;
  private final RecordSession records = RecordSession.current();

  Relief(ExecutionEntity processInstance, List<IncidentEntity> incidents) {
    this.processInstance = processInstance;
    this.orchestration = OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    this.incidents = incidents;
  }

  /** Answers whether a stage is in progress again. */
  boolean apply() {
    if (orchestration == null) {
      return false;
    }
    boolean suspended = processInstance.isSuspended();
    if (incidents.isEmpty()) {
      records.runs().relieved(processInstance, suspended);
    }
    boolean again = false;
    for (StageRun stageRun : records.stages().findAllOpen(processInstance.getId())) {
      Set<String> failedSteps = failedSteps(stageRun);
      again |= relieve(stageRun, suspended);
      for (StepRun stepRun : records.steps().findAllOpen(stageRun.getId())) {
        if (stepRun.getStatus() == StepStatus.ERROR && !failedSteps.contains(stepRun.getStepId())) {
          relieve(stepRun);
        }
      }
    }
    return again;
  }

  private boolean relieve(StageRun stageRun, boolean suspended) {
    boolean isInError =
        stageRun.getStatus() == StageStatus.ERROR
            || stageRun.getStatus() == StageStatus.DISCONTINUED;
    boolean isRelieved =
        stageRun.getStatus() == StageStatus.ERROR
            ? incidents.stream().noneMatch(incident -> isIn(incident, stageRun))
            : incidents.isEmpty();
    if (!isInError || !isRelieved) {
      return false;
    }
    if (incidents.isEmpty()) {
      records.stages().relieved(stageRun, processInstance, suspended);
      return !suspended;
    }
    // an incident outside of stages is still open
    records.stages().discontinued(stageRun, processInstance);
    return false;
  }

  private void relieve(StepRun stepRun) {
    boolean isGone = stepRun.getActivityInstanceId() == null && !hasJob();
    if (isGone) {
      records.steps().canceledBeforeStart(stepRun);
    } else {
      records.steps().relieved(stepRun);
    }
  }

  private boolean hasJob() {
    List<JobEntity> jobs =
        Context.getCommandContext()
            .getJobManager()
            .findJobsByProcessInstanceId(processInstance.getId());
    return jobs.stream()
        .anyMatch(job -> !Context.getCommandContext().getDbEntityManager().isDeleted(job));
  }

  private Set<String> failedSteps(StageRun stageRun) {
    Set<String> steps = new HashSet<>();
    for (IncidentEntity incident : incidents) {
      FailedActivity failure = failure(incident);
      if (isIn(incident, stageRun) && failure.step() != null) {
        steps.add(failure.step().id());
      }
    }
    return steps;
  }

  private boolean isIn(IncidentEntity incident, StageRun stageRun) {
    if (StageIncidentHandler.FAILED_CONDITION.equals(incident.getIncidentType())) {
      return stageRun.getActivityInstanceId().equals(incident.getConfiguration());
    }
    ActivityImpl stage = failure(incident).stage();
    return stage != null && stage.getId().equals(stageRun.getStageId());
  }

  private FailedActivity failure(IncidentEntity incident) {
    String failed =
        incident.getFailedActivityId() != null
            ? incident.getFailedActivityId()
            : incident.getActivityId();
    return FailedActivity.find(incident.getExecution(), failed);
  }
}
