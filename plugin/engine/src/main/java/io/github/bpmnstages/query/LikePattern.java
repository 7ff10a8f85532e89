package io.github.bpmnstages.query;

import java.util.regex.Pattern;

/** SQL's LIKE in memory, with backslash as escape character like the engine's queries. */
final class LikePattern {

  private LikePattern() {}

  static Pattern compile(String like) {
    StringBuilder pattern = new StringBuilder();
    boolean escaped = false;
    for (char c : like.toCharArray()) {
      if (!escaped && c == '\\') {
        escaped = true;
        continue;
      }
      pattern.append(escaped ? Pattern.quote(String.valueOf(c)) : pattern(c));
      escaped = false;
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  private static String pattern(char c) {
    return switch (c) {
      case '%' -> ".*";
      case '_' -> ".";
      default -> Pattern.quote(String.valueOf(c));
    };
  }
}
