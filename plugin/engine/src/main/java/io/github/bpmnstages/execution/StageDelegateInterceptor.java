package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.delegate.DelegateInvocation;
import org.camunda.bpm.engine.impl.dmn.invocation.DecisionInvocation;
import org.camunda.bpm.engine.impl.interceptor.DelegateInterceptor;

/** Around all user code: notes BPMN errors with their message, gives decisions the outputs. */
public final class StageDelegateInterceptor implements DelegateInterceptor {

  private final DelegateInterceptor next;

  public StageDelegateInterceptor(DelegateInterceptor next) {
    this.next = next;
  }

  @Override
  public void handleInvocation(DelegateInvocation invocation) throws Exception {
    if (invocation instanceof DecisionInvocation decision) {
      OutputsVariableContext.addTo(decision);
    }
    try {
      next.handleInvocation(invocation);
    } catch (Exception e) {
      BpmnError error = ErrorSession.bpmnErrorIn(e);
      if (error != null && Context.getCommandContext() != null) {
        ErrorSession.current().source().thrown(error, invocation.getContextExecution());
      }
      throw e;
    }
  }
}
