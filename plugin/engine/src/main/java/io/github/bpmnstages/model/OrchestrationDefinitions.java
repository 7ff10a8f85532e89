package io.github.bpmnstages.model;

import org.camunda.bpm.engine.impl.core.model.PropertyKey;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;

/**
 * Finds what a parsed process declares. It is kept on the parsed process itself, so it is found
 * without a look-up table, lives in the engine's deployment cache and leaves it together with the
 * process.
 */
public final class OrchestrationDefinitions {

  private static final PropertyKey<OrchestrationDefinition> KEY =
      new PropertyKey<>("io.github.bpmnstages.orchestrationDefinition");

  private OrchestrationDefinitions() {}

  /** What the process declares, or null for a process without a stage. */
  public static OrchestrationDefinition of(ProcessDefinitionImpl processDefinition) {
    return processDefinition.getProperties().get(KEY);
  }

  /** Remembers what a process that has just been parsed declares. */
  public static void attach(
      ProcessDefinitionImpl processDefinition, OrchestrationDefinition definition) {
    processDefinition.getProperties().set(KEY, definition);
  }
}
