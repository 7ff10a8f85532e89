package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * Looks at exit conditions in one command: between two steps without any lock, and once more before
 * the flush, behind a lock (see {@link LastLook}). Remembers which runs were touched and what each
 * look has seen, so that nothing is evaluated twice for one occasion.
 */
final class LookSession implements Session {

  private final Set<String> touched = new LinkedHashSet<>();
  private final Set<String> forOperator = new HashSet<>();
  private final Set<String> heldBack = new HashSet<>();
  private final Map<String, Boolean> locked = new HashMap<>();
  private final Map<String, Snapshot> seen = new HashMap<>();
  private boolean startsNamedActivities;
  private long changes;

  static LookSession current() {
    return of(Context.getCommandContext());
  }

  static LookSession of(CommandContext commandContext) {
    return commandContext.getSession(LookSession.class);
  }

  /** A step ended or a variable changed in that process instance: there is something to look at. */
  void touch(String processInstanceId) {
    touched.add(processInstanceId);
    changes++;
  }

  /** As {@link #touch}, but a condition that fails becomes an incident instead of an exception. */
  void touchForOperator(String processInstanceId) {
    forOperator.add(processInstanceId);
    touch(processInstanceId);
  }

  boolean isTouched(String processInstanceId) {
    return touched.contains(processInstanceId);
  }

  boolean hasTouched() {
    touched.removeAll(heldBack);
    return !touched.isEmpty();
  }

  /** The command starts activities that its caller has named. */
  void activitiesNamed() {
    startsNamedActivities = true;
  }

  boolean startsNamedActivities() {
    return startsNamedActivities;
  }

  /** A step that the caller has named starts first, whatever the condition says. */
  void stepStarted(String processInstanceId) {
    if (startsNamedActivities) {
      heldBack.add(processInstanceId);
    }
  }

  /** Takes the next touched process instance off the list, or null. */
  String nextTouched() {
    Iterator<String> next = touched.iterator();
    if (!next.hasNext()) {
      return null;
    }
    String processInstanceId = next.next();
    next.remove();
    return heldBack.contains(processInstanceId) ? nextTouched() : processInstanceId;
  }

  /** The stage starts; its row is not yet visible to others, so there is nothing to lock. */
  Look atStart(ExecutionEntity stageExecution, StageBehavior behavior) {
    locked.put(stageExecution.getActivityInstanceId(), true);
    return look(stageExecution, behavior, stageExecution.getActivityInstanceId(), null);
  }

  /** A token is between two activities of the stage: leaves the stage if the condition is true. */
  void onTransition(ExecutionEntity token, StageBehavior behavior) {
    ActivityImpl stage = behavior.activity();
    ExecutionEntity stageExecution =
        (ExecutionEntity) token.createActivityExecutionMapping().get(stage);
    if (!isOpen(stageExecution) || heldBack.contains(stageExecution.getProcessInstanceId())) {
      return;
    }
    touched.remove(stageExecution.getProcessInstanceId());
    String activityInstanceId = stageExecution.getParentActivityInstanceId();
    Look look = look(stageExecution, behavior, activityInstanceId, token);
    if (look == Look.MET && lock(activityInstanceId)) {
      StageExit.detach(token, stageExecution);
      StageExit.leave(stageExecution, behavior, stage);
    }
  }

  /** A path of the stage, or its last one, has come to its end. */
  void afterPath(ExecutionEntity stageExecution, StageBehavior behavior) {
    ActivityImpl stage = behavior.activity();
    String activityInstanceId = stageExecution.getParentActivityInstanceId();
    if (isOpen(stageExecution) && !heldBack.contains(stageExecution.getProcessInstanceId())) {
      touched.remove(stageExecution.getProcessInstanceId());
      Look look = look(stageExecution, behavior, activityInstanceId, null);
      if (look == Look.MET && lock(activityInstanceId)) {
        StageExit.leave(stageExecution, behavior, stage);
        return;
      }
      if (look == Look.FAILED) {
        return;
      }
    }
    // others may have made the other half of the condition true: look again behind the lock
    touch(stageExecution.getProcessInstanceId());
  }

  /**
   * Evaluates the condition unless nothing has changed since it was last evaluated in this command.
   *
   * @param token token to take off the tree before a failure is caught, or null
   */
  Look look(
      ExecutionEntity stageExecution,
      StageBehavior behavior,
      String activityInstanceId,
      ExecutionEntity token) {
    Snapshot now = Snapshot.of(stageExecution, changes);
    if (now.equals(seen.get(activityInstanceId))) {
      return Look.NOT_MET;
    }
    seen.put(activityInstanceId, now);
    try {
      return behavior.condition().isTrue(stageExecution) ? Look.MET : Look.NOT_MET;
    } catch (RuntimeException failure) {
      if (token != null) {
        StageExit.detach(token, stageExecution);
      }
      ErrorSession.current()
          .catchConditionFailure(
              stageExecution,
              behavior,
              failure,
              forOperator.contains(stageExecution.getProcessInstanceId()));
      return Look.FAILED;
    }
  }

  /**
   * Whether the stage may be left: nobody else has left it meanwhile. Locks it until the commit.
   */
  boolean lock(String stageActivityInstanceId) {
    return locked.computeIfAbsent(
        stageActivityInstanceId, id -> RecordSession.current().stages().lock(id));
  }

  boolean isLocked(String stageActivityInstanceId) {
    return locked.containsKey(stageActivityInstanceId);
  }

  private static boolean isOpen(ExecutionEntity stageExecution) {
    return stageExecution != null
        && !stageExecution.isSuspended()
        && RecordSession.current()
            .stages()
            .isLookedAt(
                stageExecution.getParentActivityInstanceId(),
                stageExecution.getProcessInstanceId());
  }

  @Override
  public void flush() {
    // nothing of its own to write
  }

  @Override
  public void close() {
    // nothing is held beyond the command
  }
}
