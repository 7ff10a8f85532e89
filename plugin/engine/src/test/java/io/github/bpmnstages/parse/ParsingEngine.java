package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.OrchestrationDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.BpmnParseFactory;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** An engine in memory that has the checks of this package and nothing else of the plugin. */
final class ParsingEngine implements AutoCloseable, OrchestrationInstaller {

  final ProcessEngine engine;
  final Map<String, OrchestrationDefinition> installed = new HashMap<>();
  final List<String> installedPlain = new ArrayList<>();

  ParsingEngine() {
    this(new StageParseFactory());
  }

  ParsingEngine(BpmnParseFactory factory) {
    this("jdbc:h2:mem:" + UUID.randomUUID(), factory, true);
  }

  ParsingEngine(String jdbcUrl, BpmnParseFactory factory, boolean checking) {
    ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName(UUID.randomUUID().toString());
    configuration.setJdbcUrl(jdbcUrl);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("none");
    configuration.setMetricsEnabled(false);
    configuration.setBpmnParseFactory(factory);
    if (checking) {
      configuration.setCustomPostBPMNParseListeners(
          new ArrayList<>(List.of(new StageParseListener(this))));
    }
    engine = configuration.buildProcessEngine();
  }

  @Override
  public void install(
      ProcessDefinitionEntity processDefinition, OrchestrationDefinition definition) {
    installed.put(processDefinition.getKey(), definition);
  }

  @Override
  public void installPlain(ProcessDefinitionEntity processDefinition) {
    installedPlain.add(processDefinition.getKey());
  }

  /** Deploys the file as it is; what the engine throws is passed on. */
  void deploy(String xml) {
    engine.getRepositoryService().createDeployment().addString("process.bpmn", xml).deploy();
  }

  /** Deploys a good file and answers what was installed for its process. */
  OrchestrationDefinition read(String xml) {
    deploy(xml);
    return installed.get("process");
  }

  /** Problems for which the file is refused, empty if it is not. */
  List<Problem> problems(String xml) {
    try {
      deploy(xml);
      return List.of();
    } catch (ParseException e) {
      return e.getResorceReports().get(0).getErrors();
    }
  }

  /** Problems as {@code STG-011 @ gateway}. */
  List<String> codes(String xml) {
    return problems(xml).stream()
        .map(problem -> code(problem.getMessage()) + " @ " + problem.getMainElementId())
        .toList();
  }

  private static String code(String message) {
    return message.startsWith("STG-") ? message.substring(0, 7) : message;
  }

  /** Drops what was parsed, as a small cache would. */
  void forget() {
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getDeploymentCache()
        .discardProcessDefinitionCache();
  }

  @Override
  public void close() {
    engine.close();
  }
}
