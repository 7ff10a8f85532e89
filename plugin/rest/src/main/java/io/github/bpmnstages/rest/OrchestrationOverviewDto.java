package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.OrchestrationOverview;
import java.util.List;

/** Everything about one run as JSON. */
record OrchestrationOverviewDto(
    OrchestrationRunDto run, List<StageOverviewDto> stages, List<MilestoneDto> milestones) {

  static OrchestrationOverviewDto of(OrchestrationOverview overview) {
    return new OrchestrationOverviewDto(
        OrchestrationRunDto.of(overview.run()),
        overview.stages().stream().map(StageOverviewDto::of).toList(),
        overview.milestones().stream().map(MilestoneDto::of).toList());
  }
}
