package io.github.bpmnstages.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.testing.TestDatabase;
import org.flowable.cmmn.engine.CmmnEngine;
import org.flowable.cmmn.engine.CmmnEngineConfiguration;
import org.flowable.cmmn.engine.impl.cfg.StandaloneInMemCmmnEngineConfiguration;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.task.api.Task;

/** Flowable's CMMN engine with nothing but CMMN, on a database of its own, history level full. */
final class FlowableNode implements AutoCloseable {

  private final HikariDataSource pool;
  private final CmmnEngine engine;

  private FlowableNode(HikariDataSource pool, CmmnEngine engine) {
    this.pool = pool;
    this.engine = engine;
  }

  static FlowableNode start(TestDatabase database) {
    HikariDataSource pool = database.create();
    CmmnEngineConfiguration configuration = new StandaloneInMemCmmnEngineConfiguration();
    configuration.setDataSource(pool);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistoryLevel(HistoryLevel.FULL);
    configuration.setAsyncExecutorActivate(false);
    configuration.setDisableIdmEngine(true);
    configuration.setDisableEventRegistry(true);
    return new FlowableNode(pool, configuration.buildEngine());
  }

  void deploy(String xml) {
    engine.getCmmnRepositoryService().createDeployment().addString("c.cmmn", xml).deploy();
  }

  /** One case, from its start to its end; answers its id. */
  String run() {
    String id =
        engine
            .getCmmnRuntimeService()
            .createCaseInstanceBuilder()
            .caseDefinitionKey("c")
            .start()
            .getId();
    Task task;
    while ((task = engine.getCmmnTaskService().createTaskQuery().caseInstanceId(id).singleResult())
        != null) {
      engine.getCmmnTaskService().complete(task.getId());
    }
    return id;
  }

  boolean hasEnded(String caseInstanceId) {
    return engine
            .getCmmnRuntimeService()
            .createCaseInstanceQuery()
            .caseInstanceId(caseInstanceId)
            .count()
        == 0;
  }

  int stagesInOverview(String caseInstanceId) {
    return engine.getCmmnHistoryService().getStageOverview(caseInstanceId).size();
  }

  @Override
  public void close() {
    engine.close();
    pool.close();
  }
}
