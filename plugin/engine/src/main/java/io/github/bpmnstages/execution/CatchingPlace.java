package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;

/**
 * Where an error is caught.
 *
 * @param processDefinition process of the catching event
 * @param eventId id of the catching event
 * @param stageId stage that holds the event; null if it lies outside of stages, as a fault path
 *     does
 * @param isFaultPath whether the event is a boundary event of a stage
 */
record CatchingPlace(
    ProcessDefinitionImpl processDefinition, String eventId, String stageId, boolean isFaultPath) {}
