package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine's authentication, permissions and limits count for our resources, too. */
class AuthenticationTest {

  private static ProcessEngine engine;
  private static RestServer server;

  @BeforeAll
  static void start() {
    ProcessEngineConfigurationImpl configuration = RestEngine.configuration("default");
    configuration.setAuthorizationEnabled(true);
    configuration.setQueryMaxResultsLimit(2);
    engine = configuration.buildProcessEngine();
    new RowFixture(engine).insertAll();
    addUser("clerk");
    addUser("guest");
    allowHistory("clerk");
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
    assertThat(as("clerk", "/stage-run/count").body()).isEqualTo("{\"count\":1}");
    assertThat(as("clerk", "/stage-run/c-stageRunId").status()).isEqualTo(200);
  }

  @Test
  void shouldKeepToTheMaximumOfResults() {
    assertThat(as("clerk", "/stage-run?maxResults=2").status()).isEqualTo(200);
    assertRefused(as("clerk", "/stage-run?maxResults=3"), "limit of 2 exceeded");
    assertRefused(as("clerk", "/stage-milestone"), "unbound number");
    assertRefused(as("clerk", "/orchestration-definition"), "unbound number");
  }

  private static void assertRefused(RestAnswer answer, String message) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("type").asText()).isEqualTo("BadUserRequestException");
    assertThat(answer.message()).contains(message);
  }

  private static RestAnswer as(String user, String path) {
    String credentials =
        Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    return server.send(server.request(path).header("Authorization", "Basic " + credentials).GET());
  }

  private static void addUser(String id) {
    User user = engine.getIdentityService().newUser(id);
    user.setPassword("secret");
    engine.getIdentityService().saveUser(user);
  }

  /** Row c has no tenant, so tenants do not hide it. */
  private static void allowHistory(String user) {
    AuthorizationService service = engine.getAuthorizationService();
    Authorization grant = service.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    grant.setUserId(user);
    grant.setResource(Resources.PROCESS_DEFINITION);
    grant.setResourceId("c-processDefinitionKey");
    grant.addPermission(Permissions.READ_HISTORY);
    service.saveAuthorization(grant);
  }
}
