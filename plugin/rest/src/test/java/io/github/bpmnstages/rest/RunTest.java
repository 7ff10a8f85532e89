package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Section 9 on real runs: overview, evaluate, statistics, and the lists beside them. */
class RunTest {

  private static ProcessEngine engine;
  private static RestServer server;

  /** A tenant for each test: its statistics count its own runs. */
  private final String tenant = UUID.randomUUID().toString();

  private ProcessDefinition definition;

  @BeforeAll
  static void start() {
    engine = RestEngine.start("default");
    engine
        .getRepositoryService()
        .createDeployment()
        .addClasspathResource("is-shipped.bpmn")
        .addClasspathResource("is-paid.dmn")
        .deploy();
    server = RestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @BeforeEach
  void deploy() {
    definition = RestEngine.deploy(engine, "orders.bpmn", tenant);
  }

  @Test
  void shouldAnswerARunAndItsStageAndStep() {
    // when
    String id = startRun();

    // then
    JsonNode run = server.get("/orchestration-run/" + id).json();
    assertThat(run.get("id").asText()).isEqualTo(id);
    assertThat(run.get("processInstanceId").asText()).isEqualTo(id);
    assertThat(run.get("processDefinitionName").asText()).isEqualTo("Orders");
    assertThat(run.get("processDefinitionVersion").asInt()).isEqualTo(1);
    assertThat(run.get("businessKey").asText()).isEqualTo("order-1");
    assertThat(run.get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(run.get("currentStageId").asText()).isEqualTo("check");
    JsonNode stage = server.get("/stage-run?processInstanceId=" + id).json().get(0);
    assertThat(stage.get("stageId").asText()).isEqualTo("check");
    assertThat(stage.get("dueDate").isTextual()).isTrue();
    JsonNode step = server.get("/step-run?stageRunId=" + stage.get("id").asText()).json().get(0);
    assertThat(step.get("stepId").asText()).isEqualTo("checkOrder");
    assertThat(step.get("stepType").asText()).isEqualTo("INTERACTIVE");
    assertThat(step.get("taskId").asText()).isEqualTo(task(id).getId());
    assertThat(step.get("assignee").asText()).isEqualTo("demo");
    assertThat(server.get("/stage-milestone?processInstanceId=" + id).all("kind"))
        .containsExactly("START_RUN", "START_STAGE", "START_STEP");
  }

  @Test
  void shouldAnswerTheOverview() {
    // given
    String id = startRun();

    // when
    JsonNode overview = server.get("/orchestration-run/" + id + "/overview").json();

    // then
    assertThat(overview.get("run")).isEqualTo(server.get("/orchestration-run/" + id).json());
    assertThat(overview.get("milestones"))
        .isEqualTo(server.get("/stage-milestone?processInstanceId=" + id).json());
    assertThat(texts(overview.get("stages"), "stageId"))
        .containsExactly("check", "ship", "bill", "repair");
    JsonNode check = overview.get("stages").get(0);
    assertThat(RestAnswer.fieldNames(check))
        .containsExactly(
            "stageId",
            "stageName",
            "position",
            "inFaultPath",
            "exitCondition",
            "status",
            "waitingForExitCondition",
            "runs",
            "steps");
    assertThat(check.get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(check.get("runs"))
        .isEqualTo(server.get("/stage-run?processInstanceId=" + id).json());
    JsonNode step = check.get("steps").get(0);
    assertThat(RestAnswer.fieldNames(step))
        .containsExactly("stepId", "stepName", "stepType", "status", "runs");
    assertThat(step.get("runs")).isEqualTo(server.get("/step-run?processInstanceId=" + id).json());
    JsonNode ship = overview.get("stages").get(1);
    assertThat(ship.get("status").isNull()).isTrue();
    assertThat(ship.get("runs")).isEmpty();
    assertThat(ship.get("steps").get(0).get("status").isNull()).isTrue();
  }

  @Test
  void shouldFollowARunIntoItsNextStage() {
    // given
    String id = startRun();

    // when: the condition becomes true, the next stage takes over
    engine.getRuntimeService().setVariable(id, "approved", true);

    // then
    JsonNode stages = server.get("/orchestration-run/" + id + "/overview").json().get("stages");
    assertThat(stages.get(0).get("status").asText()).isEqualTo("COMPLETED");
    assertThat(stages.get(0).get("steps").get(0).get("status").asText()).isEqualTo("DISCONTINUED");
    assertThat(stages.get(1).get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(server.get("/orchestration-run/" + id).json().get("currentStageId").asText())
        .isEqualTo("ship");
    assertThat(
            server
                .post(
                    "/stage-run",
                    """
                    {"processInstanceId": "%s",
                     "sorting": [{"sortBy": "startTime", "sortOrder": "asc"},
                                 {"sortBy": "stageId", "sortOrder": "asc"}]}
                    """
                        .formatted(id))
                .all("status"))
        .containsExactly("COMPLETED", "IN_PROGRESS");
  }

  @Test
  void shouldLeaveAStageWhoseConditionIsTrue() {
    // given: from now on the evaluation flow answers true, but nothing happened in the run
    String id = startRun();
    engine.getRuntimeService().setVariable(id, "approved", true);
    String stage = server.get("/stage-run?stageId=ship&processInstanceId=" + id).all("id").get(0);
    BpmnModelInstance answersTrue =
        Bpmn.createExecutableProcess("isShipped")
            .startEvent()
            .scriptTask()
            .scriptFormat("juel")
            .scriptText("${true}")
            .camundaResultVariable("isOrchestrationConditionMet")
            .endEvent()
            .done();
    engine
        .getRepositoryService()
        .createDeployment()
        .addModelInstance("is-shipped.bpmn", answersTrue)
        .tenantId(tenant)
        .deploy();

    // when
    RestAnswer answer = server.post("/stage-run/" + stage + "/evaluate", "");

    // then
    assertThat(answer.body()).isEqualTo("{\"exited\":true}");
    assertThat(server.get("/stage-run/" + stage).json().get("status").asText())
        .isEqualTo("COMPLETED");
    assertThat(server.get("/orchestration-run/" + id).json().get("status").asText())
        .isEqualTo("COMPLETED");
  }

  @Test
  void shouldEvaluateAWaitingStage() {
    // given: all steps are done, the condition is not true
    String id = startRun();
    engine.getTaskService().complete(task(id).getId());
    String stage = onlyStageRun(id);
    assertThat(server.get("/stage-run?waitingForExitCondition=true&tenantIdIn=" + tenant).all("id"))
        .containsExactly(stage);

    // when
    RestAnswer answer = server.post("/stage-run/" + stage + "/evaluate", "");

    // then
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"exited\":false}");
  }

  @Test
  void shouldRefuseToEvaluateAnEndedStage() {
    // given
    String id = startRun();
    String stage = onlyStageRun(id);
    engine.getRuntimeService().deleteProcessInstance(id, "no longer needed");

    // when
    RestAnswer answer = server.post("/stage-run/" + stage + "/evaluate", "{}");

    // then
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.message()).contains(stage);
    assertThat(server.get("/orchestration-run/" + id).json().get("reason").asText())
        .isEqualTo("no longer needed");
  }

  @Test
  void shouldCountInStatistics() {
    // given
    startRun();
    engine.getRuntimeService().deleteProcessInstance(startRun(), "no longer needed");
    String byId = "/orchestration-definition/" + definition.getId() + "/statistics";
    String byKey = "/orchestration-definition/key/orders/tenant-id/" + tenant + "/statistics";

    // when
    JsonNode statistics = server.get(byId).json();

    // then
    assertThat(RestAnswer.fieldNames(statistics))
        .containsExactly(
            "processDefinitionId",
            "processDefinitionKey",
            "tenantId",
            "runs",
            "completionRate",
            "averageDurationInMillis",
            "stages");
    assertThat(statistics.get("processDefinitionId").asText()).isEqualTo(definition.getId());
    assertThat(statistics.get("processDefinitionKey").asText()).isEqualTo("orders");
    assertThat(statistics.get("runs"))
        .isEqualTo(
            RestServer.json(
                """
                {"IN_PROGRESS": 1, "SUSPENDED": 0, "COMPLETED": 0, "CANCELED": 1, "ERROR": 0}
                """));
    assertThat(statistics.get("completionRate").asDouble()).isZero();
    assertThat(statistics.get("averageDurationInMillis").isNull()).isTrue();
    assertThat(texts(statistics.get("stages"), "stageId"))
        .containsExactly("check", "ship", "bill", "repair");
    JsonNode check = statistics.get("stages").get(0);
    assertThat(check.get("runs"))
        .isEqualTo(
            RestServer.json(
                """
                {"IN_PROGRESS": 1, "SUSPENDED": 0, "COMPLETED": 0, "CANCELED": 1,
                 "DISCONTINUED": 0, "ERROR": 0}
                """));
    assertThat(check.get("longestDurationInMillis").isNumber()).isTrue();
    assertThat(check.get("overdue").asInt()).isZero();
    assertThat(statistics.get("tenantId").asText()).isEqualTo(tenant);
    JsonNode ofKey = server.get(byKey).json();
    assertThat(ofKey.get("processDefinitionId").isNull()).isTrue();
    assertThat(ofKey.get("runs")).isEqualTo(statistics.get("runs"));
    assertThat(ofKey.get("stages")).isEqualTo(statistics.get("stages"));
  }

  @Test
  void shouldCountAllVersionsByKey() {
    // given
    RestEngine.deploy(engine, "orders.bpmn", null);
    start(null);
    RestEngine.deploy(engine, "orders.bpmn", null);
    start(null);

    // then
    assertThat(inProgress(server.get("/orchestration-definition/key/orders/statistics")))
        .isEqualTo(2);
  }

  @Test
  void shouldCountOnlyRunsStartedInTheGivenTime() {
    // given
    startRun();
    String path = "/orchestration-definition/" + definition.getId() + "/statistics";
    String past = "=2013-01-23T14:42:45.000%2B0200";

    // then
    assertThat(inProgress(server.get(path + "?startedAfter" + past))).isEqualTo(1);
    assertThat(inProgress(server.get(path + "?startedBefore" + past))).isZero();
  }

  @Test
  void shouldRestartAnEndedRun() {
    // given
    String id = startRun();
    engine.getRuntimeService().deleteProcessInstance(id, "no longer needed");

    // when
    RestAnswer answer =
        server.post("/orchestration-run/" + id + "/restart", "{\"fromStageId\": \"ship\"}");

    // then
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    String restarted = answer.json().get("id").asText();
    assertThat(answer.json()).isEqualTo(server.get("/orchestration-run/" + restarted).json());
    assertThat(restarted).isNotEqualTo(id);
    assertThat(answer.json().get("status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(answer.json().get("currentStageId").asText()).isEqualTo("ship");
    assertThat(engine.getRuntimeService().getVariable(restarted, "amount")).isEqualTo(5000);
  }

  @Test
  void shouldMoveARun() {
    // given
    String id = startRun();

    // when
    RestAnswer answer =
        server.post("/orchestration-run/" + id + "/move", "{\"toStageId\": \"ship\"}");

    // then
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(server.get("/stage-run?stageId=check&processInstanceId=" + id).all("status"))
        .containsExactly("CANCELED");
    assertThat(server.get("/stage-run?stageId=ship&processInstanceId=" + id).all("status"))
        .containsExactly("IN_PROGRESS");
  }

  @Test
  void shouldRefuseAStageThatTheRunDoesNotHave() {
    // given
    String id = startRun();

    // then
    RestAnswer answer =
        server.post("/orchestration-run/" + id + "/move", "{\"toStageId\": \"shop\"}");
    assertRefused(answer);
    assertThat(answer.message()).contains("shop").contains("ship");
  }

  @Test
  void shouldRefuseToRestartARunThatHasNotEnded() {
    assertRefused(
        server.post(
            "/orchestration-run/" + startRun() + "/restart", "{\"fromStageId\": \"check\"}"));
  }

  @Test
  void shouldRefuseToMoveARunThatHasEnded() {
    // given
    String id = startRun();
    engine.getRuntimeService().deleteProcessInstance(id, "no longer needed");

    // then
    assertRefused(server.post("/orchestration-run/" + id + "/move", "{\"toStageId\": \"ship\"}"));
  }

  private static void assertRefused(RestAnswer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.message()).isNotBlank();
  }

  private static int inProgress(RestAnswer statistics) {
    return statistics.json().get("runs").get("IN_PROGRESS").asInt();
  }

  private String startRun() {
    return start(definition.getId());
  }

  private static String start(String definitionId) {
    Map<String, Object> variables = Map.of("approved", false, "amount", 5000);
    RuntimeService service = engine.getRuntimeService();
    ProcessInstance run =
        definitionId == null
            ? service
                .createProcessInstanceByKey("orders")
                .processDefinitionWithoutTenantId()
                .setVariables(variables)
                .execute()
            : service.startProcessInstanceById(definitionId, "order-1", variables);
    return run.getId();
  }

  private Task task(String runId) {
    return engine.getTaskService().createTaskQuery().processInstanceId(runId).singleResult();
  }

  private String onlyStageRun(String runId) {
    List<String> ids = server.get("/stage-run?processInstanceId=" + runId).all("id");
    assertThat(ids).hasSize(1);
    return ids.get(0);
  }

  private static List<String> texts(JsonNode array, String field) {
    return new RestAnswer(200, null, array.toString()).all(field);
  }
}
