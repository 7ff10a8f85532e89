package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.OrchestrationSummary;
import java.util.List;

/** One process definition that has stages, as JSON. */
record OrchestrationDefinitionDto(
    String id,
    String key,
    String name,
    int version,
    String versionTag,
    String tenantId,
    String deploymentId,
    List<StageDefinitionDto> stages) {

  static OrchestrationDefinitionDto of(OrchestrationSummary summary) {
    return new OrchestrationDefinitionDto(
        summary.id(),
        summary.key(),
        summary.name(),
        summary.version(),
        summary.versionTag(),
        summary.tenantId(),
        summary.deploymentId(),
        summary.definition().stages().values().stream().map(StageDefinitionDto::of).toList());
  }
}
