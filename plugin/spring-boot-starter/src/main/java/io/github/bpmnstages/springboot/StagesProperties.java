package io.github.bpmnstages.springboot;

import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the plugin under Spring Boot.
 *
 * @param enabled Whether the plugin is registered. Without it, stages are plain sub-processes.
 * @param automatedProcessUser Id that runs and stage runs carry as their owner.
 * @param milestoneLevel How much of the history of a run is written as milestones.
 * @param schemaUpdate What happens to the plugin's tables when the engine starts, with the values
 *     of camunda.bpm.database.schema-update. By default the same as for the engine's own tables.
 * @param listenerFailure What an exception of a listener to status changes does.
 * @param lockTimeout How long a command waits for a run that another one is about to write, before
 *     it leaves the look at the exit condition to a job.
 * @param metrics Meters under bpmn.stages.
 */
@ConfigurationProperties("bpmn-stages")
public record StagesProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("automated-process") String automatedProcessUser,
    @DefaultValue("step") MilestoneLevel milestoneLevel,
    String schemaUpdate,
    @DefaultValue("rollback") ListenerFailure listenerFailure,
    @DefaultValue("5s") Duration lockTimeout,
    @DefaultValue Metrics metrics) {

  /**
   * Meters of the plugin.
   *
   * @param enabled Whether runs, stages and steps are counted and timed, with Micrometer on the
   *     class path and a meter registry.
   */
  public record Metrics(@DefaultValue("true") boolean enabled) {}

  /** What an exception of a listener to status changes does. */
  public enum ListenerFailure {
    /** The change is rolled back. */
    ROLLBACK,
    /** The exception is logged. */
    LOG;

    String value() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How much of a run's history is written as milestones. */
  public enum MilestoneLevel {
    /** Runs, stages and steps. */
    STEP,
    /** Runs and stages. */
    STAGE;

    String value() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
