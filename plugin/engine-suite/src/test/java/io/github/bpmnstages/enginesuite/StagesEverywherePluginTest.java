package io.github.bpmnstages.enginesuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.StageRun;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class StagesEverywherePluginTest {

  private ProcessEngine engine;

  @Before
  public void start() {
    StandaloneInMemProcessEngineConfiguration configuration =
        new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName("everywhere");
    configuration.setJdbcUrl("jdbc:h2:mem:everywhere");
    configuration.setEnforceHistoryTimeToLive(false);
    configuration.setProcessEnginePlugins(
        List.of(new StagesEverywherePlugin(), new StagesPlugin()));
    engine = configuration.buildProcessEngine();
  }

  @After
  public void stop() {
    engine.close();
  }

  @Test
  public void shouldMakeAStageOfASubProcess() {
    run(
        Bpmn.createExecutableProcess("p")
            .startEvent()
            .subProcess("sub")
            .embeddedSubProcess()
            .startEvent()
            .userTask()
            .endEvent()
            .subProcessDone()
            .endEvent()
            .done());

    assertThat(stages()).containsExactly("sub");
  }

  @Test
  public void shouldNotRefuseAStageInAStage() {
    run(
        Bpmn.createExecutableProcess("p")
            .startEvent()
            .subProcess("outer")
            .embeddedSubProcess()
            .startEvent()
            .subProcess("inner")
            .embeddedSubProcess()
            .startEvent()
            .userTask()
            .endEvent()
            .subProcessDone()
            .endEvent()
            .subProcessDone()
            .endEvent()
            .done());

    assertThat(stages()).containsExactly("outer");
  }

  @Test
  public void shouldLeaveAMultiInstanceSubProcessAlone() {
    run(
        Bpmn.createExecutableProcess("p")
            .startEvent()
            .subProcess("sub")
            .embeddedSubProcess()
            .startEvent()
            .userTask()
            .endEvent()
            .subProcessDone()
            .multiInstance()
            .cardinality("2")
            .multiInstanceDone()
            .endEvent()
            .done());

    assertThat(stages()).isEmpty();
  }

  private void run(BpmnModelInstance model) {
    engine.getRepositoryService().createDeployment().addModelInstance("p.bpmn", model).deploy();
    engine.getRuntimeService().startProcessInstanceByKey("p");
  }

  private List<String> stages() {
    StageService service = StagesPlugin.stageService(engine);
    return service.createStageRunQuery().list().stream().map(StageRun::getStageId).toList();
  }
}
