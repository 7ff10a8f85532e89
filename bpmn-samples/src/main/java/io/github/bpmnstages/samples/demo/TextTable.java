package io.github.bpmnstages.samples.demo;

import java.util.List;

/** Text in columns of fixed widths, for a terminal of 120 columns. */
final class TextTable {

  static final int WIDTH = 119;

  private TextTable() {}

  /** The text, cut or filled up to the width. */
  static String cell(String text, int width) {
    return text.length() > width
        ? text.substring(0, width - 2) + ".."
        : text + " ".repeat(width - text.length());
  }

  static String rule(char line) {
    return String.valueOf(line).repeat(WIDTH);
  }

  /** Line by line, the shorter side filled up. */
  static String sideBySide(List<String> left, int leftWidth, List<String> right) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String line = cell(at(left, i), leftWidth) + " | " + at(right, i);
      text.append(line.stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String at(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }
}
