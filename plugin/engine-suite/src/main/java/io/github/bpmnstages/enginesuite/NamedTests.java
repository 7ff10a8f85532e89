package io.github.bpmnstages.enginesuite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text file of tests: one name a line, under a line that starts with {@code #} and says why they
 * are listed.
 */
final class NamedTests {

  private final Map<String, String> reasons = new LinkedHashMap<>();

  private NamedTests(List<String> lines) {
    String reason = "";
    for (String line : lines) {
      if (line.startsWith("#")) {
        reason = line.substring(1).strip();
      } else if (!line.isBlank()) {
        reasons.put(line.strip(), reason);
      }
    }
  }

  static NamedTests read(Path file) {
    try {
      return new NamedTests(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the list of tests " + file, e);
    }
  }

  Set<String> names() {
    return reasons.keySet();
  }

  /** Why the test is listed, or null if it is not. */
  String reason(String test) {
    return reasons.get(test);
  }
}
