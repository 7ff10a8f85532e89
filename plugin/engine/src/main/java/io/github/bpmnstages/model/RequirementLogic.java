package io.github.bpmnstages.model;

import java.util.function.IntPredicate;

/** How the requirements of a stage combine: {@code all}, {@code any} or a formula. */
@FunctionalInterface
public interface RequirementLogic {

  /**
   * Combines the requirements, from left to right; what cannot change the result is not asked for.
   *
   * @param requirement answers whether the requirement of that number (1 to 10) is met; what it
   *     throws is passed on
   */
  boolean isMet(IntPredicate requirement);
}
