package io.github.bpmnstages.model;

/**
 * An error boundary event on a stage (contract, section 1).
 *
 * @param eventId id of the boundary event
 * @param name name of the boundary event, or null
 * @param errorCode code that it catches; null catches every BPMN error and every technical failure
 */
public record FaultPathDefinition(String eventId, String name, String errorCode) {}
