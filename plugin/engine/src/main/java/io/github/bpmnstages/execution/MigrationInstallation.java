package io.github.bpmnstages.execution;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.behavior.BoundaryEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.SubProcessActivityBehavior;
import org.camunda.bpm.engine.impl.migration.validation.activity.SupportedActivityValidator;
import org.camunda.bpm.engine.impl.migration.validation.instruction.SameBehaviorInstructionValidator;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;

/**
 * Tells the engine's migration that a stage is a sub-process and a fault path a boundary event. The
 * engine keeps these lists for all engines of the JVM and copies them when it is configured.
 */
public final class MigrationInstallation {

  private MigrationInstallation() {}

  /** To be called before the engine is configured. */
  public static synchronized void install() {
    makeEquivalent(StageBehavior.class, SubProcessActivityBehavior.class);
    makeEquivalent(FaultPathBehavior.class, BoundaryEventActivityBehavior.class);
  }

  private static void makeEquivalent(
      Class<? extends ActivityBehavior> ours, Class<? extends ActivityBehavior> engines) {
    if (SupportedActivityValidator.SUPPORTED_ACTIVITY_BEHAVIORS.contains(ours)) {
      return;
    }
    SupportedActivityValidator.SUPPORTED_ACTIVITY_BEHAVIORS.add(ours);
    List<Set<Class<?>>> equivalent = SameBehaviorInstructionValidator.EQUIVALENT_BEHAVIORS;
    Set<Class<?>> both =
        equivalent.stream()
            .filter(set -> set.contains(engines))
            .findFirst()
            .orElseGet(
                () -> {
                  Set<Class<?>> fresh = new HashSet<>(Set.of(engines));
                  equivalent.add(fresh);
                  return fresh;
                });
    both.add(ours);
  }
}
