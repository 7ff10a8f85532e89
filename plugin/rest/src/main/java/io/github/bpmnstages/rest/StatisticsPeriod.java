package io.github.bpmnstages.rest;

import java.util.Date;
import java.util.List;

/**
 * Which runs the statistics count.
 *
 * @param startedAfter started at or after that moment, or null
 * @param startedBefore started at or before that moment, or null
 */
record StatisticsPeriod(Date startedAfter, Date startedBefore) {

  static final List<String> NAMES = List.of("startedAfter", "startedBefore");

  static StatisticsPeriod read(RequestReader request) {
    request.checkParameters(NAMES);
    return new StatisticsPeriod(
        request.parameter("startedAfter", ValueDefinition.DATE),
        request.parameter("startedBefore", ValueDefinition.DATE));
  }
}
