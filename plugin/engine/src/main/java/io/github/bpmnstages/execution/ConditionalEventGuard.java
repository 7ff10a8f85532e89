package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.Condition;
import org.camunda.bpm.engine.impl.bpmn.behavior.ConditionalEventBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.ConditionalEventDefinition;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * Around the condition of a conditional event that could interrupt or change a stage with an exit
 * condition: if one change makes both true, the exit condition wins (contract, section 3). An event
 * in or on the stage is gone then; one further out is taken after the stage was left.
 */
final class ConditionalEventGuard implements Condition {

  private static final long serialVersionUID = 1L;

  private final Condition condition;
  private final transient ConditionalEventDefinition event;
  private final transient ScopeImpl eventScope;
  private final transient ActivityImpl stage;

  private ConditionalEventGuard(
      Condition condition,
      ConditionalEventDefinition event,
      ScopeImpl eventScope,
      ActivityImpl stage) {
    this.condition = condition;
    this.event = event;
    this.eventScope = eventScope;
    this.stage = stage;
  }

  /** Guards every conditional event of the scope and below. */
  static void install(ScopeImpl scope, OrchestrationDefinition orchestration) {
    for (ActivityImpl activity : scope.getActivities()) {
      if (activity.getActivityBehavior() instanceof ConditionalEventBehavior behavior
          && activity.getEventScope() != null) {
        guard(behavior.getConditionalEventDefinition(), activity, orchestration);
      }
      install(activity, orchestration);
    }
  }

  private static void guard(
      ConditionalEventDefinition event,
      ActivityImpl activity,
      OrchestrationDefinition orchestration) {
    ScopeImpl eventScope = activity.getEventScope();
    ActivityImpl stage = conditionalStageAround(eventScope, orchestration);
    if (stage != null || event.isInterrupting()) {
      Condition condition = EngineFields.read(event, "condition", Condition.class);
      EngineFields.write(
          event, "condition", new ConditionalEventGuard(condition, event, eventScope, stage));
    }
  }

  private static ActivityImpl conditionalStageAround(
      ScopeImpl eventScope, OrchestrationDefinition orchestration) {
    for (ScopeImpl scope = eventScope; scope != null; scope = scope.getFlowScope()) {
      if (scope instanceof ActivityImpl activity
          && orchestration.stage(activity.getId()) != null
          && activity.getActivityBehavior() instanceof StageBehavior behavior) {
        return behavior.isConditional() ? activity : null;
      }
    }
    return null;
  }

  @Override
  public boolean evaluate(DelegateExecution execution) {
    return condition.evaluate(execution) && mayBeTaken(execution);
  }

  @Override
  public boolean evaluate(VariableScope scope, DelegateExecution execution) {
    return condition.evaluate(scope, execution) && mayBeTaken(execution);
  }

  @Override
  public boolean tryEvaluate(VariableScope scope, DelegateExecution execution) {
    return condition.tryEvaluate(scope, execution) && mayBeTaken(execution);
  }

  private boolean mayBeTaken(DelegateExecution execution) {
    LookSession looks = LookSession.current();
    if (!(execution instanceof ExecutionEntity holder) || looks.isAfterExit()) {
      return true;
    }
    if (stage != null) {
      ExecutionEntity stageExecution =
          (ExecutionEntity) holder.findExecutionForScope(eventScope, stage);
      return !looks.isMet(stageExecution, stage);
    }
    if (!isStageWithinMet(holder, looks)) {
      return true;
    }
    looks.afterExit(holder.getProcessInstanceId(), () -> takeAfterExit(holder));
    return false;
  }

  private boolean isStageWithinMet(ExecutionEntity holder, LookSession looks) {
    StageInProgress inProgress = StageInProgress.find(holder.getProcessInstance());
    return inProgress != null
        && eventScope.isAncestorFlowScopeOf(inProgress.activity())
        && looks.isMet(inProgress.execution(), inProgress.activity());
  }

  private void takeAfterExit(ExecutionEntity holder) {
    if (holder.isEnded() || holder.isCanceled()) {
      return;
    }
    ActivityImpl activity = event.getConditionalActivity();
    for (EventSubscriptionEntity subscription : holder.getEventSubscriptions()) {
      if (activity.getId().equals(subscription.getActivityId())) {
        ((ConditionalEventBehavior) activity.getActivityBehavior())
            .leaveOnSatisfiedCondition(subscription, null);
        return;
      }
    }
  }
}
