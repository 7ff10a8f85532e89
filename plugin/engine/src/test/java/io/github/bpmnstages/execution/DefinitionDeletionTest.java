package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.boundary;
import static io.github.bpmnstages.testing.StageModel.eventSubProcess;
import static io.github.bpmnstages.testing.StageModel.message;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.Test;

/** A definition that is deleted with its runs is not loaded again, and does not stay in memory. */
class DefinitionDeletionTest extends CheckedStagesTest {

  private static final String WITHOUT_STAGE =
      process("p", sequence("p", "a", "b") + userTask("a") + userTask("b"));

  private static final String WITH_EVENT_SUB_PROCESS =
      process(
          "p",
          sequence("p", "a")
              + userTask("a")
              + eventSubProcess(
                  "sub", false, message("aMessage"), "b", userTask("b") + timer("later", "b")));

  private static final String WITH_STAGE =
      process(
          "p",
          sequence("p", "one")
              + stage(
                  "one", "${approved}", sequence("o", "a", "b") + userTask("a") + userTask("b")));

  private static final String WITH_FAILING_JOB =
      process(
          "p",
          sequence("p", "one")
              + stage(
                  "one",
                  sequence("o", "a")
                      + serviceTask("a", "${missing}")
                          .replace("id=\"a\"", "id=\"a\" camunda:asyncBefore=\"true\"")));

  @Test
  void shouldForgetDefinitionWithoutStageWhenItsDeploymentIsDeletedWithItsRuns() {
    // given
    Deployment deployment = deploy(WITHOUT_STAGE);
    start("p", Map.of("approved", false));

    // when
    engine.getRepositoryService().deleteDeployment(deployment.getId(), true);

    // then
    assertThat(cachedDefinitions()).isZero();
  }

  @Test
  void shouldForgetDefinitionWhenAnEventSubProcessRanInItsRuns() {
    // given
    Deployment deployment = deploy(WITH_EVENT_SUB_PROCESS);
    start("p");
    correlate();

    // when
    engine.getRepositoryService().deleteDeployment(deployment.getId(), true);

    // then
    assertThat(cachedDefinitions()).isZero();
  }

  @Test
  void shouldForgetOrchestrationWhenItsDeploymentIsDeletedWithItsRuns() {
    // given
    Deployment deployment = deploy(WITH_STAGE);
    start("p", Map.of("approved", false));

    // when
    engine.getRepositoryService().deleteDeployment(deployment.getId(), true);

    // then
    assertThat(cachedDefinitions()).isZero();
  }

  @Test
  void shouldForgetOrchestrationWhenItIsDeletedWithAFailedRun() {
    // given
    Deployment deployment = deploy(WITH_FAILING_JOB);
    String run = start("p");
    String job = management().createJobQuery().singleResult().getId();
    management().setJobRetries(job, 0);
    assertThat(runStatus(run)).isEqualTo("ERROR");

    // when
    engine.getRepositoryService().deleteDeployment(deployment.getId(), true);

    // then
    assertThat(cachedDefinitions()).isZero();
  }

  @Test
  void shouldForgetOrchestrationWhenItsDefinitionIsDeletedWithItsRuns() {
    // given
    deploy(WITH_STAGE);
    start("p", Map.of("approved", false));
    ProcessDefinition definition =
        engine.getRepositoryService().createProcessDefinitionQuery().singleResult();

    // when
    engine.getRepositoryService().deleteProcessDefinition(definition.getId(), true);

    // then
    assertThat(cachedDefinitions()).isZero();
  }

  private static String timer(String id, String attachedTo) {
    return boundary(
        id,
        attachedTo,
        true,
        "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>");
  }

  private int cachedDefinitions() {
    return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getDeploymentCache()
        .getProcessDefinitionCache()
        .size();
  }
}
