package io.github.bpmnstages.history;

import java.nio.charset.StandardCharsets;

/** What fits into a column on every database: DB2 counts bytes, Oracle two-byte characters. */
final class Columns {

  private static final int SHORT = 255;
  private static final int LONG = 2000;
  private static final int LONG_BYTES = 4000;

  private Columns() {}

  static String shortText(String text) {
    if (isNothing(text)) {
      return null;
    }
    return text.length() <= SHORT ? text : text.substring(0, SHORT);
  }

  static String longText(String text) {
    if (isNothing(text)) {
      return null;
    }
    String fitting = text.length() <= LONG ? text : text.substring(0, LONG);
    while (fitting.getBytes(StandardCharsets.UTF_8).length > LONG_BYTES) {
      fitting = fitting.substring(0, fitting.length() * 9 / 10);
    }
    return fitting;
  }

  /** Oracle keeps no empty text: every database answers null for it. */
  private static boolean isNothing(String text) {
    return text == null || text.isEmpty();
  }
}
