package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine's authentication, permissions and limits count for our resources, too. */
class AuthenticationTest {

  private static ProcessEngine engine;
  private static RestServer server;
  private static String run;

  @BeforeAll
  static void start() {
    ProcessEngineConfigurationImpl configuration = RestEngine.configuration("default");
    configuration.setAuthorizationEnabled(true);
    configuration.setQueryMaxResultsLimit(2);
    engine = configuration.buildProcessEngine();
    new RowFixture(engine).insertAll();
    RestEngine.addUser(engine, "operator");
    RestEngine.addUser(engine, "clerk");
    RestEngine.addUser(engine, "guest");
    allow("clerk", "c-processDefinitionKey", Permissions.READ_HISTORY);
    allow("clerk", "orders", Permissions.READ_HISTORY);
    allow(
        "operator",
        "orders",
        Permissions.READ,
        Permissions.READ_HISTORY,
        Permissions.UPDATE_INSTANCE,
        Permissions.CREATE_INSTANCE);
    allowCreation("operator");
    RestEngine.deploy(engine, "orders.bpmn", null);
    run =
        engine
            .getRuntimeService()
            .startProcessInstanceByKey("orders", Map.of("approved", false, "amount", 5000))
            .getId();
    server = RestServer.startWithAuthentication();
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @Test
  void shouldRefuseWithoutCredentials() {
    assertThat(server.send(server.request("/stage-run").GET()).status()).isEqualTo(401);
    assertThat(server.send(server.request("/engine/default/stage-run").GET()).status())
        .isEqualTo(401);
  }

  @Test
  void shouldHideWhatOneMayNotSee() {
    assertThat(as("guest", "/stage-run?maxResults=2").json()).isEmpty();
    assertThat(as("guest", "/stage-run/count").body()).isEqualTo("{\"count\":0}");
    assertThat(as("guest", "/stage-run/c-stageRunId").status()).isEqualTo(404);
    assertThat(as("guest", "/orchestration-run/c-processInstanceId/overview").status())
        .isEqualTo(404);
  }

  @Test
  void shouldShowWhatOneMaySee() {
    assertThat(as("clerk", "/stage-run/count?stageIdIn=a-stageId,b-stageId,c-stageId").body())
        .isEqualTo("{\"count\":1}");
    assertThat(as("clerk", "/stage-run/c-stageRunId").status()).isEqualTo(200);
  }

  @Test
  void shouldShowTheDefinitionsWhoseHistoryOneMaySee() {
    String definition = "/orchestration-definition/key/orders";
    assertThat(as("clerk", definition).status()).isEqualTo(200);
    assertThat(as("clerk", definition + "/statistics").status()).isEqualTo(200);
    assertThat(as("clerk", "/orchestration-definition?maxResults=1").all("key"))
        .containsExactly("orders");
    assertThat(as("guest", definition).status()).isEqualTo(404);
    assertThat(as("guest", definition + "/statistics").status()).isEqualTo(404);
    assertThat(as("guest", "/orchestration-definition/count").body()).isEqualTo("{\"count\":0}");
  }

  @Test
  void shouldKeepToTheMaximumOfResults() {
    assertThat(as("clerk", "/stage-run?maxResults=2").status()).isEqualTo(200);
    assertRefused(as("clerk", "/stage-run?maxResults=3"), "limit of 2 exceeded");
    assertRefused(as("clerk", "/stage-milestone"), "unbound number");
    assertRefused(as("clerk", "/orchestration-definition"), "unbound number");
  }

  @Test
  void shouldNotActOnWhatOneMayNotSee() {
    assertThat(postAs("guest", "/stage-run/" + stageRun() + "/evaluate", "").status())
        .isEqualTo(404);
    assertThat(move("guest").status()).isEqualTo(404);
  }

  @Test
  void shouldNotActOnWhatOneMayOnlySee() {
    assertThat(postAs("clerk", "/stage-run/" + stageRun() + "/evaluate", "").status())
        .isEqualTo(403);
    assertThat(move("clerk").status()).isEqualTo(403);
    assertThat(move("clerk").json().get("type").asText()).isEqualTo("AuthorizationException");
  }

  @Test
  void shouldActOnWhatOneMayChange() {
    assertThat(postAs("operator", "/stage-run/" + stageRun() + "/evaluate", "").body())
        .isEqualTo("{\"exited\":false}");
    assertThat(move("operator").status()).isEqualTo(204);
  }

  @Test
  void shouldHideTheRunsOfOtherTenants() {
    // given: the operator belongs to no tenant
    RestEngine.deploy(engine, "orders.bpmn", "acme");
    String ofTenant =
        engine
            .getRuntimeService()
            .createProcessInstanceByKey("orders")
            .processDefinitionTenantId("acme")
            .setVariables(Map.of("approved", false, "amount", 5000))
            .execute()
            .getId();
    String stageRun =
        StagesPlugin.stageService(engine)
            .createStageRunQuery()
            .processInstanceId(ofTenant)
            .singleResult()
            .getId();
    String path = "/orchestration-run/" + ofTenant;

    // then
    assertThat(as("operator", path).status()).isEqualTo(404);
    assertThat(as("operator", path + "/overview").status()).isEqualTo(404);
    assertThat(as("operator", "/stage-run/" + stageRun).status()).isEqualTo(404);
    assertThat(postAs("operator", "/stage-run/" + stageRun + "/evaluate", "").status())
        .isEqualTo(404);
    assertThat(postAs("operator", path + "/move", "{\"toStageId\": \"ship\"}").status())
        .isEqualTo(404);
    assertThat(postAs("operator", path + "/restart", "{\"fromStageId\": \"ship\"}").status())
        .isEqualTo(404);
    String definition = "/orchestration-definition/key/orders/tenant-id/acme";
    assertThat(as("operator", definition).status()).isEqualTo(404);
    assertThat(as("operator", definition + "/statistics").status()).isEqualTo(404);
  }

  private static RestAnswer move(String user) {
    return postAs(user, "/orchestration-run/" + run + "/move", "{\"toStageId\": \"check\"}");
  }

  private static String stageRun() {
    return as("clerk", "/stage-run?unfinished=true&maxResults=1&processInstanceId=" + run)
        .all("id")
        .get(0);
  }

  private static void assertRefused(RestAnswer answer, String message) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("type").asText()).isEqualTo("BadUserRequestException");
    assertThat(answer.message()).contains(message);
  }

  private static RestAnswer as(String user, String path) {
    return server.getAs(user, path);
  }

  private static RestAnswer postAs(String user, String path, String json) {
    return server.postAs(user, path, json);
  }

  private static void allow(String user, String definitionKey, Permission... permissions) {
    save(user, Resources.PROCESS_DEFINITION, definitionKey, permissions);
  }

  private static void allowCreation(String user) {
    save(user, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
  }

  private static void save(String user, Resource resource, String id, Permission... permissions) {
    AuthorizationService service = engine.getAuthorizationService();
    Authorization grant = service.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    grant.setUserId(user);
    grant.setResource(resource);
    grant.setResourceId(id);
    for (Permission permission : permissions) {
      grant.addPermission(permission);
    }
    service.saveAuthorization(grant);
  }
}
