package io.github.bpmnstages.rest;

import io.github.bpmnstages.model.FaultPathDefinition;

/** One fault path of a stage as JSON; without error code it catches everything. */
record FaultPathDefinitionDto(String eventId, String name, String errorCode) {

  static FaultPathDefinitionDto of(FaultPathDefinition faultPath) {
    return new FaultPathDefinitionDto(faultPath.eventId(), faultPath.name(), faultPath.errorCode());
  }
}
