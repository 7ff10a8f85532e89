package io.github.bpmnstages.parse;

/**
 * A sequence flow.
 *
 * @param id id of the flow, or null
 * @param target node that it leads to
 */
record SequenceFlow(String id, FlowNode target) {}
