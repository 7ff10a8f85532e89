package io.github.bpmnstages.execution;

import java.util.List;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateListener;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * Around each end listener of a stage with an exit condition, the engine's history included. A
 * token that rests on the stage looks to the engine like an activity: when an event sub-process of
 * the stage interrupts it, or runs beside it, the engine reports an end that is none.
 */
record StageEndGuard(ExecutionListener listener) implements ExecutionListener {

  static void install(ActivityImpl stage) {
    guard(stage.getListeners().get(EVENTNAME_END));
    guard(stage.getBuiltInListeners().get(EVENTNAME_END));
  }

  private static void guard(List<DelegateListener<? extends BaseDelegateExecution>> listeners) {
    listeners.replaceAll(listener -> new StageEndGuard((ExecutionListener) listener));
  }

  @Override
  public void notify(DelegateExecution execution) throws Exception {
    ExecutionEntity token = (ExecutionEntity) execution;
    if (!token.isScope() || (token.isCanceled() && !isDeleted(token))) {
      return;
    }
    listener.notify(execution);
  }

  private static boolean isDeleted(ExecutionEntity token) {
    for (ExecutionEntity parent = token; parent != null; parent = parent.getParent()) {
      if (parent.isDeleteRoot()) {
        return true;
      }
    }
    return false;
  }
}
