package io.github.bpmnstages.cockpit;

import java.util.Set;
import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/** What Cockpit finds on the class path: the views of BPMN Stages and the data they ask for. */
public final class StagesCockpitPlugin extends AbstractCockpitPlugin {

  static final String ID = "bpmn-stages";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public Set<Class<?>> getResourceClasses() {
    return Set.of(
        ViewFilesResource.class,
        EngineResources.Runs.class,
        EngineResources.StageRuns.class,
        EngineResources.StepRuns.class,
        EngineResources.Milestones.class,
        EngineResources.Definitions.class);
  }
}
