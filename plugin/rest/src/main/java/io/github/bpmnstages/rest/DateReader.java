package io.github.bpmnstages.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.text.DateFormat;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Date;

/**
 * Reads dates in the format of the engine's REST API, but takes them at their word: no 31st of
 * February, nothing behind the time zone.
 */
final class DateReader {

  private DateReader() {}

  static Date read(String name, String text, ObjectMapper mapper) {
    DateFormat format = (DateFormat) mapper.getDateFormat().clone();
    format.setLenient(false);
    ParsePosition position = new ParsePosition(0);
    Date date = format.parse(text, position);
    if (date == null || position.getIndex() < text.length()) {
      throw BadRequests.invalid(
          "Value '%s' of '%s' is no date; expected is %s, for example %s (in a URL the + is %%2B)",
          text, name, pattern(format), format.format(new Date(0)));
    }
    return date;
  }

  private static String pattern(DateFormat format) {
    return format instanceof SimpleDateFormat simple ? simple.toPattern() : "ISO 8601";
  }
}
