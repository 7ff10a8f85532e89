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

  /** More values than this are not given to the database a second time, to find runs with. */
  private static final int MOST_RUNS = 500;

  private final String column;
  private final String operator;
  private final Object value;
  private final List<List<Object>> chunks;
  private RunsBy runsBy;

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

  /**
   * Adds what says nothing new, but lets the database find the rows by their run: no index is kept
   * on the column itself.
   */
  Filter ofRuns(RunsBy by) {
    if (values() <= MOST_RUNS) {
      runsBy = by;
    }
    return this;
  }

  /** Number of values that are bound. */
  int size() {
    return values() * (runsBy == null ? 1 : 1 + runsBy.lists);
  }

  private int values() {
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

  /** Name of the mapper's way to find the runs, or null. */
  public String getRunsBy() {
    return runsBy == null ? null : runsBy.name();
  }

  /** What tells the run that a row belongs to. */
  enum RunsBy {
    ROOT(1),
    /** The run's own definition, and the one from which it was migrated or to which. */
    DEFINITION_ID(2),
    DEFINITION_KEY(2),
    STAGE_RUN(1),
    STEP_RUN(1);

    private final int lists;

    RunsBy(int lists) {
      this.lists = lists;
    }
  }
}
