package io.github.bpmnstages.execution;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.dmn.invocation.DecisionInvocation;
import org.camunda.bpm.engine.impl.dmn.invocation.VariableScopeContext;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;

/** Variables of a decision that an orchestration evaluates, and the automatic outputs. */
final class OutputsVariableContext implements VariableContext {

  private final VariableContext variables;
  private final AutomaticOutputs outputs;

  private OutputsVariableContext(VariableContext variables, AutomaticOutputs outputs) {
    this.variables = variables;
    this.outputs = outputs;
  }

  static void addTo(DecisionInvocation invocation) {
    VariableContext variables =
        EngineFields.read(invocation, "variableContext", VariableContext.class);
    if (!(variables instanceof VariableScopeContext)) {
      return;
    }
    AutomaticOutputs outputs =
        AutomaticOutputs.of(EngineFields.read(variables, "variableScope", VariableScope.class));
    if (outputs != null) {
      EngineFields.write(
          invocation, "variableContext", new OutputsVariableContext(variables, outputs));
    }
  }

  private boolean isOutput(String name) {
    return AutomaticOutputs.NAMES.contains(name) && !variables.containsVariable(name);
  }

  @Override
  public TypedValue resolve(String name) {
    return isOutput(name)
        ? Variables.untypedValue(outputs.get(name), true)
        : variables.resolve(name);
  }

  @Override
  public boolean containsVariable(String name) {
    return AutomaticOutputs.NAMES.contains(name) || variables.containsVariable(name);
  }

  @Override
  public Set<String> keySet() {
    Set<String> names = new HashSet<>(variables.keySet());
    names.addAll(AutomaticOutputs.NAMES);
    return names;
  }
}
