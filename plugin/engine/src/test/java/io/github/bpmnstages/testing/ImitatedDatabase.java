package io.github.bpmnstages.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A database that nobody can start here, as far as H2 imitates it: the engine takes it for the real
 * one and sends that one's SQL. What H2 does not take, though the real one does, is named and put
 * into H2's words.
 */
public final class ImitatedDatabase {

  /** To be written by hand, as the head of the consistency check says. */
  private static final String TRUTH = "true and false";

  private final String databaseType;
  private final DataSource target;
  private final List<Gap> gaps;

  private ImitatedDatabase(String databaseType, String url, Gap... gaps) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(url);
    h2.setUser("sa");
    h2.setPassword("");
    this.databaseType = databaseType;
    this.target = h2;
    this.gaps = List.of(gaps);
  }

  static ImitatedDatabase oracle(String h2Url) {
    return new ImitatedDatabase(
        DbSqlSessionFactory.ORACLE,
        h2Url + ";MODE=Oracle;DEFAULT_NULL_ORDERING=HIGH",
        engineOnly("NUMBER without precision", "NUMBER\\(\\*,", "NUMBER(38,"),
        engineOnly("index over a constant", "(create (?:unique )?index .*), ?0\\)", "$1)"),
        engineOnly("index over SUBSTR", ", SUBSTR\\((\\w+), 1, 1850\\)", ", $1"),
        engineOnly("drop of a constraint's index", "drop index \\w+", "select 1 from dual"),
        engineOnly("catalog", "FROM all_tables", "FROM INFORMATION_SCHEMA.TABLES"),
        engineOnly(
            "arithmetic of days",
            "(\\S+) <= \\? - (\\S+)",
            "$1 <= DATEADD(DAY, -$2, CAST(? AS TIMESTAMP))"),
        plugin("BITAND of a parameter", "BITAND\\(([^,]+),\\s*\\?", "BITAND($1, CAST(? AS INT)"),
        plugin(
            "TO_NUMBER",
            "to_number\\(to_char\\(\\s*(\\w+)\\s*,\\s*'MI'\\s*\\)\\)",
            "EXTRACT(MINUTE FROM $1)"),
        plugin(TRUTH, "WAITING_ = true", "WAITING_ = 1"),
        plugin(TRUTH, "WAITING_ = false", "WAITING_ = 0"),
        engineOnly("index over CASE", "case when \\w+ is null then null else (\\w+) end", "$1"));
  }

  static ImitatedDatabase mssql(String h2Url) {
    return new ImitatedDatabase(
        DbSqlSessionFactory.MSSQL,
        h2Url + ";MODE=MSSQLServer",
        engineOnly("filtered index", "(?s)(create unique index .*?\\)) where .*", "$1"),
        engineOnly("drop index of a table", "drop index \\w+\\.\\w+", "select 1"),
        engineOnly(
            "drop behind IF",
            "(?s)if exists \\(select .*?\\) drop table (\\w+)",
            "drop table if exists $1 cascade"),
        engineOnly(
            "update of so many rows",
            "(?s)update\\s+TOP \\(\\?\\)\\s+RES\\s+set\\s+(\\S+) = \\?\\s+FROM (\\w+) RES WITH \\(FORCESEEK\\)",
            "update $2 RES set $1 = CASE WHEN CAST(? AS INT) > 0 THEN CAST(? AS TIMESTAMP) END"),
        engineOnly(
            "update of an alias with a table hint",
            "(?s)update\\s+RES\\s+set(.*?)FROM (\\w+) RES WITH \\(FORCESEEK\\)",
            "update $2 RES set$1"),
        engineOnly("join hint", "OPTION \\(LOOP JOIN\\)", ""),
        plugin(TRUTH, "WAITING_ = true", "WAITING_ = 1"),
        plugin(TRUTH, "WAITING_ = false", "WAITING_ = 0"),
        plugin("bitwise and", "(\\S+) &\\?", "BITAND($1, CAST(? AS INT))"),
        plugin(
            "lock hint",
            "(?s)with \\(updlock, rowlock, readpast\\)(.*)",
            "$1 for update skip locked"),
        plugin("lock hint", "(?s)with \\(updlock, rowlock\\)(.*)", "$1 for update"),
        plugin("datepart", "datepart\\(\\s*MINUTE\\s*,\\s*(\\w+)\\)", "EXTRACT(MINUTE FROM $1)"));
  }

  static ImitatedDatabase db2(String h2Url) {
    return new ImitatedDatabase(
        DbSqlSessionFactory.DB2,
        h2Url + ";MODE=DB2;DEFAULT_NULL_ORDERING=HIGH",
        engineOnly("drop foreign key", "drop foreign key", "drop constraint"),
        plugin("update locks", "for read only with rs use and keep update locks", "for update"),
        plugin(TRUTH, "WAITING_ = true", "WAITING_ = 1"),
        plugin(TRUTH, "WAITING_ = false", "WAITING_ = 0"),
        engineOnly("durations in days", "(\\S+) \\+ (\\S+)\\s+DAYS", "DATEADD(DAY, $2, $1)"));
  }

  /** As the engine calls it. */
  public String databaseType() {
    return databaseType;
  }

  DataSource dataSource() {
    return proxy(DataSource.class, this::onDataSource);
  }

  /** The imitated database behind the data source, or null. */
  static ImitatedDatabase behind(DataSource dataSource) {
    return Proxy.isProxyClass(dataSource.getClass())
            && Proxy.getInvocationHandler(dataSource) instanceof Handler handler
        ? handler.imitated()
        : null;
  }

  private Object onDataSource(Method method, Object[] arguments) throws Throwable {
    Object result = JdbcProxy.invoke(target, method, arguments);
    return result instanceof Connection connection
        ? proxy(Connection.class, (m, a) -> onSql(connection, m, a))
        : result;
  }

  private Object onSql(Object sender, Method method, Object[] arguments) throws Throwable {
    Object[] inWordsOfH2 = arguments == null ? null : arguments.clone();
    if (inWordsOfH2 != null && inWordsOfH2.length > 0 && inWordsOfH2[0] instanceof String sql) {
      inWordsOfH2[0] = inWordsOfH2(sql);
    }
    Object result = JdbcProxy.invoke(sender, method, inWordsOfH2);
    return method.getName().equals("createStatement")
        ? proxy(Statement.class, (m, a) -> onSql(result, m, a))
        : result;
  }

  private String inWordsOfH2(String sql) {
    String result = sql;
    for (Gap gap : gaps) {
      result = gap.close(result);
    }
    return result;
  }

  private <T> T proxy(Class<T> type, JdbcProxy.Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            ImitatedDatabase.class.getClassLoader(),
            new Class<?>[] {type},
            new Handler(this, call)));
  }

  private record Handler(ImitatedDatabase imitated, JdbcProxy.Call call)
      implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      return call.on(method, arguments);
    }
  }

  /** H2 does not take it; the plugin's own statements do without. */
  private static Gap engineOnly(String name, String regex, String replacement) {
    return new Gap(name, Pattern.compile(regex, Pattern.CASE_INSENSITIVE), replacement, false);
  }

  /** H2 does not take it; the plugin's own statements have it too, by a fragment of the engine. */
  private static Gap plugin(String name, String regex, String replacement) {
    return new Gap(name, Pattern.compile(regex, Pattern.CASE_INSENSITIVE), replacement, true);
  }

  private record Gap(String name, Pattern pattern, String replacement, boolean inPlugin) {
    String close(String sql) {
      String closed = pattern.matcher(sql).replaceAll(replacement);
      if (!inPlugin && !closed.equals(sql) && sql.contains("STG_")) {
        throw new AssertionError("H2 does not take '" + name + "', untested then: " + sql);
      }
      return closed;
    }
  }
}
