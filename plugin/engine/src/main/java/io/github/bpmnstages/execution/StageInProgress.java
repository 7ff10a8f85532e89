package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.StageRun;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * The stage with an exit condition in which a run is, whether or not it is recorded.
 *
 * @param activity the stage
 * @param execution its scope execution
 */
record StageInProgress(ActivityImpl activity, ExecutionEntity execution) {

  /** Null if there is none. */
  static StageInProgress find(ExecutionEntity processInstance) {
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    if (orchestration == null) {
      return null;
    }
    RecordSession records = RecordSession.current();
    StageRun recorded = records.stages().findOpen(processInstance.getId());
    if (recorded != null) {
      StageDefinition stage = orchestration.stage(recorded.getStageId());
      return stage == null || !stage.exitCondition().isConditional()
          ? null
          : of(
              processInstance,
              stage,
              StageExecutions.find(processInstance, recorded.getActivityInstanceId()));
    }
    OrchestrationRun run = records.outputs().run(processInstance.getId());
    return run == null || run.getCurrentStageId() != null
        ? unrecorded(processInstance, orchestration)
        : null;
  }

  /** A stage without an exit condition that waits all the same; or null. */
  static StageInProgress waitingForNothing(ExecutionEntity processInstance) {
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    StageRun recorded = RecordSession.current().stages().findOpen(processInstance.getId());
    StageDefinition stage =
        orchestration == null || recorded == null
            ? null
            : orchestration.stage(recorded.getStageId());
    if (stage == null || stage.exitCondition().isConditional()) {
      return null;
    }
    ExecutionEntity execution =
        StageExecutions.find(processInstance, recorded.getActivityInstanceId());
    return execution != null && StageExit.isResting(execution)
        ? of(processInstance, stage, execution)
        : null;
  }

  /** Walks the whole tree, since no record tells where to look. */
  private static StageInProgress unrecorded(
      ExecutionEntity processInstance, OrchestrationDefinition orchestration) {
    for (StageDefinition stage : orchestration.stages().values()) {
      if (stage.exitCondition().isConditional()) {
        StageInProgress found =
            of(processInstance, stage, StageExecutions.findByActivity(processInstance, stage.id()));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static StageInProgress of(
      ExecutionEntity processInstance, StageDefinition stage, ExecutionEntity execution) {
    return execution == null
        ? null
        : new StageInProgress(
            processInstance.getProcessDefinition().findActivity(stage.id()), execution);
  }
}
