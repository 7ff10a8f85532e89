package io.github.bpmnstages.execution;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;

/**
 * What there is to read of a stage, a step or the run. Asking for anything else is an error that
 * names what there is: null in its place would make a condition untrue for ever.
 */
final class OutputValues extends AbstractMap<String, Object> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final transient String of;
  private final transient Map<String, Object> values = new LinkedHashMap<>();

  /**
   * @param of what has these values, as an error names it
   */
  OutputValues(String of) {
    this.of = of;
  }

  OutputValues with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  @Override
  public Object get(Object name) {
    if (!values.containsKey(String.valueOf(name))) {
      throw new ProcessEngineException(
          of + " has no '" + name + "'; it has " + String.join(", ", values.keySet()),
          new IllegalArgumentException(String.valueOf(name)));
    }
    return values.get(String.valueOf(name));
  }

  @Override
  public boolean containsKey(Object name) {
    return values.containsKey(name);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return Collections.unmodifiableMap(values).entrySet();
  }

  /** Whoever keeps it in a variable needs nothing of the plugin to read it. */
  private Object writeReplace() {
    return new LinkedHashMap<>(values);
  }
}
