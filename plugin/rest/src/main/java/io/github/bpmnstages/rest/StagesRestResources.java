package io.github.bpmnstages.rest;

import java.util.Set;

/**
 * The JAX-RS resource classes of BPMN Stages, to be registered beside the engine's own ({@code
 * CamundaRestResources}) in the engine's REST application. They need its configuration classes: the
 * JSON provider, the object mapper and the exception mappers.
 */
public final class StagesRestResources {

  private static final Set<Class<?>> RESOURCE_CLASSES =
      Set.of(
          OrchestrationRunResource.class,
          OrchestrationRunResource.OfNamedEngine.class,
          StageRunResource.class,
          StageRunResource.OfNamedEngine.class,
          StepRunResource.class,
          StepRunResource.OfNamedEngine.class,
          MilestoneResource.class,
          MilestoneResource.OfNamedEngine.class,
          OrchestrationDefinitionResource.class,
          OrchestrationDefinitionResource.OfNamedEngine.class);

  private StagesRestResources() {}

  /** Resources for the default engine and those under {@code /engine/{name}}; unmodifiable. */
  public static Set<Class<?>> getResourceClasses() {
    return RESOURCE_CLASSES;
  }
}
