package io.github.bpmnstages.springboot;

import io.github.bpmnstages.rest.StagesRestResources;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.jersey.JerseyAutoConfiguration;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Adds the plugin's resources to the engine's REST application, if both are on the class path. A
 * customizer leaves an application's own {@link CamundaJerseyResourceConfig} in its place.
 */
@AutoConfiguration(
    after = {StagesAutoConfiguration.class, CamundaBpmRestJerseyAutoConfiguration.class},
    before = JerseyAutoConfiguration.class)
@ConditionalOnClass({
  StagesRestResources.class,
  CamundaJerseyResourceConfig.class,
  ResourceConfigCustomizer.class
})
@ConditionalOnBean({StagesAutoConfiguration.class, CamundaJerseyResourceConfig.class})
public class StagesRestAutoConfiguration {

  @Bean
  ResourceConfigCustomizer stagesRestResources() {
    return application -> application.registerClasses(StagesRestResources.getResourceClasses());
  }
}
