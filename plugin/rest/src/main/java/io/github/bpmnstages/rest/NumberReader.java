package io.github.bpmnstages.rest;

/** Reads numbers that must not be negative. */
final class NumberReader {

  private NumberReader() {}

  static Integer read(String name, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // answered below, together with negative numbers
    }
    throw BadRequests.invalid(
        "Value '%s' of '%s' is not allowed; expected is a whole number from 0 to %d",
        text, name, Integer.MAX_VALUE);
  }
}
