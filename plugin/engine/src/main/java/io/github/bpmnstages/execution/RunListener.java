package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
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
    if (mayHaveLooksAhead((ExecutionEntity) execution)) {
      LookJob.deleteAll(execution.getId());
    }
    RecordSession.current().runs().ended((ExecutionEntity) execution);
  }

  /** Others are done at once, and find nothing to look at. */
  private static boolean mayHaveLooksAhead(ExecutionEntity processInstance) {
    OrchestrationRun run = RecordSession.current().outputs().run(processInstance.getId());
    return processInstance.isCanceled() || run == null || run.getStatus() == RunStatus.ERROR;
  }
}
