package io.github.bpmnstages.testing;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;

/**
 * The user code of a process: does nothing, or fails where a test says so. Delegates are named by
 * activity id, listeners by activity id and event, joined by a colon.
 */
public final class Work implements JavaDelegate, ExecutionListener, TaskListener {

  private static final ThreadLocal<Map<String, RuntimeException>> FAILURES =
      ThreadLocal.withInitial(HashMap::new);

  public void breaks(String name) {
    breaks(name, new IllegalStateException("it broke"));
  }

  public void breaks(String name, RuntimeException failure) {
    FAILURES.get().put(name, failure);
  }

  public void reportsError(String name) {
    breaks(name, new BpmnError("anError", "no way"));
  }

  /** Is no failure: the name answers false from now on. */
  public void answersNo(String name) {
    FAILURES.get().put(name, null);
  }

  public void heals(String name) {
    FAILURES.get().remove(name);
  }

  public void heals() {
    FAILURES.get().clear();
  }

  /** Called from expressions and scripts. */
  public boolean run(String name) {
    RuntimeException failure = FAILURES.get().get(name);
    if (failure != null) {
      throw failure;
    }
    return !FAILURES.get().containsKey(name);
  }

  @Override
  public void execute(DelegateExecution execution) {
    run(execution.getCurrentActivityId());
  }

  @Override
  public void notify(DelegateExecution execution) {
    run(execution.getCurrentActivityId() + ":" + execution.getEventName());
  }

  @Override
  public void notify(DelegateTask task) {
    run(task.getTaskDefinitionKey() + ":" + task.getEventName());
  }

  /** Works and fails as the bean does, for {@code camunda:class}. */
  public static final class ByClass implements JavaDelegate {
    @Override
    public void execute(DelegateExecution execution) {
      new Work().execute(execution);
    }
  }
}
