package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.ExitCondition;
import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.record.RecordedProcess;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.NoneEndEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmActivity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;

/** Puts behaviours and listeners on a process with stages, once, when it was parsed. */
public final class OrchestrationInstallation {

  private static final int FIRST = 0;

  /** Listeners that run with {@code skipCustomListeners} too; starts first, ends last. */
  public void install(ProcessDefinitionEntity process, OrchestrationDefinition orchestration) {
    RecordedProcess.register(process);
    ShadowingWarning.install(process);
    process.addBuiltInListener(ExecutionListener.EVENTNAME_START, RunListener.START, FIRST);
    process.addBuiltInListener(ExecutionListener.EVENTNAME_END, RunListener.END);
    for (StageDefinition stage : orchestration.stages().values()) {
      installStage(process.findActivity(stage.id()), stage);
    }
    new ErrorInstallation(process, orchestration).install();
    if (Orchestrations.isLookedAt(orchestration)) {
      ConditionalEventGuard.install(process, orchestration);
    }
  }

  private static void installStage(ActivityImpl activity, StageDefinition stage) {
    ExpressionManager expressions = Context.getProcessEngineConfiguration().getExpressionManager();
    StageBehavior behavior = new StageBehavior(stage, activity, condition(stage, expressions));
    activity.setActivityBehavior(behavior);
    DueDate dueDate =
        stage.dueIn() == null ? null : new DueDate(stage.id(), stage.dueIn(), expressions);
    StageListener listener = new StageListener(stage, dueDate, StageJobs.mayExist(activity));
    activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listener.start(), FIRST);
    if (dueDate != null) {
      activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listener.due());
    }
    activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, listener.end());
    for (StepDefinition step : stage.steps()) {
      installStep(activity, step, behavior.isConditional());
    }
    if (behavior.isConditional()) {
      installTransitions(activity, new TransitionListener(behavior), false);
      installEventSubProcesses(activity, behavior);
      StageEndGuard.install(activity);
      TerminatedStage.install(activity);
      installTake(activity, token -> LookSession.current().exited((ExecutionEntity) token));
    }
  }

  private static void installEventSubProcesses(ActivityImpl stage, StageBehavior behavior) {
    for (ActivityImpl activity : stage.getActivities()) {
      if (Boolean.TRUE.equals(activity.getProperties().get(BpmnProperties.TRIGGERED_BY_EVENT))) {
        activity.addBuiltInListener(
            ExecutionListener.EVENTNAME_START,
            execution -> behavior.eventSubProcessStarted((ExecutionEntity) execution),
            FIRST);
      }
    }
  }

  private static StageCondition condition(StageDefinition stage, ExpressionManager expressions) {
    ExitCondition condition = stage.exitCondition();
    if (condition instanceof ExitCondition.Requirements requirements) {
      return new RequirementsCondition(stage.id(), requirements, expressions);
    }
    if (condition instanceof ExitCondition.EvaluationFlow flow) {
      return new FlowCondition(stage.id(), flow.processDefinitionKey());
    }
    if (condition instanceof ExitCondition.EvaluationDecision decision) {
      return new DecisionCondition(stage.id(), decision.decisionDefinitionKey());
    }
    return null;
  }

  private static void installStep(ActivityImpl stage, StepDefinition step, boolean isLookedAt) {
    ActivityImpl work = stage.getProcessDefinition().findActivity(step.id());
    ActivityImpl activity = isMultiInstance(work) ? (ActivityImpl) work.getFlowScope() : work;
    StepListener listener = new StepListener(step, stage, isLookedAt);
    activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listener.start(), FIRST);
    activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, listener.end());
    if (activity == work
        && work.getActivityBehavior() instanceof UserTaskActivityBehavior userTask) {
      TaskDefinition task = userTask.getTaskDefinition();
      task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, StepListener.ASSIGNMENT);
      task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, StepListener.ASSIGNMENT);
    }
  }

  static boolean isMultiInstance(ActivityImpl activity) {
    return activity.getFlowScope() instanceof ActivityImpl scope
        && scope.getActivityBehavior() instanceof MultiInstanceActivityBehavior;
  }

  /**
   * A sub-process that is a step counts as completed with the last of its work: in front of an end
   * event in it there is nothing that a look could come before.
   */
  private static void installTransitions(
      ActivityImpl scope, TransitionListener listener, boolean isInStep) {
    for (ActivityImpl activity : scope.getActivities()) {
      for (PvmTransition transition : activity.getOutgoingTransitions()) {
        if (!isInStep || !isNoneEndEvent(transition.getDestination())) {
          installTake(transition, listener);
        }
      }
      installTransitions(activity, listener, isInStep || isMultiInstance(activity));
    }
  }

  private static boolean isNoneEndEvent(PvmActivity activity) {
    return ((ActivityImpl) activity).getActivityBehavior() instanceof NoneEndEventActivityBehavior;
  }

  private static void installTake(ActivityImpl activity, ExecutionListener listener) {
    activity.getOutgoingTransitions().forEach(transition -> installTake(transition, listener));
  }

  private static void installTake(PvmTransition transition, ExecutionListener listener) {
    ((TransitionImpl) transition).addBuiltInListener(ExecutionListener.EVENTNAME_TAKE, listener);
  }
}
