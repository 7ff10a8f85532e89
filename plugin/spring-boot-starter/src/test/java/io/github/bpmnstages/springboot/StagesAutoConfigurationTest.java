package io.github.bpmnstages.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The starter's properties: the dependency is all it takes. */
class StagesAutoConfigurationTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  DataSourceAutoConfiguration.class,
                  DataSourceTransactionManagerAutoConfiguration.class,
                  JdbcTemplateAutoConfiguration.class,
                  CamundaBpmAutoConfiguration.class,
                  StagesAutoConfiguration.class,
                  StagesRestAutoConfiguration.class))
          .withPropertyValues(
              "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
              "camunda.bpm.job-execution.enabled=false");

  @Test
  void shouldRecordRunsWithoutAnySetting() {
    application.run(
        context -> {
          // given
          assertThat(context).hasSingleBean(StagesPlugin.class).hasSingleBean(StageService.class);

          // when
          ProcessInstance instance = startOneStage(context);

          // then
          assertThat(runs(context, instance)).isEqualTo(1);
        });
  }

  @Test
  void shouldLeaveTheEngineAloneWhenDisabled() {
    application
        .withPropertyValues("bpmn-stages.enabled=false")
        .run(
            context -> {
              // given
              assertThat(context).hasSingleBean(ProcessEngine.class);

              // when
              startOneStage(context);

              // then
              assertThat(context)
                  .doesNotHaveBean(StagesPlugin.class)
                  .doesNotHaveBean(StageService.class);
              assertThat(pluginTables(context)).isZero();
            });
  }

  @Test
  void shouldStayAwayWhenTheEngineIsDisabled() {
    application
        .withPropertyValues("camunda.bpm.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(StageService.class));
  }

  @Test
  void shouldStartWithoutTheRestModule() {
    application
        .withClassLoader(new FilteredClassLoader("io.github.bpmnstages.rest"))
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(StageService.class)
                    .doesNotHaveBean(StagesRestAutoConfiguration.class));
  }

  @Test
  void shouldTakeTheAutomatedProcessUserFromTheProperty() {
    application
        .withPropertyValues("bpmn-stages.automated-process-user=robot")
        .run(
            context -> {
              // when
              ProcessInstance instance = startOneStage(context);

              // then
              assertThat(service(context).getOverview(instance.getId()).run().getOwnerId())
                  .isEqualTo("robot");
            });
  }

  @Test
  void shouldWriteNoMilestonesOfStepsAtLevelStage() {
    application
        .withPropertyValues("bpmn-stages.milestone-level=stage")
        .run(
            context -> {
              // when
              ProcessInstance instance = startOneStage(context);

              // then
              assertThat(service(context).getOverview(instance.getId()).milestones())
                  .extracting(Milestone::getKind)
                  .containsExactly(MilestoneKind.START_RUN, MilestoneKind.START_STAGE);
            });
  }

  @Test
  void shouldRefuseAnUnknownMilestoneLevel() {
    application
        .withPropertyValues("bpmn-stages.milestone-level=everything")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("bpmn-stages.milestone-level"));
  }

  @Test
  void shouldNotCreateTablesWhenSchemaUpdateIsFalse() {
    application
        .withPropertyValues("bpmn-stages.schema-update=false")
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining("STG_HI_RUN"));
  }

  @Test
  void shouldPreferAnApplicationsOwnPlugin() {
    application
        .withUserConfiguration(OwnPlugin.class)
        .run(
            context -> {
              // when
              ProcessInstance instance = startOneStage(context);

              // then
              assertThat(context).hasSingleBean(StagesPlugin.class);
              assertThat(service(context).getOverview(instance.getId()).run().getOwnerId())
                  .isEqualTo("own");
            });
  }

  @Test
  void shouldDescribeItsPropertiesForTheIde() throws IOException {
    // when
    String metadata =
        new ClassPathResource("META-INF/spring-configuration-metadata.json")
            .getContentAsString(StandardCharsets.UTF_8);

    // then
    assertThat(metadata)
        .contains(
            "bpmn-stages.enabled",
            "bpmn-stages.automated-process-user",
            "bpmn-stages.milestone-level",
            "bpmn-stages.schema-update",
            "bpmn-stages.listener-failure",
            "bpmn-stages.lock-timeout",
            "bpmn-stages.metrics.enabled",
            "Whether the plugin is registered.",
            "drop-create");
  }

  private static ProcessInstance startOneStage(ApplicationContext context) {
    context
        .getBean(ProcessEngine.class)
        .getRepositoryService()
        .createDeployment()
        .addClasspathResource("one-stage.bpmn")
        .deploy();
    return context.getBean(RuntimeService.class).startProcessInstanceByKey("oneStage");
  }

  private static long runs(ApplicationContext context, ProcessInstance instance) {
    return service(context)
        .createOrchestrationRunQuery()
        .processInstanceId(instance.getId())
        .count();
  }

  private static StageService service(ApplicationContext context) {
    return context.getBean(StageService.class);
  }

  private static int pluginTables(ApplicationContext context) {
    return context
        .getBean(JdbcTemplate.class)
        .queryForObject(
            "select count(*) from information_schema.tables where table_name like 'STG_%'",
            Integer.class);
  }

  @Configuration
  static class OwnPlugin {

    @Bean
    StagesPlugin ownPlugin() {
      StagesPlugin plugin = new StagesPlugin();
      plugin.setAutomatedProcessUser("own");
      return plugin;
    }
  }
}
