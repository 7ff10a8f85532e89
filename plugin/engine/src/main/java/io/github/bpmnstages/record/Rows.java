package io.github.bpmnstages.record;

import java.util.Date;
import org.camunda.bpm.engine.impl.context.Context;

/** What all rows have in common. */
final class Rows {

  private static final int MAX_LENGTH = 4000;

  /** Bytes, not characters, are limited on some databases: stay below with every character set. */
  private static final int SAFE_LENGTH = MAX_LENGTH / 4;

  private Rows() {}

  static String nextId() {
    return Context.getProcessEngineConfiguration().getIdGenerator().getNextId();
  }

  /** Text as it fits into a column: null instead of empty, as Oracle has it. */
  static String fit(String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return text.length() <= SAFE_LENGTH ? text : text.substring(0, SAFE_LENGTH - 3) + "...";
  }

  static long duration(Date start, Date end) {
    return Math.max(0, end.getTime() - start.getTime());
  }
}
