package io.github.bpmnstages.springboot;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Registers the plugin with the engine of the Camunda starter, and its API as a bean. */
@AutoConfiguration(after = CamundaBpmAutoConfiguration.class)
@ConditionalOnClass({ProcessEngine.class, CamundaBpmAutoConfiguration.class})
@ConditionalOnProperty(prefix = "bpmn-stages", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(StagesProperties.class)
public class StagesAutoConfiguration {

  /** Last of the engine's plugins, so that it finds what the others have configured. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  @ConditionalOnMissingBean
  StagesPlugin stagesPlugin(StagesProperties properties) {
    StagesPlugin plugin = new StagesPlugin();
    plugin.setAutomatedProcessUser(properties.automatedProcessUser());
    plugin.setMilestoneLevel(properties.milestoneLevel().value());
    plugin.setSchemaUpdate(properties.schemaUpdate());
    plugin.setListenerFailure(properties.listenerFailure().value());
    plugin.setLockTimeoutInMillis(properties.lockTimeout().toMillis());
    return plugin;
  }

  /** For an application's own plugin as well. */
  @Bean
  static BeanPostProcessor stagesEventPublication(ApplicationContext events) {
    return new EventPublication(events);
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnSingleCandidate(ProcessEngine.class)
  StageService stageService(ProcessEngine processEngine) {
    return StagesPlugin.stageService(processEngine);
  }
}
