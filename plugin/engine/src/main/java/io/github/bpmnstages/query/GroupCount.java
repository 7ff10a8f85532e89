package io.github.bpmnstages.query;

import java.util.Map;

/** One line of a grouping statement; what the statement does not answer is null or 0. */
record GroupCount(
    String stageId,
    String stageName,
    String status,
    long total,
    long ended,
    long durations,
    long duration,
    long longest,
    long overdue) {

  static GroupCount of(Map<String, Object> row) {
    return new GroupCount(
        (String) row.get("stageId"),
        (String) row.get("stageName"),
        (String) row.get("status"),
        number(row, "total"),
        number(row, "ended"),
        number(row, "durations"),
        number(row, "duration"),
        number(row, "longest"),
        number(row, "overdue"));
  }

  private static long number(Map<String, Object> row, String name) {
    return row.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
