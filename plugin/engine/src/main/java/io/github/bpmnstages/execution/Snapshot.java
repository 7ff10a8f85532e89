package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/**
 * What a stage sees at one moment: equal as long as no look could come to another answer.
 *
 * @param occasions how many occasions for a look this command has had
 * @param variables variables that the stage sees
 * @param outputs automatic outputs, or null if none was asked for
 */
record Snapshot(long occasions, List<Object> variables, Object outputs) {

  static Snapshot of(ExecutionEntity stageExecution, long occasions) {
    List<Object> variables = new ArrayList<>();
    for (ExecutionEntity scope = stageExecution; scope != null; scope = scope.getParent()) {
      for (VariableInstanceEntity variable : scope.getVariablesInternal()) {
        variables.add(variable.getId());
        variables.add(variable.getPersistentState());
      }
    }
    return new Snapshot(occasions, variables, outputs(stageExecution));
  }

  /** The look itself may have been the first to ask for outputs. */
  Snapshot afterLook(ExecutionEntity stageExecution) {
    return outputs != null ? this : new Snapshot(occasions, variables, outputs(stageExecution));
  }

  private static Object outputs(ExecutionEntity stageExecution) {
    return RecordSession.current().outputs().answers(stageExecution.getProcessInstanceId());
  }
}
