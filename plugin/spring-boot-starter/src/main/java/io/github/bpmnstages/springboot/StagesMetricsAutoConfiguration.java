package io.github.bpmnstages.springboot;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Counts and times runs, stages and steps, if there is a meter registry. */
@AutoConfiguration(
    after = StagesAutoConfiguration.class,
    afterName =
        "org.springframework.boot.actuate.autoconfigure.metrics"
            + ".CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({StagesAutoConfiguration.class, MeterRegistry.class})
@ConditionalOnProperty(prefix = "bpmn-stages.metrics", name = "enabled", matchIfMissing = true)
public class StagesMetricsAutoConfiguration {

  @Bean
  StageMeters stageMeters(MeterRegistry registry) {
    return new StageMeters(registry);
  }
}
