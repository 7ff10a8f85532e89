package io.github.bpmnstages.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.testing.ManyRecords;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;

/** An engine on a database of its own, history level full, job executor off. */
final class Node implements AutoCloseable {

  private final HikariDataSource pool;
  private final SqlTraffic traffic;
  private final ProcessEngine engine;

  private Node(HikariDataSource pool, SqlTraffic traffic, ProcessEngine engine) {
    this.pool = pool;
    this.traffic = traffic;
    this.engine = engine;
  }

  static Node withPlugin(TestDatabase database) {
    return start(database, new StagesPlugin());
  }

  static Node plain(TestDatabase database) {
    return start(database);
  }

  private static Node start(TestDatabase database, ProcessEnginePlugin... plugins) {
    HikariDataSource pool = database.create();
    SqlTraffic traffic = new SqlTraffic(pool);
    ProcessEngineConfigurationImpl configuration =
        TestEngine.configuration(traffic.dataSource(), plugins);
    // ids from the database would be fetched now and then
    configuration.setIdGenerator(new StrongUuidGenerator());
    return new Node(pool, traffic, configuration.buildProcessEngine());
  }

  /** On PostgreSQL, with that many stage runs and what belongs to them. */
  static Node withRecords(int stageRuns) {
    Node node = withPlugin(TestDatabase.POSTGRES);
    node.deploy(Model.threeTimesTwo("order7", Model.allSteps()));
    String definitionId =
        node.engine.getRepositoryService().createProcessDefinitionQuery().singleResult().getId();
    ManyRecords.create(node.pool, TestDatabase.POSTGRES, definitionId, stageRuns);
    return node;
  }

  void execute(String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  ProcessEngine engine() {
    return engine;
  }

  SqlTraffic traffic() {
    return traffic;
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
