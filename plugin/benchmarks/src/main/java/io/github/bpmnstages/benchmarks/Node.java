package io.github.bpmnstages.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.StagesPlugin;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;

/** An engine on an in-memory database of its own, history level full. */
final class Node implements AutoCloseable {

  private final HikariDataSource pool;
  private final ProcessEngine engine;

  private Node(HikariDataSource pool, ProcessEngine engine) {
    this.pool = pool;
    this.engine = engine;
  }

  static Node start(boolean withPlugin) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    config.setUsername("sa");
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    HikariDataSource pool = new HikariDataSource(config);
    StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName(UUID.randomUUID().toString());
    configuration.setDataSource(pool);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setJobExecutorActivate(false);
    configuration.setMetricsEnabled(false);
    configuration.setIdGenerator(new StrongUuidGenerator());
    configuration.setProcessEnginePlugins(
        new ArrayList<>(withPlugin ? List.of(new StagesPlugin()) : List.of()));
    return new Node(pool, configuration.buildProcessEngine());
  }

  ProcessEngine engine() {
    return engine;
  }

  void deploy(String xml) {
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream("p.bpmn", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .deploy();
  }

  @Override
  public void close() {
    engine.close();
    pool.close();
  }
}
