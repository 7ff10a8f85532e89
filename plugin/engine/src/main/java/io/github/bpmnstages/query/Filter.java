package io.github.bpmnstages.query;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One condition of a query, read by the mapper. Column and operator come from the query classes,
 * never from a caller; values are always bound.
 */
public final class Filter implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Oracle takes no more in one list. */
  private static final int CHUNK = 1000;

  private final String column;
  private final String operator;
  private final Object value;
  private final List<List<Object>> chunks;

  private Filter(String column, String operator, Object value, List<List<Object>> chunks) {
    this.column = column;
    this.operator = operator;
    this.value = value;
    this.chunks = chunks;
  }

  static Filter compare(String column, String operator, Object value) {
    return new Filter(column, operator, value, null);
  }

  static Filter test(String column, String test) {
    return new Filter(column, test, null, null);
  }

  static Filter in(String column, Collection<?> values) {
    List<Object> all = new ArrayList<>(values);
    List<List<Object>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(new ArrayList<>(all.subList(from, Math.min(from + CHUNK, all.size()))));
    }
    return new Filter(column, "in", null, chunks);
  }

  /** Number of values. */
  int size() {
    return chunks == null ? 1 : chunks.stream().mapToInt(List::size).sum();
  }

  public String getColumn() {
    return column;
  }

  public String getOperator() {
    return operator;
  }

  public Object getValue() {
    return value;
  }

  public List<List<Object>> getChunks() {
    return chunks;
  }
}
