package io.github.bpmnstages.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.text.DateFormat;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.util.Date;

/**
 * Reads dates in the format of the engine's REST API, but takes them at their word: no 31st of
 * February, nothing behind the time zone, no year that a database does not know.
 */
final class DateReader {

  /** MariaDB and MySQL compare later ones wrongly, PostgreSQL fails from the year 294277 on. */
  private static final Date LAST = Date.from(Instant.parse("9999-12-31T23:59:59.999Z"));

  private DateReader() {}

  static Date read(String name, String text, ObjectMapper mapper) {
    DateFormat format = (DateFormat) mapper.getDateFormat().clone();
    format.setLenient(false);
    ParsePosition position = new ParsePosition(0);
    Date date = format.parse(text, position);
    if (date == null || position.getIndex() < text.length() || date.after(LAST)) {
      throw BadRequests.invalid(
          "Value '%s' of '%s' is no date; expected is %s up to the year 9999, for example %s (in a URL the + is"
              + " %%2B)",
          text, name, pattern(format), format.format(new Date(0)));
    }
    return date;
  }

  private static String pattern(DateFormat format) {
    return format instanceof SimpleDateFormat simple ? simple.toPattern() : "ISO 8601";
  }
}
