package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.record.StepRecorder;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.behavior.FlowNodeActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * What one migration does to one process instance. Stages and steps keep their records, under their
 * new names; what was one and is none any more is canceled; what was none and is one now gets a
 * record.
 */
final class Migration {

  private final String processInstanceId;
  private final Map<String, String> activities = new LinkedHashMap<>();
  private final Map<String, ExecutionEntity> executions = new HashMap<>();
  private ExecutionEntity restsForNothing;

  Migration(String processInstanceId) {
    this.processInstanceId = processInstanceId;
  }

  /** That activity instance was migrated to that activity. */
  void migrated(String activityInstanceId, String activityId, ExecutionEntity execution) {
    ActivityImpl activity = execution.getProcessDefinition().findActivity(activityId);
    if (!OrchestrationInstallation.isMultiInstance(activity)) {
      activities.put(activityInstanceId, withoutBody(activityId));
      executions.put(activityInstanceId, execution);
    }
    if (StageExit.isResting(execution)) {
      rests(execution, activity);
    }
  }

  private static String withoutBody(String activityId) {
    String suffix = BpmnParse.MULTI_INSTANCE_BODY_ID_SUFFIX;
    return activityId.endsWith(suffix)
        ? activityId.substring(0, activityId.length() - suffix.length())
        : activityId;
  }

  /**
   * A token that rests on a stage is put onto the new one; the engine does that for leaves of the
   * model only. Where the condition is gone, or the stage, there is nothing left to wait for.
   */
  private void rests(ExecutionEntity execution, ActivityImpl activity) {
    execution.setActivity(activity);
    boolean waits =
        activity.getActivityBehavior() instanceof StageBehavior behavior
            && behavior.isConditional();
    if (!waits) {
      restsForNothing = execution;
    }
  }

  /** After the migration: records what it means, and looks at the stage concerned. */
  void finish(CommandContext commandContext) {
    ExecutionEntity processInstance =
        commandContext.getExecutionManager().findExecutionById(processInstanceId);
    if (processInstance == null || processInstance.isEnded()) {
      return;
    }
    boolean startedStage = record(processInstance, RecordSession.of(commandContext));
    LookSession looks = LookSession.of(commandContext);
    if (startedStage) {
      looks.heldBack().hold(processInstanceId);
    } else {
      looks.touch(processInstanceId);
    }
    leaveWhereNothingIsLeftToDo(processInstance);
  }

  /** Answers whether the migration has started a stage around what was there before. */
  private boolean record(ExecutionEntity processInstance, RecordSession records) {
    OrchestrationDefinition target =
        OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    Map<String, StageRun> stages = recordStages(processInstance, target, records);
    recordSteps(target, records, stages);
    if (target == null) {
      records.runs().migratedAway(processInstance);
    } else if (processInstance.isSuspended()) {
      records.runs().find(processInstanceId).forEach(records.runs()::suspended);
    }
    return stages.values().stream()
        .anyMatch(stage -> !activities.containsKey(stage.getActivityInstanceId()));
  }

  /** Answers the stages in progress by their ids; with an old model there may be several. */
  private Map<String, StageRun> recordStages(
      ExecutionEntity processInstance, OrchestrationDefinition target, RecordSession records) {
    Map<String, StageRun> known = new HashMap<>();
    for (StageRun stage : records.stages().findAllOpen(processInstanceId)) {
      known.put(stage.getActivityInstanceId(), stage);
    }
    activities.forEach(
        (instance, activityId) -> {
          StageDefinition stage = target == null ? null : target.stage(activityId);
          StageRun recorded = known.get(instance);
          if (stage != null && recorded != null) {
            records.stages().migrated(recorded, processInstance, stage);
          } else if (stage != null) {
            known.put(instance, records.stages().found(processInstance, instance, stage));
          } else if (recorded != null) {
            known.remove(instance);
            records.stages().migratedAway(recorded, processInstance);
          }
        });
    Map<String, StageRun> byId = new HashMap<>();
    known.values().forEach(stage -> byId.put(stage.getStageId(), stage));
    return byId;
  }

  private void recordSteps(
      OrchestrationDefinition target, RecordSession records, Map<String, StageRun> stages) {
    Map<String, StepRun> known = new HashMap<>();
    for (StepRun step : records.steps().findAllOpenOfRun(processInstanceId)) {
      if (step.getActivityInstanceId() == null) {
        recordStep(step, null, step.getStepId(), target, records, stages);
      } else {
        known.put(step.getActivityInstanceId(), step);
      }
    }
    activities.forEach(
        (instance, activityId) ->
            recordStep(known.get(instance), instance, activityId, target, records, stages));
  }

  private void recordStep(
      StepRun recorded,
      String instance,
      String activityId,
      OrchestrationDefinition target,
      RecordSession records,
      Map<String, StageRun> stages) {
    StepDefinition step = target == null ? null : target.step(activityId);
    StageRun stage = step == null ? null : stages.get(step.stageId());
    if (stage != null && recorded != null) {
      records.steps().migrated(recorded, step, stage);
    } else if (stage != null) {
      records.steps().found(instance, step, stage);
      recordWork(instance, executions.get(instance), records.steps());
    } else if (stage == null && recorded != null) {
      records.steps().migratedAway(recorded, records.stages().findRun(recorded.getStageRunId()));
    }
  }

  /** What the step that was found has been given out before: a task, or a called process. */
  private static void recordWork(String instance, ExecutionEntity execution, StepRecorder steps) {
    for (TaskEntity task : execution.getTasks()) {
      steps.assigned(instance, task.getId(), task.getAssignee());
    }
    for (ExternalTaskEntity task : execution.getExternalTasks()) {
      steps.created(instance, task.getId());
    }
    if (execution.getSubProcessInstance() != null) {
      steps.called(instance, execution.getSubProcessInstance().getId());
    }
  }

  private void leaveWhereNothingIsLeftToDo(ExecutionEntity processInstance) {
    if (restsForNothing != null && !processInstance.isSuspended()) {
      restsForNothing.setActive(true);
      ((FlowNodeActivityBehavior) restsForNothing.getActivity().getActivityBehavior())
          .leave(restsForNothing);
    }
  }
}
