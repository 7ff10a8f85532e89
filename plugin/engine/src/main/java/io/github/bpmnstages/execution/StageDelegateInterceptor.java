package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.delegate.DelegateInvocation;
import org.camunda.bpm.engine.impl.dmn.invocation.DecisionInvocation;
import org.camunda.bpm.engine.impl.interceptor.DelegateInterceptor;

/** Around all user code: notes what fails where, gives decisions the outputs. */
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
      if (Context.getCommandContext() != null) {
        ErrorSession.current()
            .source()
            .thrown(ErrorSession.bpmnErrorIn(e), invocation.getContextExecution());
      }
      throw e;
    }
  }
}
