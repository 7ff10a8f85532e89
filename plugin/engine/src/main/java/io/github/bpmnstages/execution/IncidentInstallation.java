package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** Puts the plugin around the incident handlers of one engine. */
public final class IncidentInstallation {

  private IncidentInstallation() {}

  /** To be called in {@code postInit}, when all handlers are configured. */
  public static void install(ProcessEngineConfigurationImpl configuration) {
    StageIncidentHandler.install(configuration);
  }
}
