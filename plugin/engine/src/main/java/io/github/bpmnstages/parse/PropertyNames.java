package io.github.bpmnstages.parse;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which {@code stage.*} properties there are. */
final class PropertyNames {

  static final int MOST_REQUIREMENTS = 10;

  private static final Pattern NUMBERED = Pattern.compile("stage\\.requirement\\.-?[0-9]+");

  private static final List<String> KNOWN =
      Stream.concat(
              Stream.of(
                  StageProperty.EXIT_CONDITION,
                  StageProperty.REQUIREMENT_LOGIC,
                  StageProperty.EVALUATION_FLOW,
                  StageProperty.EVALUATION_DECISION,
                  StageProperty.DUE_IN,
                  StageProperty.STATUS_VARIABLE),
              IntStream.rangeClosed(1, MOST_REQUIREMENTS)
                  .mapToObj(number -> StageProperty.REQUIREMENT_PREFIX + number))
          .toList();

  private PropertyNames() {}

  static boolean isKnown(String name) {
    return KNOWN.contains(name);
  }

  /** Whether it is a requirement with a number that there is not. */
  static boolean isNumberedOutside(String name) {
    return NUMBERED.matcher(name).matches() && !isKnown(name);
  }

  /** The known name that takes the fewest changes. */
  static String nearest(String name) {
    return KNOWN.stream()
        .min(Comparator.comparingInt(known -> distance(lower(known), lower(name))))
        .orElseThrow();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String from, String to) {
    int[] row = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
