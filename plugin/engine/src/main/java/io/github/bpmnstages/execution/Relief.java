package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/** Compares the records of one run with the incidents that are still open in it. */
final class Relief {

  private final ExecutionEntity processInstance;
  private final OrchestrationDefinition orchestration;
  private final List<IncidentEntity> incidents;
  private final UnstartedSteps unstarted;
  private final RecordSession records = RecordSession.current();

  Relief(
      ExecutionEntity processInstance, List<IncidentEntity> incidents, UnstartedSteps unstarted) {
    this.unstarted = unstarted;
    this.processInstance = processInstance;
    this.orchestration = OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    this.incidents = incidents;
  }

  /** Answers whether a stage is in progress again. */
  boolean apply() {
    boolean again = applyToStages();
    if (orchestration != null) {
      records.stages().findAllOpen(processInstance.getId()).forEach(this::applyToSteps);
    }
    return again;
  }

  /** As {@link #apply}, but leaves the steps to those who know which of them go on. */
  boolean applyToStages() {
    if (orchestration == null) {
      return false;
    }
    boolean suspended = processInstance.isSuspended();
    if (incidents.isEmpty()) {
      records.runs().relieved(processInstance, suspended);
    }
    boolean again = false;
    for (StageRun stageRun : records.stages().findAllOpen(processInstance.getId())) {
      again |= relieve(stageRun, suspended);
    }
    return again;
  }

  private void applyToSteps(StageRun stageRun) {
    for (StepRun stepRun : records.steps().findAllOpen(stageRun)) {
      if (isRelieved(stepRun, stageRun)) {
        records.steps().relieved(stepRun);
      }
    }
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

  private boolean isRelieved(StepRun stepRun, StageRun stageRun) {
    return stepRun.getStatus() == StepStatus.ERROR
        && !unstarted.isUnreachable(stepRun)
        && incidents.stream()
            .noneMatch(incident -> isIn(incident, stageRun) && mayBeOf(incident, stepRun));
  }

  /** The id of an activity of another process does not tell which step of this one has failed. */
  private static boolean mayBeOf(IncidentEntity incident, StepRun stepRun) {
    return failure(incident).isOf(stepRun)
        || isOfAnotherProcess(incident)
        || (FailedActivity.isCall(incident.getExecution().getActivity())
            && FailedActivity.find(incident.getExecution(), null).isOf(stepRun));
  }

  private static boolean isOfAnotherProcess(IncidentEntity incident) {
    IncidentEntity cause = IncidentSession.rootCause(incident);
    return cause != null
        && cause.getExecution() != null
        && FailedActivity.isOfAnotherProcess(cause.getExecution(), cause.getFailedActivityId());
  }

  private boolean isIn(IncidentEntity incident, StageRun stageRun) {
    if (StageIncidentHandler.FAILED_CONDITION.equals(incident.getIncidentType())) {
      return stageRun.getActivityInstanceId().equals(incident.getConfiguration());
    }
    ActivityImpl stage = failure(incident).stage();
    return stage != null && stage.getId().equals(stageRun.getStageId());
  }

  private static FailedActivity failure(IncidentEntity incident) {
    String failed =
        incident.getFailedActivityId() != null
            ? incident.getFailedActivityId()
            : incident.getActivityId();
    return FailedActivity.find(incident.getExecution(), failed);
  }
}
