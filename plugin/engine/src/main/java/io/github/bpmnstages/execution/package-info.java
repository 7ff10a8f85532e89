/** What touches executions: behaviour of the stage, its exit, its fault path, listeners. */
package io.github.bpmnstages.execution;
