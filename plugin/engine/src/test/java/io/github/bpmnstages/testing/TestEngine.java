package io.github.bpmnstages.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/** Engines for tests: full history, job executor off, tables created where they are missing. */
public final class TestEngine {

  private TestEngine() {}

  /** A configuration to change further and to build. */
  public static ProcessEngineConfigurationImpl configuration(
      DataSource database, ProcessEnginePlugin... plugins) {
    StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName("test-" + UUID.randomUUID());
    configuration.setDataSource(database);
    ImitatedDatabase imitated = TestDatabase.imitated(database);
    configuration.setDatabaseType(imitated == null ? null : imitated.databaseType());
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setJobExecutorActivate(false);
    configuration.setMetricsEnabled(false);
    configuration.setEnforceHistoryTimeToLive(false);
    configuration.setProcessEnginePlugins(new ArrayList<>(List.of(plugins)));
    return configuration;
  }

  /** A plugin that does only that, in {@code postInit}. */
  public static ProcessEnginePlugin postInit(Consumer<ProcessEngineConfigurationImpl> change) {
    return new AbstractProcessEnginePlugin() {
      @Override
      public void postInit(ProcessEngineConfigurationImpl configuration) {
        change.accept(configuration);
      }
    };
  }
}
