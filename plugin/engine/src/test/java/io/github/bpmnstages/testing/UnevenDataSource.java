package io.github.bpmnstages.testing;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Lets a transaction rest now and then before and after a statement and a commit, as on a machine
 * with too much to do: what lies between two statements takes now nothing, now very long.
 */
public final class UnevenDataSource {

  private final DataSource target;
  private final int longestPauseInMillis;

  public UnevenDataSource(DataSource target, int longestPauseInMillis) {
    this.target = target;
    this.longestPauseInMillis = longestPauseInMillis;
  }

  /** The data source to give to an engine. */
  public DataSource dataSource() {
    return JdbcProxy.dataSource(target, this::onConnection);
  }

  private Object onConnection(Connection connection, Method method, Object[] arguments)
      throws Throwable {
    if (method.getName().equals("commit")) {
      return rested(connection, method, arguments);
    }
    Object result = JdbcProxy.invoke(connection, method, arguments);
    return result instanceof PreparedStatement statement
        ? JdbcProxy.of(PreparedStatement.class, (m, a) -> onStatement(statement, m, a))
        : result;
  }

  private Object onStatement(PreparedStatement statement, Method method, Object[] arguments)
      throws Throwable {
    return method.getName().startsWith("execute")
        ? rested(statement, method, arguments)
        : JdbcProxy.invoke(statement, method, arguments);
  }

  private Object rested(Object target, Method method, Object[] arguments) throws Throwable {
    rest();
    Object result = JdbcProxy.invoke(target, method, arguments);
    rest();
    return result;
  }

  private void rest() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    if (random.nextInt(12) == 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(longestPauseInMillis));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
