package io.github.bpmnstages.record;

import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.run.StageStatus;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Writes {@code stage.statusVariable} to the process instance (contract, section 2). */
final class StatusVariable {

  private StatusVariable() {}

  static void write(ExecutionEntity processInstance, StageDefinition stage, StageStatus status) {
    if (stage.statusVariable() != null) {
      processInstance.setVariableLocal(stage.statusVariable(), status.name());
    }
  }
}
