package com.example.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.OrchestrationOverview;
import io.github.bpmnstages.query.OrchestrationStatistics;
import io.github.bpmnstages.query.OrchestrationSummary;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What the page on the Java API shows. */
@SpringBootTest
class JavaApiTest {

  @Autowired private ProcessEngine engine;
  @Autowired private StageService service;
  @Autowired private RuntimeService runtime;
  @Autowired private TaskService tasks;

  private String processInstanceId;

  @BeforeEach
  void startWaitingForTheManager() {
    processInstanceId =
        runtime.startProcessInstanceByKey("purchase", Map.of("amount", 900)).getId();
    List.of("getOffer", "checkBudget", "askSupplier").forEach(this::complete);
  }

  @Test
  void shouldBeReachedFromTheEngine() {
    // tag::service[]
    StageService stages = StagesPlugin.stageService(engine);
    // end::service[]

    assertThat(stages.createOrchestrationRunQuery().processInstanceId(processInstanceId).count())
        .isEqualTo(1);
  }

  @Test
  void shouldQueryRuns() {
    // tag::runs[]
    List<OrchestrationRun> stuck =
        service
            .createOrchestrationRunQuery()
            .processDefinitionKey("purchase")
            .statusIn(RunStatus.IN_PROGRESS, RunStatus.ERROR)
            .lastMilestoneBefore(Date.from(Instant.now().minus(Duration.ofDays(7))))
            .orderByStartTime()
            .asc()
            .list();
    // end::runs[]

    assertThat(stuck).isEmpty();
  }

  @Test
  void shouldQueryStageRuns() {
    // tag::stage-runs[]
    StageRun approval =
        service
            .createStageRunQuery()
            .processInstanceId(processInstanceId)
            .stageId("approval")
            .waitingForExitCondition()
            .singleResult();
    // end::stage-runs[]

    assertThat(approval.getStatus()).isEqualTo(StageStatus.IN_PROGRESS);
  }

  @Test
  void shouldQueryStepRuns() {
    // tag::step-runs[]
    List<StepRun> done =
        service
            .createStepRunQuery()
            .processInstanceId(processInstanceId)
            .status(StepStatus.COMPLETED)
            .orderByEndTime()
            .asc()
            .listPage(0, 10);
    // end::step-runs[]

    assertThat(done)
        .extracting(StepRun::getStepId)
        .containsExactlyInAnyOrder("getOffer", "checkBudget", "askSupplier");
  }

  @Test
  void shouldQueryMilestones() {
    // tag::milestones[]
    List<Milestone> stages =
        service
            .createMilestoneQuery()
            .processInstanceId(processInstanceId)
            .kindIn(MilestoneKind.START_STAGE, MilestoneKind.END_STAGE)
            .list();
    // end::milestones[]

    assertThat(stages)
        .extracting(Milestone::getStageId)
        .containsExactly("offer", "offer", "approval");
  }

  @Test
  void shouldGiveAnOverview() {
    // tag::overview[]
    OrchestrationOverview overview = service.getOverview(processInstanceId);
    overview
        .stages()
        .forEach(stage -> System.out.println(stage.stageName() + ": " + stage.status()));
    // end::overview[]

    assertThat(overview.stages()).hasSize(2);
  }

  @Test
  void shouldEvaluate() {
    // given
    StageRun approval =
        service
            .createStageRunQuery()
            .processInstanceId(processInstanceId)
            .stageId("approval")
            .singleResult();

    // tag::evaluate[]
    boolean exited = service.evaluate(approval.getId());
    // end::evaluate[]

    assertThat(exited).isFalse();
  }

  @Test
  void shouldKnowDefinitions() {
    // tag::definitions[]
    OrchestrationSummary purchase =
        service
            .createOrchestrationDefinitionQuery()
            .processDefinitionKey("purchase")
            .latestVersion()
            .singleResult();
    // end::definitions[]

    assertThat(purchase.definition().stages()).containsOnlyKeys("offer", "approval");
  }

  @Test
  void shouldGiveStatistics() {
    // tag::statistics[]
    OrchestrationStatistics statistics =
        service.getStatisticsByKey("purchase", null, null, null);
    Long waiting = statistics.runs().get(RunStatus.IN_PROGRESS);
    // end::statistics[]

    assertThat(waiting).isPositive();
  }

  private void complete(String step) {
    tasks.complete(
        tasks
            .createTaskQuery()
            .processInstanceId(processInstanceId)
            .taskDefinitionKey(step)
            .singleResult()
            .getId());
  }
}
