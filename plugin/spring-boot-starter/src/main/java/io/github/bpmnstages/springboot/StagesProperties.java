package io.github.bpmnstages.springboot;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the plugin under Spring Boot.
 *
 * @param enabled whether the plugin is registered; without it, stages are plain sub-processes
 * @param automatedProcessUser id that runs and stage runs carry as their owner
 * @param milestoneLevel how much of a run's history is written as milestones
 * @param schemaUpdate what happens to the plugin's tables when the engine starts, with the values
 *     of camunda.bpm.database.schema-update; by default as the engine's own tables
 */
@ConfigurationProperties("bpmn-stages")
public record StagesProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("automated-process") String automatedProcessUser,
    @DefaultValue("step") MilestoneLevel milestoneLevel,
    String schemaUpdate) {

  /** How much of a run's history is written as milestones. */
  public enum MilestoneLevel {
    /** Runs, stages and steps. */
    STEP,
    /** Runs and stages. */
    STAGE;

    String value() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
