package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.testing.StagesTest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.application.impl.EmbeddedProcessApplication;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.junit.jupiter.api.Test;

/** A condition sees what its process application brings along, wherever the look starts. */
class ProcessApplicationTest extends StagesTest {

  /** Knows the bean {@code approval}. */
  private static final class Application extends EmbeddedProcessApplication {

    private final Map<Object, Object> beans = new HashMap<>();

    @Override
    protected ELResolver initProcessApplicationElResolver() {
      return new ReadOnlyMapELResolver(beans);
    }
  }

  @Test
  void shouldFindBeanOfProcessApplicationWhenEvaluatedOnDemand() {
    // given
    Deployment deployment =
        deploy(
            process(
                "p",
                sequence("p", "one")
                    + stage("one", "${approval.get()}", sequence("s", "a") + userTask("a"))));
    Application application = new Application();
    AtomicBoolean approved = new AtomicBoolean();
    application.beans.put("approval", approved);
    engine
        .getManagementService()
        .registerProcessApplication(deployment.getId(), application.getReference());
    String run = start("p");
    StageService service = StagesPlugin.stageService(engine);
    String stageRun = service.createStageRunQuery().processInstanceId(run).singleResult().getId();
    assertThat(service.evaluate(stageRun)).isFalse();

    // when
    approved.set(true);

    // then
    assertThat(service.evaluate(stageRun)).isTrue();
    assertThat(runStatus(run)).isEqualTo("COMPLETED");
  }
}
