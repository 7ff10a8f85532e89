package io.github.bpmnstages.execution;

import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.impl.core.model.PropertyKey;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once per definition that a process variable hides an automatic output. */
final class ShadowingWarning {

  private static final Logger LOG = LoggerFactory.getLogger(ShadowingWarning.class);
  private static final PropertyKey<AtomicBoolean> GIVEN =
      new PropertyKey<>("io.github.bpmnstages.shadowingWarningGiven");

  private ShadowingWarning() {}

  static void install(ProcessDefinitionEntity process) {
    process.getProperties().set(GIVEN, new AtomicBoolean());
  }

  /** A variable of that name was written in a run of the process. */
  static void written(ProcessDefinitionEntity process, String variableName) {
    if (AutomaticOutputs.NAMES.contains(variableName)
        && process.getProperties().get(GIVEN).compareAndSet(false, true)) {
      LOG.warn(
          "A variable '{}' hides the automatic output of that name in runs of process '{}' ({});"
              + " give it another name to read the output",
          variableName,
          process.getKey(),
          process.getId());
    }
  }
}
