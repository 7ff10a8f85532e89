package io.github.bpmnstages;

import static io.github.bpmnstages.testing.StageModel.faultPath;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.stream;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 8: history level at least {@code activity}. */
class HistoryLevelTest {

  private final HikariDataSource database = TestDatabase.H2.create();

  @AfterEach
  void close() {
    database.close();
  }

  private ProcessEngine build(String level, ProcessEnginePlugin... plugins) {
    ProcessEngineConfigurationImpl configuration = TestEngine.configuration(database, plugins);
    configuration.setHistory(level);
    return configuration.buildProcessEngine();
  }

  @Test
  void shouldRefuseToStartWithoutHistory() {
    assertThatThrownBy(() -> build("none", new StagesPlugin()))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("'none'")
        .hasMessageContaining("'activity', 'audit' or 'full'");
  }

  @Test
  void shouldRefuseToStartOnADatabaseWithoutHistory() {
    // given
    build("none").close();
    int engines = ProcessEngines.getProcessEngines().size();

    // when
    assertThatThrownBy(() -> build("auto", new StagesPlugin()))
        // then
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("'none'");
    assertThat(ProcessEngines.getProcessEngines()).hasSize(engines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"activity", "audit", "full", "auto"})
  void shouldRecordAtEachLevel(String level) {
    ProcessEngine engine = build(level, new StagesPlugin());
    try {
      StageService stages = StagesPlugin.stageService(engine);
      engine
          .getRepositoryService()
          .createDeployment()
          .addInputStream(
              "p.bpmn",
              stream(
                  twoStages(
                      stage("one", "${done}", sequence("s", "a") + userTask("a")),
                      faultPath("unused", "one"))))
          .addInputStream(
              "q.bpmn",
              stream(
                  twoStages(
                          stage(
                              "one",
                              sequence("s", "x")
                                  + serviceTask("x", "${noSuchBean.work()}")
                                      .replace("id=", "camunda:asyncBefore='true' id=")))
                      .replace("id=\"p\"", "id=\"q\"")))
          .deploy();
      String run =
          engine.getRuntimeService().startProcessInstanceByKey("p", Map.of("done", false)).getId();

      // a variable that nobody keeps a history of is looked at all the same
      engine.getRuntimeService().setVariable(run, "done", true);
      assertThat(stages.createStageRunQuery().processInstanceId(run).list())
          .extracting("status")
          .containsExactlyInAnyOrder(StageStatus.COMPLETED, StageStatus.IN_PROGRESS);

      String failing = engine.getRuntimeService().startProcessInstanceByKey("q").getId();
      Job job = engine.getManagementService().createJobQuery().singleResult();
      engine.getManagementService().setJobRetries(job.getId(), 1);
      assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId())).isNotNull();
      assertThat(stages.createOrchestrationRunQuery().processInstanceId(failing).singleResult())
          .extracting("status")
          .isEqualTo(RunStatus.ERROR);

      engine.getRuntimeService().deleteProcessInstance(run, "enough");
      if ("activity".equals(level)) {
        assertThatThrownBy(() -> stages.restart(run, "two"))
            .isInstanceOf(BadUserRequestException.class)
            .hasMessageContaining("'audit'");
      } else {
        String restarted = stages.restart(run, "two").getId();
        assertThat(engine.getRuntimeService().getVariable(restarted, "done")).isEqualTo(true);
      }
    } finally {
      engine.close();
    }
  }
}
