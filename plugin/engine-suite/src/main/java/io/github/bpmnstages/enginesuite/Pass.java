package io.github.bpmnstages.enginesuite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One pass of the tests: how each of them ended, by name. */
final class Pass {

  static final String LEFT_ROWS = "left-rows.txt";

  private final SortedMap<String, Outcome> outcomes;
  private final List<String> leavingRows;

  private Pass(SortedMap<String, Outcome> outcomes, List<String> leavingRows) {
    this.outcomes = outcomes;
    this.leavingRows = leavingRows;
  }

  /** What Surefire has written into the directory; nothing if it has not run. */
  static Pass read(Path directory) {
    SortedMap<String, Outcome> outcomes = new TreeMap<>();
    for (Path file : reports(directory)) {
      new Report(file).addTo(outcomes);
    }
    return new Pass(outcomes, leavingRows(directory.resolve(LEFT_ROWS)));
  }

  private static List<String> leavingRows(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static List<Path> reports(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Pass::isReport).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the reports in " + directory, e);
    }
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("TEST-") && name.endsWith(".xml");
  }

  /** The same tests, of which those named fail and all others do not. */
  Pass whereOnlyFail(Set<String> failing) {
    SortedMap<String, Outcome> expected = new TreeMap<>();
    outcomes.forEach(
        (test, outcome) -> expected.put(test, expected(outcome, failing.contains(test))));
    return new Pass(expected, List.of());
  }

  private static Outcome expected(Outcome outcome, boolean isFailing) {
    if (isFailing) {
      return Outcome.FAILED;
    }
    return outcome == Outcome.FAILED ? Outcome.PASSED : outcome;
  }

  int size() {
    return outcomes.size();
  }

  SortedSet<String> failing() {
    SortedSet<String> failing = new TreeSet<>(outcomes.keySet());
    failing.removeIf(test -> outcome(test) != Outcome.FAILED);
    return failing;
  }

  /** Tests after which the plugin has rows without the engine's history. */
  List<String> leavingRows() {
    return leavingRows;
  }

  Set<String> tests() {
    return Collections.unmodifiableSet(outcomes.keySet());
  }

  Outcome outcome(String test) {
    return outcomes.getOrDefault(test, Outcome.MISSING);
  }
}
