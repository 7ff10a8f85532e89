package io.github.bpmnstages.parse;

import java.util.function.IntPredicate;

/** Cuts a formula into tokens, from left to right. */
final class FormulaTokens {

  private final String formula;
  private int position;

  FormulaTokens(String formula) {
    this.formula = formula;
  }

  FormulaToken peek() {
    int before = position;
    FormulaToken token = next();
    position = before;
    return token;
  }

  /** The next token; at the end an empty one. */
  FormulaToken next() {
    skip(FormulaTokens::isSpace);
    int start = position;
    if (start < formula.length()) {
      char first = formula.charAt(start);
      if (isDigit(first)) {
        skip(FormulaTokens::isDigit);
      } else if (isLetter(first)) {
        skip(FormulaTokens::isLetter);
      } else {
        position++;
      }
    }
    return new FormulaToken(formula.substring(start, position), start + 1);
  }

  private void skip(IntPredicate kind) {
    while (position < formula.length() && kind.test(formula.charAt(position))) {
      position++;
    }
  }

  private static boolean isSpace(int character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isLetter(int character) {
    return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
  }
}
