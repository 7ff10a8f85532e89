package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.OrchestrationDefinition;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** What has to happen to a process once its file was read: behaviours, listeners. */
public interface OrchestrationInstaller {

  /**
   * Called for a process with at least one stage, when everything in it was parsed: at its
   * deployment and whenever it is loaded again. Not called for a process that is about to be
   * refused. The definition is attached already.
   *
   * @param processDefinition the parsed process; a new one has no id yet
   * @param definition its stages, those only that could be understood
   */
  void install(ProcessDefinitionEntity processDefinition, OrchestrationDefinition definition);

  /**
   * Called instead for a process without a stage. A step may call it.
   *
   * @param processDefinition the parsed process; a new one has no id yet
   */
  default void installPlain(ProcessDefinitionEntity processDefinition) {}
}
