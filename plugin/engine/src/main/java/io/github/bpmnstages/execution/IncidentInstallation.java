package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the plugin around the incident handlers of one engine. */
public final class IncidentInstallation {

  private static final Logger LOG = LoggerFactory.getLogger(IncidentInstallation.class);

  private IncidentInstallation() {}

  /** To be called in {@code postInit}, when all handlers are configured. */
  public static void install(ProcessEngineConfigurationImpl configuration) {
    if (!configuration.isCreateIncidentOnFailedJobEnabled()) {
      LOG.warn(
          "createIncidentOnFailedJobEnabled is false: a job without retries left takes no fault"
              + " path and leaves runs and stages IN_PROGRESS. Set it to true, the default.");
    }
    StageIncidentHandler.install(configuration);
  }
}
