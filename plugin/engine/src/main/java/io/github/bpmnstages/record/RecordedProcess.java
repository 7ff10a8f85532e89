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

  /**
   * A process instance is migrated from the one to the other; its rows are to have its removal time
   * although the process it ends in has no stages.
   *
   * @param source null if unknown
   */
  public static void migrated(ProcessDefinitionEntity source, ProcessDefinitionEntity target) {
    RootProcess.migrated(source, target);
  }
}
