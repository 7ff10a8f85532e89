package io.github.bpmnstages.parse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code stage.*} properties of one stage by name; of a name given twice the first counts. */
final class StageProperties {

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> repeated = new LinkedHashSet<>();

  StageProperties(List<StageProperty> properties) {
    for (StageProperty property : properties) {
      if (values.putIfAbsent(property.name(), property.value()) != null) {
        repeated.add(property.name());
      }
    }
  }

  /** Value of that name, or null. */
  String value(String name) {
    return values.get(name);
  }

  Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Names that were given more than once. */
  Set<String> repeated() {
    return Collections.unmodifiableSet(repeated);
  }

  /** Requirements with a number from 1 to 10, by number. */
  SortedMap<Integer, String> requirements() {
    SortedMap<Integer, String> requirements = new TreeMap<>();
    for (int number = 1; number <= PropertyNames.MOST_REQUIREMENTS; number++) {
      String requirement = value(StageProperty.REQUIREMENT_PREFIX + number);
      if (requirement != null) {
        requirements.put(number, requirement);
      }
    }
    return requirements;
  }
}
