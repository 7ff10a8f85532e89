package io.github.bpmnstages.record;

import io.github.bpmnstages.history.RootProcess;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** A parsed process whose runs are recorded. */
public final class RecordedProcess {

  private RecordedProcess() {}

  /** To be said once, when the process was parsed and found to have stages. */
  public static void register(ProcessDefinitionEntity process) {
    RootProcess.hasStages(process);
  }
}
