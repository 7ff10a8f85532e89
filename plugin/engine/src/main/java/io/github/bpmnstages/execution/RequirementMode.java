package io.github.bpmnstages.execution;

import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * Whether this thread evaluates a requirement, where a missing variable is told apart from every
 * other failure.
 */
final class RequirementMode {

  private static final ThreadLocal<VariableScope> SCOPE = new ThreadLocal<>();

  private RequirementMode() {}

  /** Not what a requirement calls: that may evaluate expressions of its own. */
  static boolean isOf(VariableScope scope) {
    return scope != null && SCOPE.get() == scope;
  }

  static boolean during(VariableScope scope, BooleanSupplier evaluation) {
    VariableScope before = SCOPE.get();
    SCOPE.set(scope);
    try {
      return evaluation.getAsBoolean();
    } finally {
      if (before == null) {
        SCOPE.remove();
      } else {
        SCOPE.set(before);
      }
    }
  }
}
