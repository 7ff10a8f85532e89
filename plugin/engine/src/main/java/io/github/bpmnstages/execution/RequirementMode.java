package io.github.bpmnstages.execution;

import java.util.function.BooleanSupplier;

/**
 * Whether this thread evaluates a requirement, where a missing variable is told apart from every
 * other failure.
 */
final class RequirementMode {

  private static final ThreadLocal<Boolean> ACTIVE = new ThreadLocal<>();

  private RequirementMode() {}

  static boolean isActive() {
    return ACTIVE.get() != null;
  }

  static boolean during(BooleanSupplier evaluation) {
    Boolean before = ACTIVE.get();
    ACTIVE.set(Boolean.TRUE);
    try {
      return evaluation.getAsBoolean();
    } finally {
      if (before == null) {
        ACTIVE.remove();
      }
    }
  }
}
