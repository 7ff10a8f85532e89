package io.github.bpmnstages.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.event.RunStatusChanged;
import io.github.bpmnstages.event.StageStatusChanged;
import io.github.bpmnstages.event.StatusChanged;
import io.github.bpmnstages.run.StageStatus;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Status changes as application events and as meters. */
class StatusEventsTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  DataSourceAutoConfiguration.class,
                  DataSourceTransactionManagerAutoConfiguration.class,
                  TransactionAutoConfiguration.class,
                  JdbcTemplateAutoConfiguration.class,
                  CamundaBpmAutoConfiguration.class,
                  StagesAutoConfiguration.class,
                  StagesMetricsAutoConfiguration.class))
          .withUserConfiguration(Listening.class)
          .withPropertyValues(
              "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
              "camunda.bpm.job-execution.enabled=false");

  @Test
  void shouldPublishStatusChangesAsApplicationEvents() {
    application.run(
        context -> {
          // given
          Listener listener = context.getBean(Listener.class);

          // when
          String run = startOneStage(context);

          // then
          assertThat(listener.changes).isNotEmpty();
          assertThat(listener.changes.get(0)).isInstanceOf(RunStatusChanged.class);
          assertThat(listener.changes)
              .extracting(StatusChanged::processInstanceId)
              .containsOnly(run);
          assertThat(listener.committedStages)
              .singleElement()
              .satisfies(stage -> assertThat(stage.to()).isEqualTo(StageStatus.IN_PROGRESS));
        });
  }

  @Test
  void shouldKeepTransactionalListenersWaitingForTheCommitOfTheApplication() {
    application.run(
        context -> {
          // given
          Listener listener = context.getBean(Listener.class);

          // when
          transaction(context)
              .executeWithoutResult(
                  transaction -> {
                    startOneStage(context);
                    assertThat(listener.changes).isNotEmpty();
                    assertThat(listener.committedStages).isEmpty();
                  });

          // then
          assertThat(listener.committedStages).hasSize(1);
        });
  }

  @Test
  void shouldTellTransactionalListenersNothingOfWhatWasRolledBack() {
    application.run(
        context -> {
          // given
          Listener listener = context.getBean(Listener.class);

          // when
          transaction(context)
              .executeWithoutResult(
                  transaction -> {
                    startOneStage(context);
                    transaction.setRollbackOnly();
                  });

          // then
          assertThat(listener.changes).isNotEmpty();
          assertThat(listener.committedStages).isEmpty();
          assertThat(meters(context)).isEmpty();
        });
  }

  @Test
  void shouldRollBackWhatAListenerRefuses() {
    application.run(
        context -> {
          // given
          context.getBean(Listener.class).refuses = true;

          // when
          assertThatThrownBy(() -> startOneStage(context)).hasStackTraceContaining("refused");

          // then
          assertThat(instances(context)).isZero();
        });
  }

  @Test
  void shouldGoOnAfterAFailingListenerIfConfigured() {
    application
        .withPropertyValues("bpmn-stages.listener-failure=log")
        .run(
            context -> {
              // given
              context.getBean(Listener.class).refuses = true;

              // when
              startOneStage(context);

              // then
              assertThat(instances(context)).isEqualTo(1);
            });
  }

  @Test
  void shouldPublishTheChangesOfAnApplicationsOwnPlugin() {
    application
        .withUserConfiguration(OwnPlugin.class)
        .run(
            context -> {
              // when
              startOneStage(context);

              // then
              assertThat(context.getBean(Listener.class).changes).isNotEmpty();
            });
  }

  @Test
  void shouldCountAndTimeByOrchestrationStageAndStatus() {
    application.run(
        context -> {
          // given
          MeterRegistry registry = context.getBean(MeterRegistry.class);
          startOneStage(context);
          context.getBean(RuntimeService.class).startProcessInstanceByKey("oneStage");

          // when
          TaskService tasks = context.getBean(TaskService.class);
          tasks.complete(tasks.createTaskQuery().list().get(0).getId());

          // then
          assertThat(
                  registry
                      .get("bpmn.stages.run")
                      .tags("orchestration", "oneStage", "status", "IN_PROGRESS")
                      .counter()
                      .count())
              .isEqualTo(2);
          assertThat(
                  registry
                      .get("bpmn.stages.run.duration")
                      .tags("orchestration", "oneStage", "status", "COMPLETED")
                      .timer()
                      .count())
              .isEqualTo(1);
          assertThat(registry.get("bpmn.stages.stage").tag("status", "COMPLETED").counter().count())
              .isEqualTo(1);
          assertThat(registry.get("bpmn.stages.step.duration").timer().count()).isEqualTo(1);
        });
  }

  @Test
  void shouldHaveNoMoreMetersWithMoreRuns() {
    application.run(
        context -> {
          // given
          startOneStage(context);
          List<Meter.Id> meters = meters(context);

          // when
          context.getBean(RuntimeService.class).startProcessInstanceByKey("oneStage");

          // then
          assertThat(meters(context)).isNotEmpty().containsExactlyInAnyOrderElementsOf(meters);
          assertThat(meters)
              .flatExtracting(Meter.Id::getTags)
              .extracting(Tag::getKey)
              .containsOnly("orchestration", "stage", "status");
        });
  }

  @Test
  void shouldCountNothingIfSwitchedOff() {
    application
        .withPropertyValues("bpmn-stages.metrics.enabled=false")
        .run(
            context -> {
              // when
              startOneStage(context);

              // then
              assertThat(meters(context)).isEmpty();
            });
  }

  @Test
  void shouldStartWithoutMicrometer() {
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                DataSourceAutoConfiguration.class,
                DataSourceTransactionManagerAutoConfiguration.class,
                JdbcTemplateAutoConfiguration.class,
                CamundaBpmAutoConfiguration.class,
                StagesAutoConfiguration.class,
                StagesMetricsAutoConfiguration.class))
        .withPropertyValues(
            "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
            "camunda.bpm.job-execution.enabled=false")
        .withClassLoader(new FilteredClassLoader("io.micrometer.core"))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(StagesPlugin.class));
  }

  private static String startOneStage(ApplicationContext context) {
    context
        .getBean(RepositoryService.class)
        .createDeployment()
        .addClasspathResource("one-stage.bpmn")
        .deploy();
    return context.getBean(RuntimeService.class).startProcessInstanceByKey("oneStage").getId();
  }

  private static long instances(ApplicationContext context) {
    return context.getBean(RuntimeService.class).createProcessInstanceQuery().count();
  }

  private static TransactionTemplate transaction(ApplicationContext context) {
    return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
  }

  private static List<Meter.Id> meters(ApplicationContext context) {
    return context.getBean(MeterRegistry.class).getMeters().stream()
        .map(Meter::getId)
        .filter(id -> id.getName().startsWith("bpmn.stages."))
        .toList();
  }

  static class Listener {

    private final List<StatusChanged> changes = new ArrayList<>();
    private final List<StageStatusChanged> committedStages = new ArrayList<>();
    private boolean refuses;

    @EventListener
    void at(StatusChanged change) {
      if (refuses) {
        throw new IllegalStateException("refused");
      }
      changes.add(change);
    }

    // tag::after-commit[]
    @TransactionalEventListener
    void after(StageStatusChanged change) {
      committedStages.add(change);
    }
    // end::after-commit[]
  }

  @Configuration
  static class Listening {

    @Bean
    Listener listener() {
      return new Listener();
    }

    @Bean
    MeterRegistry meterRegistry() {
      return new SimpleMeterRegistry();
    }
  }

  @Configuration
  static class OwnPlugin {

    @Bean
    StagesPlugin ownPlugin() {
      return new StagesPlugin();
    }
  }
}
