package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.bpmn.behavior.FlowNodeActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** Ends the process instance, in which everything else has been canceled by now. */
final class UnhandledErrorBehavior extends FlowNodeActivityBehavior {

  @Override
  public void execute(ActivityExecution execution) {
    execution.end(true);
  }
}
