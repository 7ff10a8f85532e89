package io.github.bpmnstages.testing;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Asks the database, before each statement on the plugin's tables is executed, how it would do that
 * with the same parameters.
 */
public final class ExplainingDataSource {

  /**
   * How a statement is done.
   *
   * @param sql the statement
   * @param lines the database's answer, columns separated by spaces
   */
  public record Plan(String sql, List<String> lines) {}

  private final List<Plan> plans = new ArrayList<>();
  private final DataSource target;

  public ExplainingDataSource(DataSource target) {
    this.target = target;
  }

  /** The data source to give to an engine. */
  public DataSource dataSource() {
    return JdbcProxy.dataSource(target, this::onConnection);
  }

  /** Forgets what was noted. */
  public void reset() {
    plans.clear();
  }

  /** Plans since the last reset, in order. */
  public List<Plan> plans() {
    return List.copyOf(plans);
  }

  private Object onConnection(Connection connection, Method method, Object[] arguments)
      throws Throwable {
    Object result = JdbcProxy.invoke(connection, method, arguments);
    if (result instanceof PreparedStatement statement
        && arguments[0] instanceof String sql
        && isExplained(sql)) {
      PreparedStatement explain = connection.prepareStatement("explain " + sql);
      return JdbcProxy.of(
          PreparedStatement.class, (m, a) -> onStatement(statement, explain, sql, m, a));
    }
    return result;
  }

  private static boolean isExplained(String sql) {
    return sql.contains("STG_HI_") && !sql.trim().toLowerCase().startsWith("insert");
  }

  private Object onStatement(
      PreparedStatement statement,
      PreparedStatement explain,
      String sql,
      Method method,
      Object[] arguments)
      throws Throwable {
    if (method.getName().startsWith("set") && arguments.length > 1) {
      JdbcProxy.invoke(explain, method, arguments);
    } else if (method.getName().startsWith("execute") || method.getName().equals("addBatch")) {
      plans.add(new Plan(sql.trim().replaceAll("\\s+", " "), lines(explain)));
    } else if (method.getName().equals("close")) {
      explain.close();
    }
    return JdbcProxy.invoke(statement, method, arguments);
  }

  private static List<String> lines(PreparedStatement explain) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = explain.executeQuery()) {
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        lines.add(String.join(" ", columns.stream().map(String::valueOf).toList()));
      }
    }
    return lines;
  }
}
