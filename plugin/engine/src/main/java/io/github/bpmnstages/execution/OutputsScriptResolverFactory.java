package io.github.bpmnstages.execution;

import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.scripting.engine.Resolver;
import org.camunda.bpm.engine.impl.scripting.engine.ResolverFactory;

/** Gives scripts of an orchestration the automatic outputs; variables and beans win. */
final class OutputsScriptResolverFactory implements ResolverFactory {

  @Override
  public Resolver createResolver(VariableScope scope) {
    AutomaticOutputs outputs = AutomaticOutputs.of(scope);
    return outputs == null ? null : new OutputsResolver(outputs);
  }

  private record OutputsResolver(AutomaticOutputs outputs) implements Resolver {

    @Override
    public boolean containsKey(Object key) {
      return AutomaticOutputs.NAMES.contains(key);
    }

    @Override
    public Object get(Object key) {
      return outputs.get(key.toString());
    }

    @Override
    public Set<String> keySet() {
      return AutomaticOutputs.NAMES;
    }
  }
}
