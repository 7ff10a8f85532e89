package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityStartBehavior;

/**
 * Looks at the exit condition between two activities of a stage, if there was an occasion: the one
 * before has ended with all that belongs to it, the next one has not started.
 */
final class TransitionListener implements ExecutionListener {

  private final StageBehavior behavior;

  TransitionListener(StageBehavior behavior) {
    this.behavior = behavior;
  }

  @Override
  public void notify(DelegateExecution execution) {
    ExecutionEntity token = (ExecutionEntity) execution;
    LookSession looks = LookSession.current();
    if (!looks.isTouched(token.getProcessInstanceId())) {
      return;
    }
    if (!entersByItself(token)) {
      looks.beforeInterruption(token, behavior);
    } else {
      token
          .getProcessInstance()
          .getDelayedEvents()
          .add(0, new LookEvent(() -> looks.onTransition(token, behavior)));
    }
  }

  /**
   * A terminate end event interrupts the scope around it before the engine comes to a safe point;
   * the stage is left when that is done.
   */
  private static boolean entersByItself(ExecutionEntity token) {
    return token.getTransition().getDestination().getActivityStartBehavior()
        == ActivityStartBehavior.DEFAULT;
  }
}
