package io.github.bpmnstages.query;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL's LIKE in memory, with backslash as escape character like the engine's queries. By hand,
 * since a regular expression with many wildcards may try for ever.
 */
final class LikePattern {

  private enum Wildcard {
    ONE,
    MANY
  }

  /** Characters and wildcards. */
  private final List<Object> parts = new ArrayList<>();

  private LikePattern() {}

  static LikePattern compile(String like) {
    LikePattern pattern = new LikePattern();
    boolean escaped = false;
    for (char c : like.toCharArray()) {
      if (!escaped && c == '\\') {
        escaped = true;
        continue;
      }
      pattern.parts.add(escaped ? Character.valueOf(c) : part(c));
      escaped = false;
    }
    return pattern;
  }

  private static Object part(char c) {
    return switch (c) {
      case '%' -> Wildcard.MANY;
      case '_' -> Wildcard.ONE;
      default -> c;
    };
  }

  /** Takes back the last {@link Wildcard#MANY} only: the ones before it need no second try. */
  boolean matches(String text) {
    int part = 0;
    int lastMany = -1;
    int afterLastMany = 0;
    int position = 0;
    while (position < text.length()) {
      if (isAt(part, Wildcard.MANY)) {
        lastMany = part++;
        afterLastMany = position;
      } else if (isAt(part, Wildcard.ONE) || isAt(part, text.charAt(position))) {
        part++;
        position++;
      } else if (lastMany >= 0) {
        part = lastMany + 1;
        position = ++afterLastMany;
      } else {
        return false;
      }
    }
    return parts.subList(part, parts.size()).stream().allMatch(Wildcard.MANY::equals);
  }

  private boolean isAt(int part, Object expected) {
    return part < parts.size() && parts.get(part).equals(expected);
  }
}
