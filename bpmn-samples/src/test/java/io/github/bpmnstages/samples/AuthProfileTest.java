package io.github.bpmnstages.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bpmnstages.samples.demo.Demo;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.ActiveProfiles;

/** Who one is decides what one sees: the application with profile {@code auth}. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:auth-profile;DB_CLOSE_DELAY=-1")
@ActiveProfiles({"auth", "demo"})
class AuthProfileTest {

  private static final String RUNS = "/engine-rest/orchestration-run";

  @Autowired RuntimeService runtime;
  @Autowired TestRestTemplate rest;
  @Autowired Demo demo;

  private String order;
  private String onboarding;

  @BeforeEach
  void startRuns() {
    order =
        start(
            "order-fulfilment",
            Map.of("customer", "Alan", "article", "Teapot", "substitute", "Mug"));
    onboarding = start("employee-onboarding", Map.of("employee", "Ada"));
  }

  @AfterEach
  void leaveNothingRunning() {
    runtime.deleteProcessInstance(order, "test is over");
    runtime.deleteProcessInstance(onboarding, "test is over");
  }

  private String start(String key, Map<String, Object> variables) {
    return runtime.startProcessInstanceByKey(key, variables).getId();
  }

  @Test
  void shouldAskWhoOneIs() {
    assertThat(rest.getForEntity(RUNS, String.class).getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(
            rest.withBasicAuth("nobody", "wrong")
                .getForEntity("/engine-rest/engine/default/stage-run", String.class)
                .getStatusCode())
        .isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @Test
  void shouldPlayTheDemoWithPermissionsSwitchedOn() {
    // when
    demo.play();

    // then
    assertThat(demo.getExitCode()).isZero();
  }

  @Test
  void shouldShowTheAdministratorEverything() {
    assertThat(runs("demo")).extracting(run -> run.get("id").asText()).contains(order, onboarding);
  }

  @Test
  void shouldShowTheClerkOrdersOnly() {
    assertThat(runs("clerk"))
        .extracting(run -> run.get("processDefinitionKey").asText())
        .containsOnly("order-fulfilment");
    assertThat(status("clerk", RUNS + "/" + onboarding + "/overview"))
        .isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(status("clerk", RUNS + "/" + order + "/overview")).isEqualTo(HttpStatus.OK);
  }

  private JsonNode runs(String user) {
    return rest.withBasicAuth(user, user).getForObject(RUNS + "?unfinished=true", JsonNode.class);
  }

  private Object status(String user, String path) {
    return rest.withBasicAuth(user, user).getForEntity(path, String.class).getStatusCode();
  }
}
