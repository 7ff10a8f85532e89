package io.github.bpmnstages.samples.modeler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The engine runs the very files that came out of Camunda Modeler's libraries. */
@TestInstance(Lifecycle.PER_CLASS)
class ModelerFilesTest {

  private final List<String> collected = new ArrayList<>();
  private boolean refusing;

  private ProcessEngine engine;
  private StageService stages;

  @BeforeAll
  void start() {
    ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName(UUID.randomUUID().toString());
    configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setBeans(Map.of("payment", new Payment()));
    configuration.setProcessEnginePlugins(new ArrayList<>(List.of(new StagesPlugin())));
    engine = configuration.buildProcessEngine();
    stages = StagesPlugin.stageService(engine);
  }

  @BeforeEach
  void forget() {
    collected.clear();
    refusing = false;
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  @Test
  void shouldRunWhatWasMadeWithThePlugin() {
    // given
    String run = start("made-with-plugin.bpmn", "order");
    assertThat(stageStatuses(run)).containsExactly("review IN_PROGRESS");
    assertThat(variable(run, "reviewStatus")).isEqualTo("IN_PROGRESS");
    assertThat(stageRun(run, "review").getDueDate()).isNotNull();

    // when
    engine.getRuntimeService().setVariable(run, "approved", true);

    // then
    assertThat(stageStatuses(run)).containsExactly("review COMPLETED", "payment COMPLETED");
    assertThat(runStatus(run)).isEqualTo(RunStatus.COMPLETED);
    assertThat(collected).containsExactly(run);
  }

  @Test
  void shouldTakeTheFaultPathThatWasMadeWithThePlugin() {
    // given
    refusing = true;
    String run = start("made-with-plugin.bpmn", "order");

    // when
    engine.getRuntimeService().setVariable(run, "approved", true);

    // then
    assertThat(stageRun(run, "payment").getStatus()).isEqualTo(StageStatus.ERROR);
    assertThat(stageRun(run, "payment").getFaultPath()).isEqualTo("paymentFailed");
    assertThat(historicVariable(run, "paymentErrorCode")).isEqualTo("noMoney");
  }

  @Test
  void shouldRunWhatWasMadeWithElementTemplates() {
    // given
    String run = start("made-with-templates.bpmn", "claim");
    Task task = engine.getTaskService().createTaskQuery().processInstanceId(run).singleResult();
    assertThat(task.getTaskDefinitionKey()).isEqualTo("collectDocuments");

    // when
    engine.getTaskService().complete(task.getId(), Map.of("complete", false, "urgent", true));

    // then
    assertThat(stageStatuses(run)).containsExactly("intake COMPLETED", "settlement COMPLETED");
    assertThat(stageRun(run, "settlement").getDueDate()).isNotNull();
    assertThat(collected).containsExactly(run);
  }

  @Test
  void shouldWaitForTheRequirementsOfTheElementTemplate() {
    // given
    String run = start("made-with-templates.bpmn", "claim");
    Task task = engine.getTaskService().createTaskQuery().processInstanceId(run).singleResult();

    // when
    engine.getTaskService().complete(task.getId());

    // then
    assertThat(stageStatuses(run)).containsExactly("intake IN_PROGRESS");
    assertThat(stageRun(run, "intake").isWaitingForExitCondition()).isTrue();
  }

  @Test
  void shouldTakeTheFaultPathOfTheElementTemplate() {
    // given
    refusing = true;
    String run = start("made-with-templates.bpmn", "claim");

    // when
    engine.getRuntimeService().setVariable(run, "complete", true);

    // then
    assertThat(stageRun(run, "settlement").getFaultPath()).isEqualTo("settlementFailed");
    assertThat(historicVariable(run, "settlementErrorCode")).isEqualTo("noMoney");
  }

  private String start(String file, String key) {
    engine
        .getRepositoryService()
        .createDeployment()
        .addClasspathResource("modeler/" + file)
        .deploy();
    return engine.getRuntimeService().startProcessInstanceByKey(key).getId();
  }

  private List<String> stageStatuses(String run) {
    return stages
        .createStageRunQuery()
        .processInstanceId(run)
        .orderByStartTime()
        .asc()
        .list()
        .stream()
        .map(stage -> stage.getStageId() + " " + stage.getStatus())
        .toList();
  }

  private StageRun stageRun(String run, String stageId) {
    return stages.createStageRunQuery().processInstanceId(run).stageId(stageId).singleResult();
  }

  private RunStatus runStatus(String run) {
    return stages.createOrchestrationRunQuery().processInstanceId(run).singleResult().getStatus();
  }

  private Object variable(String run, String name) {
    return engine.getRuntimeService().getVariable(run, name);
  }

  private Object historicVariable(String run, String name) {
    return engine
        .getHistoryService()
        .createHistoricVariableInstanceQuery()
        .processInstanceId(run)
        .variableName(name)
        .singleResult()
        .getValue();
  }

  /** What the service tasks of both files call. */
  public final class Payment {

    public void collect(DelegateExecution execution) {
      if (refusing) {
        throw new BpmnError("noMoney", "no money left");
      }
      collected.add(execution.getProcessInstanceId());
    }
  }
}
