package io.github.bpmnstages.rest;

import io.github.bpmnstages.StagesPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/** Engines with the plugin, on a database of their own. */
final class RestEngine {

  /** Of all users. */
  static final String PASSWORD = "secret";

  private RestEngine() {}

  static ProcessEngineConfigurationImpl configuration(String name) {
    StandaloneInMemProcessEngineConfiguration configuration =
        new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName(name);
    configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    configuration.setHistory("full");
    configuration.setJobExecutorActivate(false);
    configuration.setMetricsEnabled(false);
    configuration.setEnforceHistoryTimeToLive(false);
    configuration.setProcessEnginePlugins(new ArrayList<>(List.of(new StagesPlugin())));
    return configuration;
  }

  static ProcessEngine start(String name) {
    return configuration(name).buildProcessEngine();
  }

  static void addUser(ProcessEngine engine, String id) {
    User user = engine.getIdentityService().newUser(id);
    user.setPassword(PASSWORD);
    engine.getIdentityService().saveUser(user);
  }

  /** Deploys a file of the class path; answers its process {@code orders}. */
  static ProcessDefinition deploy(ProcessEngine engine, String file, String tenantId) {
    return engine
        .getRepositoryService()
        .createDeployment()
        .addClasspathResource(file)
        .tenantId(tenantId)
        .deployWithResult()
        .getDeployedProcessDefinitions()
        .stream()
        .filter(definition -> definition.getKey().equals("orders"))
        .findFirst()
        .orElseThrow();
  }
}
