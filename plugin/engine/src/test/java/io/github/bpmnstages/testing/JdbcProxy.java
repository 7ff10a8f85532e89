package io.github.bpmnstages.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** Stands between an engine and what it knows of JDBC. */
public final class JdbcProxy {

  private JdbcProxy() {}

  /** What becomes of a call of JDBC. */
  public interface Call {
    /** Answers what the caller gets. */
    Object on(Method method, Object[] arguments) throws Throwable;
  }

  /** What becomes of a call of a connection. */
  public interface ConnectionCall {
    /** Answers what the caller gets. */
    Object on(Connection connection, Method method, Object[] arguments) throws Throwable;
  }

  /** A data source as the other one, of whose connections each call leads there. */
  public static DataSource dataSource(DataSource target, ConnectionCall call) {
    return of(
        DataSource.class,
        (method, arguments) -> {
          Object result = invoke(target, method, arguments);
          return result instanceof Connection connection
              ? of(Connection.class, (m, a) -> call.on(connection, m, a))
              : result;
        });
  }

  /** An object of that type of which each call leads there. */
  public static <T> T of(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            JdbcProxy.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.on(method, arguments)));
  }

  /** Calls the target, and throws what it throws. */
  public static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
