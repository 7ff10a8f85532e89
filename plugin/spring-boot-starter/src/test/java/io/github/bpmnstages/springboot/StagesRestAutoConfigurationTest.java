package io.github.bpmnstages.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Contract section 9: under the engine's REST application, for every engine. */
class StagesRestAutoConfigurationTest {

  private final TestRestTemplate http = new TestRestTemplate();

  @Test
  void shouldAnswerUnderTheEnginesRestApplication() {
    try (ServletWebServerApplicationContext application = start(Application.class)) {
      // given
      String instance = startOneStage(application);

      // when
      ResponseEntity<String> runs = get(application, "/engine-rest/orchestration-run");
      ResponseEntity<String> ofNamedEngine =
          get(application, "/engine-rest/engine/default/orchestration-run/" + instance);
      ResponseEntity<String> enginesOwn = get(application, "/engine-rest/engine");

      // then
      assertThat(runs.getStatusCode()).isEqualTo(HttpStatus.OK);
      assertThat(runs.getBody()).contains(instance, "IN_PROGRESS");
      assertThat(ofNamedEngine.getStatusCode()).isEqualTo(HttpStatus.OK);
      assertThat(ofNamedEngine.getBody()).contains(instance);
      assertThat(enginesOwn.getBody()).contains("default");
    }
  }

  @Test
  void shouldLeaveAnApplicationsOwnResourceConfigInItsPlace() {
    try (ServletWebServerApplicationContext application = start(OwnResourceConfig.class)) {
      // when
      ResponseEntity<String> runs = get(application, "/engine-rest/orchestration-run");

      // then
      assertThat(application.getBeansOfType(CamundaJerseyResourceConfig.class))
          .containsOnlyKeys("ownResourceConfig");
      assertThat(runs.getBody()).isEqualTo("[]");
    }
  }

  @Test
  void shouldHaveNoResourcesWhenDisabled() {
    try (ServletWebServerApplicationContext application =
        start(Application.class, "bpmn-stages.enabled=false")) {
      // when
      ResponseEntity<String> runs = get(application, "/engine-rest/orchestration-run");

      // then
      assertThat(runs.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }
  }

  private static ServletWebServerApplicationContext start(Class<?> source, String... properties) {
    return (ServletWebServerApplicationContext)
        new SpringApplicationBuilder(source)
            .properties(
                "server.port=0",
                "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                "camunda.bpm.job-execution.enabled=false")
            .properties(properties)
            .run();
  }

  private ResponseEntity<String> get(ServletWebServerApplicationContext application, String path) {
    int port = application.getWebServer().getPort();
    return http.getForEntity("http://localhost:" + port + path, String.class);
  }

  private static String startOneStage(ServletWebServerApplicationContext application) {
    application
        .getBean(RepositoryService.class)
        .createDeployment()
        .addClasspathResource("one-stage.bpmn")
        .deploy();
    return application.getBean(RuntimeService.class).startProcessInstanceByKey("oneStage").getId();
  }

  @Configuration
  @EnableAutoConfiguration
  static class Application {}

  @Configuration
  @EnableAutoConfiguration
  static class OwnResourceConfig {

    @Bean
    CamundaJerseyResourceConfig ownResourceConfig() {
      return new CamundaJerseyResourceConfig();
    }
  }
}
