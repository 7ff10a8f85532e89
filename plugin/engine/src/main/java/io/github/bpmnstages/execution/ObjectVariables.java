package io.github.bpmnstages.execution;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.util.TypedValueField;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables.SerializationDataFormats;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;

/** Variables that hold objects: user code may change those without setting the variable. */
final class ObjectVariables {

  private ObjectVariables() {}

  /**
   * Lets the engine notice a change in place now. It does so by itself at the end of the command,
   * after the last look.
   */
  static void noticeChange(VariableInstanceEntity variable) {
    EngineFields.read(variable, "typedValueField", TypedValueField.class)
        .notifyImplicitValueUpdateIfEnabled();
  }

  /** Whether the value is written out as bytes; others cannot be changed in place. */
  static boolean isObject(VariableInstanceEntity variable) {
    return variable.getByteArrayValueId() != null;
  }

  /**
   * What the execution sees. An object that is in use there comes as a copy; so does one in Java's
   * own format, which the engine takes from nobody as it is stored.
   */
  static VariableMap copies(ExecutionEntity execution) {
    VariableMap variables = execution.getVariablesTyped(false);
    Map<String, VariableInstanceEntity> entities = new HashMap<>();
    for (ExecutionEntity scope = execution; scope != null; scope = scope.getParent()) {
      scope
          .getVariablesInternal()
          .forEach(variable -> entities.putIfAbsent(variable.getName(), variable));
    }
    entities.values().stream()
        .filter(variable -> isToBeCopied(variables.getValueTyped(variable.getName())))
        .forEach(variable -> variables.putValueTyped(variable.getName(), copy(variable)));
    return variables;
  }

  private static boolean isToBeCopied(TypedValue value) {
    return value instanceof SerializableValue object
        && !object.isTransient()
        && (object.isDeserialized()
            || SerializationDataFormats.JAVA.getName().equals(object.getSerializationDataFormat()));
  }

  private static TypedValue copy(VariableInstanceEntity variable) {
    noticeChange(variable);
    return variable.getSerializer().readValue(variable, true, false);
  }
}
