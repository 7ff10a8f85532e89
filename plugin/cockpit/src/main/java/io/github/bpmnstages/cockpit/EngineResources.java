package io.github.bpmnstages.cockpit;

import io.github.bpmnstages.rest.MilestoneResource;
import io.github.bpmnstages.rest.OrchestrationDefinitionResource;
import io.github.bpmnstages.rest.OrchestrationRunResource;
import io.github.bpmnstages.rest.StageRunResource;
import io.github.bpmnstages.rest.StepRunResource;
import jakarta.ws.rs.Path;

/**
 * The REST resources once more, where a plugin of Cockpit may have some. The web applications'
 * filters are in front of these paths: the engine sees the user who has logged in, and a request
 * that changes something needs the session's token. The web applications' own copy of the engine's
 * REST API cannot be added to.
 */
final class EngineResources {

  private static final String ENGINE = ViewFilesResource.PATH + "/{engineName}";

  private EngineResources() {}

  /** Orchestration runs. */
  @Path(ENGINE + "/orchestration-run")
  public static final class Runs extends OrchestrationRunResource {}

  /** Stage runs. */
  @Path(ENGINE + "/stage-run")
  public static final class StageRuns extends StageRunResource {}

  /** Step runs. */
  @Path(ENGINE + "/step-run")
  public static final class StepRuns extends StepRunResource {}

  /** Milestones. */
  @Path(ENGINE + "/stage-milestone")
  public static final class Milestones extends MilestoneResource {}

  /** Definitions that have stages, and their statistics. */
  @Path(ENGINE + "/orchestration-definition")
  public static final class Definitions extends OrchestrationDefinitionResource {}
}
