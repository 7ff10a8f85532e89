/** What a BPMN file declares: stages, steps, exit conditions, fault paths. */
package io.github.bpmnstages.model;
