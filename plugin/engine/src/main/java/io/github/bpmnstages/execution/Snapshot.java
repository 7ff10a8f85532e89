package io.github.bpmnstages.execution;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/** What a stage sees at one moment: equal as long as no look could come to another answer. */
record Snapshot(long changes, List<Object> variables) {

  static Snapshot of(ExecutionEntity stageExecution, long changes) {
    List<Object> variables = new ArrayList<>();
    for (ExecutionEntity scope = stageExecution; scope != null; scope = scope.getParent()) {
      for (VariableInstanceEntity variable : scope.getVariablesInternal()) {
        variables.add(variable.getId());
        variables.add(variable.getPersistentState());
      }
    }
    return new Snapshot(changes, variables);
  }
}
