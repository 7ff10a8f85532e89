package io.github.bpmnstages.reliability;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.StagesPlugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;

/** The engine of one node, with the plugin. */
final class NodeEngine implements AutoCloseable {

  /** Jobs that a dead node has locked are free again after that long. */
  static final int LOCK_TIME_IN_MILLIS = 5_000;

  private final HikariDataSource database;
  private final ProcessEngine engine;

  NodeEngine(String url, Work work, boolean executesJobs) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(url);
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    pool.setMaximumPoolSize(12);
    pool.setConnectionTimeout(5_000);
    database = new HikariDataSource(pool);
    StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    configuration.setDataSource(database);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setMetricsEnabled(false);
    configuration.setBeans(new HashMap<>(Map.of("work", work)));
    configuration.setProcessEnginePlugins(new ArrayList<>(List.of(new StagesPlugin())));
    configuration.setJobExecutor(jobExecutor());
    configuration.setJobExecutorActivate(executesJobs);
    engine = configuration.buildProcessEngine();
  }

  private static DefaultJobExecutor jobExecutor() {
    DefaultJobExecutor executor = new DefaultJobExecutor();
    executor.setLockTimeInMillis(LOCK_TIME_IN_MILLIS);
    executor.setWaitTimeInMillis(200);
    executor.setMaxWait(1_000);
    executor.setCorePoolSize(2);
    executor.setMaxPoolSize(4);
    return executor;
  }

  ProcessEngine engine() {
    return engine;
  }

  HikariDataSource database() {
    return database;
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }
}
