package io.github.bpmnstages.enginesuite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two passes of the same tests, compared by name. */
final class Comparison {

  private final String title;
  private final Pass expected;
  private final Pass actual;
  private final NamedTests explained;

  /**
   * @param explained tests that may differ, each with the reason
   */
  Comparison(String title, Pass expected, Pass actual, NamedTests explained) {
    this.title = title;
    this.expected = expected;
    this.actual = actual;
    this.explained = explained;
  }

  /** Tests that end otherwise than expected, without an explanation. */
  List<String> unexplained() {
    return differing().stream().filter(test -> explained.reason(test) == null).toList();
  }

  /** What nobody may overlook: unexplained differences, and rows that nobody deletes any more. */
  int problems() {
    return unexplained().size() + actual.leavingRows().size();
  }

  private SortedSet<String> differing() {
    SortedSet<String> differing = new TreeSet<>(expected.tests());
    differing.addAll(actual.tests());
    differing.removeIf(test -> expected.outcome(test) == actual.outcome(test));
    return differing;
  }

  /** The figures, then what is not explained, then what was expected to differ and does not. */
  List<String> lines() {
    SortedSet<String> differing = differing();
    List<String> unexplained = unexplained();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %,d tests, %,d differ, %,d of them explained (%,d fail without the plugin)"
            .formatted(
                title,
                actual.size(),
                differing.size(),
                differing.size() - unexplained.size(),
                expected.failing().size()));
    reasons(differing).forEach((reason, count) -> lines.add("  %,5d  %s".formatted(count, reason)));
    unexplained.forEach(test -> lines.add("  unexplained: " + describe(test)));
    actual.leavingRows().forEach(test -> lines.add("  leaves rows: " + test));
    explained.names().stream()
        .filter(test -> !differing.contains(test) && actual.tests().contains(test))
        .forEach(test -> lines.add("  explained, but does not differ: " + test));
    return lines;
  }

  private Map<String, Long> reasons(SortedSet<String> differing) {
    Map<String, Long> reasons = new TreeMap<>();
    for (String test : differing) {
      String reason = explained.reason(test);
      if (reason != null) {
        reasons.merge(reason, 1L, Long::sum);
      }
    }
    return reasons;
  }

  private String describe(String test) {
    return test + ": " + expected.outcome(test) + " without, " + actual.outcome(test) + " with";
  }
}
