package io.github.bpmnstages.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** An end listener of a user on every activity; what was rolled back does not count. */
public final class EndListenerProbe extends AbstractBpmnParseListener {

  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void parseProcess(Element processElement, ProcessDefinitionEntity processDefinition) {
    listen(processDefinition);
  }

  private void listen(ScopeImpl scope) {
    for (ActivityImpl activity : scope.getActivities()) {
      activity.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) this::ended);
      listen(activity);
    }
  }

  private void ended(DelegateExecution execution) {
    if (execution.getActivityInstanceId() == null) {
      // the engine reports the end of what still waits for its job, too, and does not tell visits
      // apart
      return;
    }
    String end = execution.getCurrentActivityId() + " " + execution.getActivityInstanceId();
    Context.getCommandContext()
        .getTransactionContext()
        .addTransactionListener(TransactionState.COMMITTED, commandContext -> ended.add(end));
  }

  /** Answers and forgets. */
  public List<String> endedTwice() {
    Set<String> once = new HashSet<>();
    List<String> twice = List.copyOf(ended).stream().filter(end -> !once.add(end)).toList();
    ended.clear();
    return twice;
  }
}
