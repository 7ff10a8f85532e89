package io.github.bpmnstages.testing;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** Writes down each statement that goes to the database: the SQL, once per execution or batch. */
public final class CountingDataSource {

  private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
  private final DataSource target;

  public CountingDataSource(DataSource target) {
    this.target = target;
  }

  /** The data source to give to an engine. */
  public DataSource dataSource() {
    return JdbcProxy.dataSource(target, this::onConnection);
  }

  /** Forgets what was written down. */
  public void reset() {
    statements.clear();
  }

  /** What went to the database since the last reset, in order. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  /** Number of statements that start with the word. */
  public long count(String word) {
    return statements().stream().filter(sql -> sql.startsWith(word)).count();
  }

  private Object onConnection(Connection connection, Method method, Object[] arguments)
      throws Throwable {
    Object result = JdbcProxy.invoke(connection, method, arguments);
    return result instanceof PreparedStatement statement
        ? JdbcProxy.of(
            PreparedStatement.class, (m, a) -> onStatement(statement, (String) arguments[0], m, a))
        : result;
  }

  private Object onStatement(
      PreparedStatement statement, String sql, Method method, Object[] arguments) throws Throwable {
    if (method.getName().startsWith("execute")) {
      statements.add(sql.trim().replaceAll("\\s+", " "));
    }
    return JdbcProxy.invoke(statement, method, arguments);
  }
}
