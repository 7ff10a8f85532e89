package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Records start and end of the run. */
final class RunListener {

  private RunListener() {}

  static final ExecutionListener START =
      execution -> RecordSession.current().runs().started((ExecutionEntity) execution);

  static final ExecutionListener END = RunListener::ended;

  private static void ended(DelegateExecution execution) {
    RecordSession.current().runs().ended((ExecutionEntity) execution);
  }
}
