package io.github.bpmnstages.rest;

import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.model.StepType;

/** One step of a stage as JSON. */
record StepDefinitionDto(String stepId, String stepName, StepType stepType) {

  static StepDefinitionDto of(StepDefinition step) {
    return new StepDefinitionDto(step.id(), step.name(), step.type());
  }
}
