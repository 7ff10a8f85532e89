package io.github.bpmnstages.parse;

/**
 * A number, a word or a parenthesis of a formula.
 *
 * @param text as written; empty at the end
 * @param position counted from 1
 */
record FormulaToken(String text, int position) {

  boolean is(String word) {
    return text.equalsIgnoreCase(word);
  }

  boolean isEnd() {
    return text.isEmpty();
  }

  /** Its number; what is no number of a requirement is refused. */
  int number() {
    if (!text.matches("[1-9][0-9]{0,2}")) {
      throw refused("is where the number of a requirement, NOT or ( was expected");
    }
    return Integer.parseInt(text);
  }

  IllegalArgumentException refused(String why) {
    String what = isEnd() ? "the end" : "'" + text + "'";
    return new IllegalArgumentException("%s at position %d %s".formatted(what, position, why));
  }
}
