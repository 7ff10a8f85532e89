package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.testing.JdbcProxy;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Counts at the driver, while it is switched on; a pool's own connections go out otherwise. */
final class SqlTraffic {

  /**
   * What went over the connections.
   *
   * @param statements executions, each one of a JDBC batch
   * @param rows rows that were written or fetched
   * @param roundTrips times that the engine waited for an answer: executions, a batch counting as
   *     one, and commits
   * @param indexEntries entries in primary keys and other indexes that inserted rows need
   */
  record Count(long statements, long rows, long roundTrips, long indexEntries) {}

  private static final Pattern INSERT = Pattern.compile("(?i)\\s*insert into (\\w+)[\\s\\S]*");

  private final AtomicLong statements = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong roundTrips = new AtomicLong();
  private final AtomicLong indexEntries = new AtomicLong();
  private final Map<String, Integer> indexes = new ConcurrentHashMap<>();
  private final DataSource target;
  private volatile boolean counting;

  SqlTraffic(DataSource target) {
    this.target = target;
  }

  DataSource dataSource() {
    return JdbcProxy.of(DataSource.class, this::onDataSource);
  }

  /** What the work sends. */
  Count of(Runnable work) {
    statements.set(0);
    rows.set(0);
    roundTrips.set(0);
    indexEntries.set(0);
    counting = true;
    try {
      work.run();
    } finally {
      counting = false;
    }
    return new Count(statements.get(), rows.get(), roundTrips.get(), indexEntries.get());
  }

  private Object onDataSource(Method method, Object[] arguments) throws Throwable {
    Object result = JdbcProxy.invoke(target, method, arguments);
    return counting && result instanceof Connection connection
        ? JdbcProxy.of(Connection.class, (m, a) -> onConnection(connection, m, a))
        : result;
  }

  private Object onConnection(Connection connection, Method method, Object[] arguments)
      throws Throwable {
    if (method.getName().equals("commit")) {
      roundTrips.incrementAndGet();
    }
    Object result = JdbcProxy.invoke(connection, method, arguments);
    if (result instanceof PreparedStatement statement) {
      int perRow = indexesOfInserted(connection, arguments[0].toString());
      return JdbcProxy.of(PreparedStatement.class, (m, a) -> onStatement(statement, perRow, m, a));
    }
    return result;
  }

  private int indexesOfInserted(Connection connection, String sql) {
    Matcher insert = INSERT.matcher(sql);
    return insert.matches()
        ? indexes.computeIfAbsent(insert.group(1), table -> countIndexes(connection, table))
        : 0;
  }

  /** Names are in lower case on PostgreSQL and in upper case on H2. */
  private static int countIndexes(Connection connection, String table) {
    Set<String> names = new HashSet<>();
    for (String name : List.of(table.toLowerCase(Locale.ROOT), table.toUpperCase(Locale.ROOT))) {
      try (ResultSet rows = connection.getMetaData().getIndexInfo(null, null, name, false, true)) {
        while (rows.next()) {
          names.add(rows.getString("INDEX_NAME"));
        }
      } catch (SQLException e) {
        throw new IllegalStateException(table, e);
      }
    }
    names.remove(null);
    return names.size();
  }

  private Object onStatement(
      PreparedStatement statement, int indexesPerRow, Method method, Object[] arguments)
      throws Throwable {
    Object result = JdbcProxy.invoke(statement, method, arguments);
    if (method.getName().equals("executeBatch")) {
      int[] updated = (int[]) result;
      roundTrips.incrementAndGet();
      statements.addAndGet(updated.length);
      indexEntries.addAndGet((long) indexesPerRow * updated.length);
      rows.addAndGet(Arrays.stream(updated).map(count -> Math.max(count, 1)).sum());
    } else if (method.getName().startsWith("execute")) {
      roundTrips.incrementAndGet();
      statements.incrementAndGet();
      indexEntries.addAndGet(indexesPerRow);
      rows.addAndGet(Math.max(statement.getUpdateCount(), 0));
    }
    return result instanceof ResultSet resultSet
        ? JdbcProxy.of(ResultSet.class, (m, a) -> onResultSet(resultSet, m, a))
        : result;
  }

  private Object onResultSet(ResultSet resultSet, Method method, Object[] arguments)
      throws Throwable {
    Object result = JdbcProxy.invoke(resultSet, method, arguments);
    if (method.getName().equals("next") && Boolean.TRUE.equals(result)) {
      rows.incrementAndGet();
    }
    return result;
  }
}
