package io.github.bpmnstages.contract;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** What service tasks do: break where the world says so, or set a variable. */
public final class Faults {

  private volatile Set<String> broken = Set.of();

  void broken(Set<String> activities) {
    broken = Set.copyOf(activities);
  }

  /** Called from the expression of service tasks. */
  public void run(DelegateExecution execution, long variable) {
    if (broken.contains(execution.getCurrentActivityId())) {
      throw new IllegalStateException("it broke");
    }
    if (variable >= 0) {
      execution.getProcessEngineServices().getRuntimeService();
      ((org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity) execution)
          .getProcessInstance()
          .setVariable("v" + variable, true);
    }
  }
}
