package io.github.bpmnstages.query;

import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.OrchestrationRun;
import java.util.List;

/**
 * Everything that is known about one run.
 *
 * @param run the run itself
 * @param stages all stages of its process definition in flow order, stages reachable only through a
 *     fault path last; stages that only rows know of (the definition is gone or was migrated) after
 *     them
 * @param milestones all milestones in their order
 */
public record OrchestrationOverview(
    OrchestrationRun run, List<StageOverview> stages, List<Milestone> milestones) {

  public OrchestrationOverview {
    stages = List.copyOf(stages);
    milestones = List.copyOf(milestones);
  }
}
