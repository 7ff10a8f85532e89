package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.StepRun;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * Where, in one process instance, work has failed: the activity, and the stage around it as far as
 * the rollback has not taken that stage back.
 *
 * @param execution token that was left where the failed transaction had begun
 * @param activityId id of the activity that failed, or null if it is not known
 * @param activity activity that failed, or null if it is not known or belongs to another process
 * @param stage stage in progress around the activity, or null if it failed outside of every stage
 * @param stageExecution scope execution of the stage, or null likewise
 * @param step step that failed, or null if it was none
 */
record FailedActivity(
    ExecutionEntity execution,
    String activityId,
    ActivityImpl activity,
    ActivityImpl stage,
    ExecutionEntity stageExecution,
    StepDefinition step) {

  /** Null for a process without stages. */
  static FailedActivity find(ExecutionEntity execution, String activityId) {
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(execution.getProcessDefinition());
    if (orchestration == null) {
      return null;
    }
    ActivityImpl activity =
        isKnown(execution, activityId)
            ? execution.getProcessDefinition().findActivity(activityId)
            : execution.getActivity();
    ActivityImpl stage = stageAround(activity, orchestration);
    ExecutionEntity stageExecution = stage == null ? null : stageExecution(execution, stage);
    if (stageExecution == null || isCompensated(activity, stage, stageExecution)) {
      return new FailedActivity(execution, activityId(activity), activity, null, null, null);
    }
    return new FailedActivity(
        execution,
        activityId(activity),
        activity,
        stage,
        stageExecution,
        stepAround(activity, stage, orchestration));
  }

  /** Whether a compensation handler is at work whose stage has completed before. */
  private static boolean isCompensated(
      ActivityImpl activity, ActivityImpl stage, ExecutionEntity stageExecution) {
    boolean isCompensating = false;
    for (ScopeImpl scope = activity; scope != stage; scope = scope.getFlowScope()) {
      isCompensating |= ((ActivityImpl) scope).isCompensationHandler();
    }
    return isCompensating
        && !RecordSession.current()
            .stages()
            .isOpen(
                stageExecution.getParentActivityInstanceId(),
                stageExecution.getProcessInstanceId());
  }

  private static String activityId(ActivityImpl activity) {
    return activity == null ? null : activity.getId();
  }

  /** An activity of another process has failed; null for a process without stages. */
  static FailedActivity elsewhere(ExecutionEntity execution, String activityId) {
    return OrchestrationDefinitions.of(execution.getProcessDefinition()) == null
        ? null
        : new FailedActivity(execution, activityId, null, null, null, null);
  }

  /** Whether the activity calls another process. */
  static boolean isCall(ActivityImpl activity) {
    return activity != null && activity.getActivityBehavior() instanceof CallActivityBehavior;
  }

  /** Whether that is the id of an activity of another process than that of the execution. */
  static boolean isOfAnotherProcess(ExecutionEntity execution, String activityId) {
    return activityId != null && !isKnown(execution, activityId);
  }

  /** Whether the process of the execution has an activity of that id. */
  static boolean isKnown(ExecutionEntity execution, String activityId) {
    return activityId != null && execution.getProcessDefinition().findActivity(activityId) != null;
  }

  private static ExecutionEntity stageExecution(ExecutionEntity execution, ActivityImpl stage) {
    return execution.getActivity() == null
        ? StageExecutions.findByActivity(execution.getProcessInstance(), stage.getId())
        : (ExecutionEntity) execution.createActivityExecutionMapping().get(stage);
  }

  static ActivityImpl stageAround(ActivityImpl activity, OrchestrationDefinition orchestration) {
    for (ScopeImpl scope = activity == null ? null : activity.getFlowScope();
        scope instanceof ActivityImpl around;
        scope = scope.getFlowScope()) {
      if (orchestration.stage(around.getId()) != null) {
        return around;
      }
    }
    return null;
  }

  private static StepDefinition stepAround(
      ActivityImpl activity, ActivityImpl stage, OrchestrationDefinition orchestration) {
    for (ScopeImpl scope = activity; scope != stage; scope = scope.getFlowScope()) {
      String id = scope.getId();
      StepDefinition step =
          orchestration.step(
              id.endsWith(BpmnParse.MULTI_INSTANCE_BODY_ID_SUFFIX)
                  ? id.substring(0, id.length() - BpmnParse.MULTI_INSTANCE_BODY_ID_SUFFIX.length())
                  : id);
      if (step != null) {
        return step;
      }
    }
    return null;
  }

  /** Where the failed token is, inside the stage. */
  Set<String> activityInstances() {
    Set<String> ids = new LinkedHashSet<>();
    for (ExecutionEntity token = execution;
        token != null && token != stageExecution.getParent();
        token = token.getParent()) {
      if (token.getActivityInstanceId() != null) {
        ids.add(token.getActivityInstanceId());
      }
    }
    return ids;
  }

  /** Whether it is that run of the step that has failed. */
  boolean isOf(StepRun stepRun) {
    return step != null
        && step.id().equals(stepRun.getStepId())
        && (stepRun.getActivityInstanceId() == null
            || activityInstances().contains(stepRun.getActivityInstanceId()));
  }
}
