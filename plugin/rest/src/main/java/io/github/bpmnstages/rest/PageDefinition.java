package io.github.bpmnstages.rest;

import java.util.List;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.rest.util.QueryUtil;

/**
 * The part of the result that the request asks for.
 *
 * @param firstResult index of the first row, or null
 * @param maxResults number of rows, or null for all
 */
record PageDefinition(Integer firstResult, Integer maxResults) {

  static final String FIRST_RESULT = "firstResult";
  static final String MAX_RESULTS = "maxResults";
  static final List<String> NAMES = List.of(FIRST_RESULT, MAX_RESULTS);

  <Q extends Query<?, ?>, R> List<R> list(Query<Q, R> query) {
    return QueryUtil.list(query, firstResult, maxResults);
  }
}
