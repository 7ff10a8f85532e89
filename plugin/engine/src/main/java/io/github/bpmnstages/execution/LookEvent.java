package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.core.variable.event.VariableEvent;
import org.camunda.bpm.engine.impl.persistence.entity.DelayedVariableEvent;
import org.camunda.bpm.engine.impl.pvm.runtime.ExecutionImpl;

/**
 * A look that waits for the engine's next safe point. The engine dispatches delayed events between
 * the end of one activity and the start of the next, and does not go on with a token whose place
 * they have changed. The target only receives the call: nothing is walked, no subscription is read.
 */
final class LookEvent extends DelayedVariableEvent {

  LookEvent(Runnable look) {
    super(new Target(look), null);
  }

  private static final class Target extends ExecutionImpl {

    private static final long serialVersionUID = 1L;

    private final transient Runnable look;

    Target(Runnable look) {
      this.look = look;
    }

    @Override
    public boolean isConcurrent() {
      return true;
    }

    @Override
    public String getActivityInstanceId() {
      return "look";
    }

    @Override
    public void dispatchEvent(VariableEvent variableEvent) {
      look.run();
    }
  }
}
