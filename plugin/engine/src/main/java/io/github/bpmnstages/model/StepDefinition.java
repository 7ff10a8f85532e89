package io.github.bpmnstages.model;

/**
 * One piece of work in a stage (contract, section 1).
 *
 * @param id activity id in the BPMN file; for a multi-instance activity the id of the activity
 *     itself, not of its multi-instance body
 * @param name name in the BPMN file, or null
 * @param type who does the work
 * @param stageId id of the stage that holds the step, at whatever depth
 */
public record StepDefinition(String id, String name, StepType type, String stageId) {}
