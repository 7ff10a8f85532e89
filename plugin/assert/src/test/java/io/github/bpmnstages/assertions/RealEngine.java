package io.github.bpmnstages.assertions;

import io.github.bpmnstages.StagesPlugin;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** An engine with the plugin and the processes of these tests. */
final class RealEngine implements AutoCloseable {

  final ProcessEngine engine = configuration().buildProcessEngine();

  RealEngine() {
    engine
        .getRepositoryService()
        .createDeployment()
        .addClasspathResource("application.bpmn")
        .addClasspathResource("no-stage.bpmn")
        .deploy();
  }

  ProcessInstance start() {
    return engine.getRuntimeService().startProcessInstanceByKey("application");
  }

  ProcessInstance startInReview() {
    ProcessInstance instance = start();
    complete(instance, "register");
    complete(instance, "sorted");
    return instance;
  }

  ProcessInstance startWaiting() {
    ProcessInstance instance = startInReview();
    complete(instance, "read");
    complete(instance, "decide");
    return instance;
  }

  ProcessInstance startInRepair() {
    ProcessInstance instance = startInReview();
    engine.getTaskService().handleBpmnError(taskId(instance, "read"), "unreadable");
    return instance;
  }

  void complete(ProcessInstance instance, String activityId) {
    engine.getTaskService().complete(taskId(instance, activityId));
  }

  void set(ProcessInstance instance, Map<String, Object> variables) {
    engine.getRuntimeService().setVariables(instance.getId(), variables);
  }

  private String taskId(ProcessInstance instance, String activityId) {
    return engine
        .getTaskService()
        .createTaskQuery()
        .processInstanceId(instance.getId())
        .taskDefinitionKey(activityId)
        .singleResult()
        .getId();
  }

  @Override
  public void close() {
    engine.close();
  }

  private static ProcessEngineConfigurationImpl configuration() {
    ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    configuration.setProcessEngineName(UUID.randomUUID().toString());
    configuration.setJobExecutorActivate(false);
    configuration.getProcessEnginePlugins().add(new StagesPlugin());
    return configuration;
  }
}
