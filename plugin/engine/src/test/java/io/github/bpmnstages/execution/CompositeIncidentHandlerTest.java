package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.faultPath;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.StagesTest;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.incident.CompositeIncidentHandler;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine in which several handlers of incidents may stand beside each other. */
class CompositeIncidentHandlerTest extends StagesTest {

  private static final String STEP =
      "<bpmn:startEvent id='s'/><bpmn:serviceTask id='a' camunda:asyncBefore='true'"
          + " camunda:expression='${nothing.here}'/>"
          + flow("s", "a");

  private final List<String> told = new ArrayList<>();

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    configuration.setCompositeIncidentHandlersEnabled(true);
    configuration.setCustomIncidentHandlers(
        List.of(
            new DefaultIncidentHandler(Incident.FAILED_JOB_HANDLER_TYPE) {
              @Override
              public Incident handleIncident(IncidentContext context, String message) {
                told.add(context.getActivityId());
                return null;
              }
            }));
  }

  @BeforeEach
  void forgetWhatWasTold() {
    told.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {Incident.FAILED_JOB_HANDLER_TYPE, Incident.EXTERNAL_TASK_HANDLER_TYPE})
  void shouldStillTakeMore(String type) {
    assertThat(
            ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getIncidentHandler(type))
        .isInstanceOf(CompositeIncidentHandler.class);
  }

  @Test
  void shouldTellItsHandlersOfAnIncident() {
    // given
    deploy(twoStages(stage("one", STEP)));
    String run = start("p");

    // when
    fail(run);

    // then
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(told).containsExactly("a");
    assertThat(engine.getRuntimeService().createIncidentQuery().count()).isOne();
  }

  @Test
  void shouldNotTellThemWhereAFaultPathIsTaken() {
    // given
    deploy(
        twoStages(
            stage("one", STEP),
            faultPath("fault", "one"),
            "<bpmn:userTask id='repair'/>",
            flow("fault", "repair")));
    String run = start("p");

    // when
    fail(run);

    // then
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(told).isEmpty();
    assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
  }

  private void fail(String run) {
    String job =
        engine
            .getManagementService()
            .createJobQuery()
            .processInstanceId(run)
            .singleResult()
            .getId();
    engine.getManagementService().setJobRetries(job, 1);
    try {
      engine.getManagementService().executeJob(job);
    } catch (RuntimeException expected) {
      // that it has failed is what the test is about
    }
  }
}
