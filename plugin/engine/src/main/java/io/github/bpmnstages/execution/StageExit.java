package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.runtime.PvmExecutionImpl;

/** Moves the scope execution of a stage: lets it rest on the stage, wakes it, leaves the stage. */
final class StageExit {

  private StageExit() {}

  /** All steps are done: the token rests on the stage itself. */
  static void rest(ExecutionEntity stageExecution) {
    stageExecution.setActivityInstanceId(stageExecution.getParentActivityInstanceId());
    stageExecution.setActive(false);
    stageExecution.setEnded(false);
    // the last step may have left the row as it was: others must see that the stage now waits
    stageExecution.forceUpdate();
  }

  static boolean isResting(ExecutionEntity stageExecution) {
    return stageExecution.getActivity() != null
        && stageExecution.getActivity().getActivityBehavior() instanceof StageBehavior
        && stageExecution.isScope()
        && stageExecution.getNonEventScopeExecutions().isEmpty();
  }

  /** A step is started in a stage that waits: the scope execution is free to carry it. */
  static void wake(ExecutionEntity stageExecution) {
    stageExecution.setActivity(null);
    stageExecution.setActive(true);
  }

  /**
   * An event sub-process has started beside the token that rests, in an execution of its own: it is
   * what the stage goes on with now. The engine would take the resting child for a second instance
   * of the stage.
   */
  static void goOnWithoutRest(ExecutionEntity stageExecution, ActivityImpl stage) {
    if (removeResting(stageExecution, stage)) {
      stageExecution.tryPruneLastConcurrentChild();
      stageExecution.forceUpdate();
    }
  }

  private static boolean removeResting(ExecutionEntity stageExecution, ActivityImpl stage) {
    boolean any = false;
    for (PvmExecutionImpl child : stageExecution.getNonEventScopeExecutions()) {
      if (child.getActivity() == stage && !child.isScope()) {
        child.setActivity(null);
        child.remove();
        any = true;
      }
    }
    return any;
  }

  /**
   * Takes a token that is on its way between two activities of the stage off the tree, so that what
   * interrupts the stage finds no end to report for it.
   */
  static void detach(ExecutionEntity token, ExecutionEntity stageExecution) {
    ActivityImpl scope = (ActivityImpl) token.getActivity().getFlowScope();
    token.setTransition(null);
    if (token == stageExecution) {
      token.setActivity(null);
      token.inactivate();
    } else if (token.isScope()) {
      token.setActivity(scope);
      token.setActivityInstanceId(token.getParentActivityInstanceId());
    } else {
      token.setActivity(null);
      token.remove();
    }
  }

  /**
   * As {@link #detach}, where the stage is about to be canceled: of a scope execution that carries
   * nothing the engine would report no end.
   */
  static void detachBeforeCancel(
      ExecutionEntity token, ExecutionEntity stageExecution, ActivityImpl stage) {
    detach(token, stageExecution);
    if (token == stageExecution) {
      stageExecution.setActivity(stage);
      stageExecution.setActivityInstanceId(stageExecution.getParentActivityInstanceId());
    }
  }

  /** The exit condition is true: open steps are discontinued, the stage is left as completed. */
  static void leave(ExecutionEntity stageExecution, StageBehavior behavior, ActivityImpl stage) {
    String activityInstanceId = stageExecution.getParentActivityInstanceId();
    RecordSession.current().exitStarted(activityInstanceId);
    removeResting(stageExecution, stage);
    if (isBetweenActivities(stageExecution)) {
      stageExecution.setActivity(null);
    } else if (isAtJoin(stageExecution, stage)) {
      // the engine reports the end of what it finds active
      stageExecution.setActive(true);
    }
    stageExecution.interrupt("Exit condition of stage '" + stage.getId() + "' is true.");
    stageExecution.setActivity(stage);
    stageExecution.setActivityInstanceId(activityInstanceId);
    stageExecution.setActive(true);
    stageExecution.setEnded(false);
    behavior.leave(stageExecution);
  }

  /** Carries, after others have ended, what waits for them in vain. */
  private static boolean isAtJoin(ExecutionEntity execution, ActivityImpl stage) {
    return execution.getActivity() != null
        && execution.getActivity() != stage
        && !execution.isActive()
        && execution.getNonEventScopeExecutions().isEmpty();
  }

  /** Waits for an asynchronous continuation: nothing that could end has started. */
  private static boolean isBetweenActivities(ExecutionEntity execution) {
    return execution.getActivity() != null && execution.getActivityInstanceId() == null;
  }
}
