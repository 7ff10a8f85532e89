package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.record.RecordSession;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.behavior.SubProcessActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.delegate.ModificationObserverBehavior;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * A stage is a sub-process that, with an exit condition, is left when that is true and only then
 * (contract, section 3). While it waits, its scope execution rests on it: a leaf that survives a
 * restart of the engine. It rests inactive, since the engine reports the end of what it finds
 * active when it interrupts the scope, and the stage itself has not ended.
 */
public final class StageBehavior extends SubProcessActivityBehavior
    implements ModificationObserverBehavior {

  private final StageDefinition stage;
  private final ActivityImpl activity;
  private final StageCondition condition;

  StageBehavior(StageDefinition stage, ActivityImpl activity, StageCondition condition) {
    this.stage = stage;
    this.activity = activity;
    this.condition = condition;
  }

  StageDefinition stage() {
    return stage;
  }

  /** Exit condition; null for {@code allStepsCompleted}. */
  StageCondition condition() {
    return condition;
  }

  ActivityImpl activity() {
    return activity;
  }

  boolean isConditional() {
    return condition != null;
  }

  @Override
  public void execute(ActivityExecution execution) throws Exception {
    if (condition != null) {
      LookSession looks = LookSession.current();
      Look look = looks.atStart((ExecutionEntity) execution, this);
      if (look == Look.FAILED) {
        return;
      }
      if (look == Look.MET) {
        RecordSession.current().exitStarted(execution.getActivityInstanceId());
        leave(execution);
        return;
      }
    }
    super.execute(execution);
  }

  @Override
  public void concurrentChildExecutionEnded(
      ActivityExecution scopeExecution, ActivityExecution endedExecution) {
    super.concurrentChildExecutionEnded(scopeExecution, endedExecution);
    if (condition != null) {
      afterPath((ExecutionEntity) scopeExecution);
    }
  }

  @Override
  public void complete(ActivityExecution scopeExecution) {
    if (condition == null) {
      super.complete(scopeExecution);
      return;
    }
    ExecutionEntity stageExecution = (ExecutionEntity) scopeExecution;
    StageExit.rest(stageExecution);
    afterPath(stageExecution);
  }

  private void afterPath(ExecutionEntity stageExecution) {
    if (StageExit.isResting(stageExecution)) {
      recordWaiting(stageExecution, true);
    }
    LookSession.current().afterPath(stageExecution, this);
  }

  /** The stage is not all done while an event sub-process of it runs. */
  void eventSubProcessStarted(ExecutionEntity execution) {
    ExecutionEntity stageExecution =
        (ExecutionEntity) execution.createActivityExecutionMapping().get(activity);
    recordWaiting(stageExecution, false);
    StageExit.goOnWithoutRest(stageExecution, activity);
  }

  private static void recordWaiting(ExecutionEntity stageExecution, boolean waiting) {
    RecordSession.current()
        .stages()
        .waiting(
            stageExecution.getParentActivityInstanceId(),
            stageExecution.getProcessInstanceId(),
            waiting);
  }

  /**
   * Steps are started again, in a stage that waits: the resting token becomes the token of the
   * step.
   */
  @Override
  public ActivityExecution createInnerInstance(ActivityExecution scopeExecution) {
    ExecutionEntity stageExecution = (ExecutionEntity) scopeExecution;
    if (StageExit.isResting(stageExecution)) {
      recordWaiting(stageExecution, false);
      StageExit.wake(stageExecution);
      return stageExecution;
    }
    boolean empty =
        stageExecution.getNonEventScopeExecutions().isEmpty()
            && stageExecution.getActivity() == null;
    return empty ? stageExecution : stageExecution.createConcurrentExecution();
  }

  @Override
  public void destroyInnerInstance(ActivityExecution concurrentExecution) {
    ExecutionEntity execution = (ExecutionEntity) concurrentExecution;
    if (execution.isConcurrent()) {
      ExecutionEntity scopeExecution = execution.getParent();
      execution.remove();
      scopeExecution.tryPruneLastConcurrentChild();
      scopeExecution.forceUpdate();
    }
  }

  @Override
  public List<ActivityExecution> initializeScope(
      ActivityExecution scopeExecution, int nrOfInnerInstances) {
    return nrOfInnerInstances == 0 ? List.of() : List.of(scopeExecution);
  }
}
