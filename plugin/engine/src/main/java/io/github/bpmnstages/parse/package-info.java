/** One BPMN element becomes one definition, or a problem with its place. */
package io.github.bpmnstages.parse;
