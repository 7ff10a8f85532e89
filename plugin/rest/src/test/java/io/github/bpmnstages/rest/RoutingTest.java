package io.github.bpmnstages.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our resources beside the engine's own; the engine here has no plugin, so ours say just that. */
class RoutingTest {

  private static ProcessEngine engine;
  private static RestServer server;

  @BeforeAll
  static void start() {
    engine =
        new StandaloneInMemProcessEngineConfiguration()
            .setJdbcUrl("jdbc:h2:mem:routing")
            .buildProcessEngine();
    server = RestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/engine",
        "/engine/",
        "/process-definition",
        "/engine/default/process-definition",
        "/engine/default/history/activity-instance/count"
      })
  void shouldLeaveTheResourcesOfTheEngineAlone(String path) {
    assertThat(server.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orchestration-run",
        "/orchestration-run/",
        "/orchestration-run/count/",
        "/orchestration-run/anyId/overview/",
        "/orchestration-definition/key/anyKey/tenant-id/anyTenant/statistics",
        "/stage-run",
        "/step-run",
        "/stage-milestone",
        "/engine/default/orchestration-run",
        "/engine/default/orchestration-definition/anyId/statistics",
        "/engine/default/stage-run/anyId",
        "/engine/default/step-run/count",
        "/engine/default/stage-milestone/"
      })
  void shouldSayThatAnEngineRunsWithoutThePlugin(String path) {
    // when
    RestAnswer answer = server.get(path);

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("'default' runs without BPMN Stages");
  }

  @Test
  void shouldAnswerForAnUnknownEngineAsTheEngineDoes() {
    assertThat(server.get("/engine/unknown/orchestration-run"))
        .isEqualTo(server.get("/engine/unknown/process-instance"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orchestration-runs",
        "/orchestration-run/anyId/unknown",
        "/stage-milestone/anyId",
        "/engine/orchestration-run",
        "/engine/default/orchestration-runs"
      })
  void shouldNotFindOtherPaths(String path) {
    assertThat(server.get(path).status()).isEqualTo(404);
  }

  @Test
  void shouldRefuseOtherMethods() {
    assertThat(server.send(server.request("/orchestration-run").DELETE()).status()).isEqualTo(405);
    assertThat(server.get("/stage-run/anyId/evaluate").status()).isEqualTo(405);
    assertThat(server.get("/engine/default/orchestration-run/anyId/move").status()).isEqualTo(405);
  }

  @Test
  void shouldSpeakJsonOnly() {
    assertThat(
            server.send(server.request("/stage-run").header("Accept", "text/html").GET()).status())
        .isEqualTo(406);
    assertThat(
            server
                .send(
                    server
                        .request("/stage-run")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}")))
                .status())
        .isEqualTo(415);
    assertThat(server.get("/stage-run").contentType()).isEqualTo("application/json");
  }

  @Test
  void shouldBuildErrorsAsTheEngineDoes() {
    // when
    RestAnswer ours = server.get("/stage-run");
    RestAnswer engines = server.get("/history/activity-instance?sortBy=unknown&sortOrder=asc");

    // then
    assertThat(RestAnswer.fieldNames(ours.json()))
        .isEqualTo(RestAnswer.fieldNames(engines.json()))
        .startsWith("type", "message");
    assertThat(ours.json().get("type").asText()).isEqualTo("InvalidRequestException");
  }
}
