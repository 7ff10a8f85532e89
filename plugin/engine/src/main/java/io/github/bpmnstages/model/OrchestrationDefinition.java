package io.github.bpmnstages.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A process with at least one stage: its stages in flow order, its steps, looked up in O(1). */
public final class OrchestrationDefinition {

  private final Map<String, StageDefinition> stages = new LinkedHashMap<>();
  private final Map<String, StepDefinition> steps = new LinkedHashMap<>();

  /**
   * @param stagesInFlowOrder at least one stage
   */
  public OrchestrationDefinition(List<StageDefinition> stagesInFlowOrder) {
    for (StageDefinition stage : stagesInFlowOrder) {
      stages.put(stage.id(), stage);
      stage.steps().forEach(step -> steps.put(step.id(), step));
    }
  }

  /** Stages by id, in flow order; cannot be changed. */
  public Map<String, StageDefinition> stages() {
    return Collections.unmodifiableMap(stages);
  }

  /** Steps of all stages by id, in flow order; cannot be changed. */
  public Map<String, StepDefinition> steps() {
    return Collections.unmodifiableMap(steps);
  }

  /** Stage of that id, or null. */
  public StageDefinition stage(String stageId) {
    return stages.get(stageId);
  }

  /** Step of that id, or null. */
  public StepDefinition step(String stepId) {
    return steps.get(stepId);
  }
}
