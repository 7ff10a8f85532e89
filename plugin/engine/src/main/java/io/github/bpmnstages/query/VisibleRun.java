package io.github.bpmnstages.query;

import io.github.bpmnstages.run.OrchestrationRun;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** A run as far as the authenticated user may see it. */
public final class VisibleRun {

  private VisibleRun() {}

  /**
   * The run of that process instance.
   *
   * @throws NotFoundException if there is none, or none that the user may see
   */
  public static OrchestrationRun find(CommandContext commandContext, String processInstanceId) {
    OrchestrationRun run =
        new OrchestrationRunQuerySql(
                commandContext.getProcessEngineConfiguration().getCommandExecutorTxRequired())
            .processInstanceId(processInstanceId)
            .singleResult();
    if (run == null) {
      throw notFound(processInstanceId);
    }
    return run;
  }

  /** Says that there is none, or none that the user may see. */
  public static NotFoundException notFound(String processInstanceId) {
    return new NotFoundException("There is no orchestration run '" + processInstanceId + "'");
  }
}
