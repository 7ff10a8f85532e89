package io.github.bpmnstages.execution;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngineException;

/** Stages or steps by id, read when asked for; an unknown id is an error that names the known. */
final class OutputMap extends AbstractMap<String, Object> {

  private final String kind;
  private final Set<String> ids;
  private final Function<String, Map<String, Object>> values;

  OutputMap(String kind, Set<String> ids, Function<String, Map<String, Object>> values) {
    this.kind = kind;
    this.ids = ids;
    this.values = values;
  }

  @Override
  public Object get(Object id) {
    if (!(id instanceof CharSequence) || !ids.contains(id.toString())) {
      throw new ProcessEngineException(
          "There is no " + kind + " '" + id + "'; the process has " + String.join(", ", ids),
          new IllegalArgumentException(String.valueOf(id)));
    }
    return values.apply(id.toString());
  }

  @Override
  public boolean containsKey(Object id) {
    return ids.contains(id);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Set<Entry<String, Object>> entries = new LinkedHashSet<>();
    for (String id : ids) {
      entries.add(new SimpleImmutableEntry<>(id, values.apply(id)));
    }
    return Collections.unmodifiableSet(entries);
  }
}
