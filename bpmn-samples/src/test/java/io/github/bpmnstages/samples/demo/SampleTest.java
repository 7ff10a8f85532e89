package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;

/** The application on a port of its own, and the way from a sample's key to what it recorded. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class SampleTest {

  static final String USER = "ada";

  @Autowired ProcessEngine engine;
  @Autowired StageService stages;
  @Autowired TestRestTemplate rest;

  String runId;
  RunDriver run;

  @BeforeEach
  void logIn() {
    engine.getIdentityService().setAuthenticatedUserId(USER);
  }

  @AfterEach
  void leaveNothingRunning() {
    engine.getIdentityService().clearAuthentication();
    engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
        .map(instance -> instance.getId())
        .forEach(id -> engine.getRuntimeService().deleteProcessInstance(id, "test is over"));
  }

  final void start(String processKey, Map<String, Object> variables) {
    runId =
        engine
            .getRuntimeService()
            .startProcessInstanceByKey(processKey, UUID.randomUUID().toString(), variables)
            .getId();
    run = new RunDriver(engine, stages, runId);
  }

  final OrchestrationRun orchestrationRun() {
    return stages.createOrchestrationRunQuery().processInstanceId(runId).singleResult();
  }

  final RunStatus status() {
    return orchestrationRun().getStatus();
  }

  /** The latest run of the stage. */
  final StageRun stage(String stageId) {
    List<StageRun> runs =
        stages
            .createStageRunQuery()
            .processInstanceId(runId)
            .stageId(stageId)
            .orderByStartTime()
            .asc()
            .list();
    assertThat(runs).as("runs of stage " + stageId).isNotEmpty();
    return runs.get(runs.size() - 1);
  }

  final StageStatus stageStatus(String stageId) {
    return stage(stageId).getStatus();
  }

  final StepRun step(String stepId) {
    return stages.createStepRunQuery().rootProcessInstanceId(runId).stepId(stepId).singleResult();
  }

  final StepStatus stepStatus(String stepId) {
    return step(stepId).getStatus();
  }

  /** Kind and place of every milestone of the run, in order. */
  final List<String> milestones() {
    return stages.createMilestoneQuery().processInstanceId(runId).list().stream()
        .map(SampleTest::text)
        .toList();
  }

  private static String text(Milestone milestone) {
    String place = milestone.getStepId() == null ? milestone.getStageId() : milestone.getStepId();
    return place == null ? milestone.getKind().name() : milestone.getKind() + " " + place;
  }

  final Object variable(String name) {
    return engine
        .getHistoryService()
        .createHistoricVariableInstanceQuery()
        .processInstanceId(runId)
        .variableName(name)
        .singleResult()
        .getValue();
  }

  /** What the REST API answers. */
  final JsonNode get(String path) {
    return rest.getForObject("/engine-rest" + path, JsonNode.class);
  }
}
