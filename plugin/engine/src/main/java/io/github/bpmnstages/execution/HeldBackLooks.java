package io.github.bpmnstages.execution;

import java.util.HashSet;
import java.util.Set;

/**
 * A step that a start in the middle, a modification, a restart or a migration asks for is started
 * first, and the condition looked at on the next occasion (contract, section 3). Until an activity
 * has completed, the command that does so looks at nothing; if it has more to do, not before its
 * end.
 */
final class HeldBackLooks {

  private final Set<String> started = new HashSet<>();
  private final Set<String> completed = new HashSet<>();
  private final Set<String> held = new HashSet<>();
  private NamedActivities named;
  private String unconcerned;
  private boolean isWorkDone;

  /**
   * The command starts activities that its caller has named.
   *
   * @param caller process instance whose user code has called the command, or null
   */
  void activitiesNamed(NamedActivities activities, String caller) {
    if (named == null && caller != null && !activities.areOf(caller)) {
      unconcerned = caller;
    }
    named = activities;
  }

  boolean startsNamedActivities() {
    return named != null;
  }

  /** A step has started. */
  void stepStarted(String processInstanceId) {
    if (named != null && !processInstanceId.equals(unconcerned)) {
      started.add(processInstanceId);
    }
  }

  /** A migration has started a stage around what was there before. */
  void hold(String processInstanceId) {
    held.add(processInstanceId);
  }

  /** A step has completed. */
  void stepCompleted(String processInstanceId) {
    completed.add(processInstanceId);
  }

  /** The command's own work is done; what is left is the last look. */
  void workDone() {
    isWorkDone = true;
  }

  /** Whether the stage must not be left, since what was asked for has just started. */
  boolean isHeldBack(String processInstanceId) {
    if (held.contains(processInstanceId)) {
      return true;
    }
    if (!started.contains(processInstanceId)) {
      return false;
    }
    boolean isNextOccasion = isWorkDone || named.endWithTheOnlyStart();
    return !(isNextOccasion && completed.contains(processInstanceId));
  }

  /** Whether the token is still on its way to what was asked for. */
  boolean isOnItsWay(String processInstanceId) {
    return named != null
        && !isWorkDone
        && !processInstanceId.equals(unconcerned)
        && !completed.contains(processInstanceId);
  }
}
