package io.github.bpmnstages.execution;

import io.github.bpmnstages.execution.ErrorSession.Uncaught;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.record.RunLocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * Looks at exit conditions in one command: between two steps, and once more before the flush,
 * behind a lock (see {@link LastLook}). Remembers which runs were touched and what each look has
 * seen, so that nothing is evaluated twice for one occasion.
 */
final class LookSession implements Session {

  private final Set<String> touched = new LinkedHashSet<>();
  private final Set<String> forOperator = new HashSet<>();
  private final HeldBackLooks heldBack = new HeldBackLooks();
  private final Set<String> again = new LinkedHashSet<>();
  private final Set<String> started = new HashSet<>();
  private final Map<String, Snapshot> seen = new HashMap<>();
  private final Map<String, Snapshot> met = new HashMap<>();
  private final Map<String, List<Runnable>> afterExit = new HashMap<>();
  private final Set<String> upToDate = new HashSet<>();
  private boolean isAfterExit;
  private long occasions;

  static LookSession current() {
    return of(Context.getCommandContext());
  }

  static LookSession of(CommandContext commandContext) {
    return commandContext.getSession(LookSession.class);
  }

  /** A step ended or the like in that process instance: there is something to look at. */
  void touch(String processInstanceId) {
    touched.add(processInstanceId);
    occasions++;
  }

  /**
   * Others may have made another part of the condition true: looks once more behind the lock, if
   * there is anything new to see.
   */
  void lookAgain(String processInstanceId) {
    if (!RecordSession.current().locks().isNew(processInstanceId)) {
      again.add(processInstanceId);
    }
  }

  /** A variable changed; whether the stage sees another value than before tells the snapshot. */
  void touchVariable(String processInstanceId) {
    touched.add(processInstanceId);
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
    touched.removeIf(heldBack::isHeldBack);
    again.removeIf(heldBack::isHeldBack);
    return !touched.isEmpty() || !again.isEmpty();
  }

  /** A step has started: maybe one that the caller has named, unless its stage started before. */
  void stepStarted(String processInstanceId, String stageActivityInstanceId) {
    if (!started.contains(stageActivityInstanceId)) {
      heldBack.stepStarted(processInstanceId);
    }
  }

  /** What must not be looked at, since the caller has asked for what has just started. */
  HeldBackLooks heldBack() {
    return heldBack;
  }

  /** Takes the next process instance to look at off the list, or null. */
  String nextTouched() {
    touched.addAll(again);
    again.clear();
    Iterator<String> next = touched.iterator();
    if (!next.hasNext()) {
      return null;
    }
    String processInstanceId = next.next();
    next.remove();
    return heldBack.isHeldBack(processInstanceId) ? nextTouched() : processInstanceId;
  }

  /** The stage starts; others may write what it sees meanwhile, without seeing the stage. */
  Look atStart(ExecutionEntity stageExecution, StageBehavior behavior) {
    started.add(stageExecution.getActivityInstanceId());
    lookAgain(stageExecution.getProcessInstanceId());
    String activityInstanceId = stageExecution.getActivityInstanceId();
    return RecordSession.current()
            .stages()
            .isLookedAt(activityInstanceId, stageExecution.getProcessInstanceId())
        ? look(stageExecution, behavior, activityInstanceId, null, Uncaught.LEFT)
        : Look.NOT_MET;
  }

  /** A token is between two activities of the stage: leaves the stage if the condition is true. */
  void onTransition(ExecutionEntity token, StageBehavior behavior) {
    ActivityImpl stage = behavior.activity();
    ExecutionEntity stageExecution =
        (ExecutionEntity) token.createActivityExecutionMapping().get(stage);
    IncidentSession.current().relieveBetweenSteps(token.getProcessInstance());
    if (!isOpen(stageExecution)
        || heldBack.isHeldBack(stageExecution.getProcessInstanceId())
        || heldBack.isOnItsWay(stageExecution.getProcessInstanceId())) {
      return;
    }
    if (forOperator.contains(stageExecution.getProcessInstanceId())
        && !isMet(stageExecution, stage)) {
      // the last look makes an incident of a failure, without taking the token off the tree
      return;
    }
    touched.remove(stageExecution.getProcessInstanceId());
    String activityInstanceId = stageExecution.getParentActivityInstanceId();
    Look look = look(stageExecution, behavior, activityInstanceId, token);
    if (look == Look.MET && lock(stageExecution, token)) {
      StageExit.detach(token, stageExecution);
      StageExit.leave(stageExecution, behavior, stage);
    } else if (look != Look.FAILED) {
      lookAgain(stageExecution.getProcessInstanceId());
    }
  }

  /**
   * What is open in the stage is about to be interrupted by an end event of its own, behind a step
   * that has ended: if the condition is true by now, that is why.
   */
  void beforeInterruption(ExecutionEntity token, StageBehavior behavior) {
    ActivityImpl stage = behavior.activity();
    ExecutionEntity stageExecution =
        (ExecutionEntity) token.createActivityExecutionMapping().get(stage);
    if (isMet(stageExecution, stage)) {
      RecordSession.current().exitStarted(stageExecution.getParentActivityInstanceId());
    }
  }

  /** A path of the stage, or its last one, has come to its end. */
  void afterPath(ExecutionEntity stageExecution, StageBehavior behavior) {
    if (isOpen(stageExecution) && !heldBack.isHeldBack(stageExecution.getProcessInstanceId())) {
      touched.remove(stageExecution.getProcessInstanceId());
      String activityInstanceId = stageExecution.getParentActivityInstanceId();
      Look look = look(stageExecution, behavior, activityInstanceId, null);
      if (look == Look.MET && lock(stageExecution, stageExecution)) {
        StageExit.leave(stageExecution, behavior, behavior.activity());
        return;
      }
      if (look == Look.FAILED) {
        return;
      }
    }
    lookAgain(stageExecution.getProcessInstanceId());
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
    return look(stageExecution, behavior, activityInstanceId, token, Uncaught.INCIDENT);
  }

  /**
   * @param forOperator what becomes of a failure that must not fail the operator's request
   */
  private Look look(
      ExecutionEntity stageExecution,
      StageBehavior behavior,
      String activityInstanceId,
      ExecutionEntity token,
      Uncaught forOperator) {
    Snapshot now = Snapshot.of(stageExecution, occasions);
    if (now.equals(seen.get(activityInstanceId))) {
      return Look.NOT_MET;
    }
    if (now.equals(met.remove(activityInstanceId))) {
      return Look.MET;
    }
    seen.put(activityInstanceId, now);
    try {
      boolean isTrue = behavior.condition().isTrue(stageExecution);
      if (isTrue) {
        seen.remove(activityInstanceId);
        return Look.MET;
      }
      seen.put(activityInstanceId, now.afterLook(stageExecution));
      return Look.NOT_MET;
    } catch (RuntimeException failure) {
      if (token != null) {
        StageExit.detachBeforeCancel(token, stageExecution, behavior.activity());
      }
      String processInstanceId = stageExecution.getProcessInstanceId();
      boolean isForOperator = this.forOperator.contains(processInstanceId);
      Uncaught uncaught = isForOperator ? forOperator : Uncaught.THROWN;
      boolean isCaught =
          ErrorSession.current().catchConditionFailure(stageExecution, behavior, failure, uncaught);
      if (!isCaught && uncaught == Uncaught.LEFT) {
        // the steps of the stage start, and the last look runs into the same failure
        seen.remove(activityInstanceId);
        touch(processInstanceId);
        return Look.NOT_MET;
      }
      return Look.FAILED;
    }
  }

  /**
   * Whether the stage is about to be left, asked before something else changes it. The answer is
   * kept for the look that follows.
   */
  boolean isMet(ExecutionEntity stageExecution, ActivityImpl stage) {
    if (!isOpen(stageExecution) || heldBack.isHeldBack(stageExecution.getProcessInstanceId())) {
      return false;
    }
    String activityInstanceId = stageExecution.getParentActivityInstanceId();
    Snapshot now = Snapshot.of(stageExecution, occasions);
    if (now.equals(met.get(activityInstanceId))) {
      return true;
    }
    if (now.equals(seen.get(activityInstanceId))) {
      return false;
    }
    StageBehavior behavior = (StageBehavior) stage.getActivityBehavior();
    try {
      boolean isMet = behavior.condition().isTrue(stageExecution);
      (isMet ? met : seen).put(activityInstanceId, now);
      return isMet;
    } catch (RuntimeException failure) {
      // the look that follows runs into the same failure, at a point where it can be caught
      return false;
    }
  }

  /** What is to be done when the stage in progress was left in this command, or was not. */
  void afterExit(String processInstanceId, Runnable work) {
    afterExit.computeIfAbsent(processInstanceId, id -> new ArrayList<>()).add(work);
  }

  /** Hands over to the engine what has waited for the exit; done at its next safe point. */
  void exited(ExecutionEntity token) {
    List<Runnable> waiting = afterExit.remove(token.getProcessInstanceId());
    if (waiting != null) {
      token.getProcessInstance().getDelayedEvents().add(new LookEvent(() -> doAfterExit(waiting)));
    }
  }

  /** Does what has waited for an exit that did not come, or did not take a sequence flow. */
  void doWithoutExit() {
    List<Runnable> waiting = afterExit.values().stream().flatMap(List::stream).toList();
    afterExit.clear();
    doAfterExit(waiting);
  }

  private void doAfterExit(List<Runnable> waiting) {
    isAfterExit = true;
    try {
      waiting.forEach(Runnable::run);
    } finally {
      isAfterExit = false;
    }
  }

  /** Whether nothing need wait for an exit any more. */
  boolean isAfterExit() {
    return isAfterExit;
  }

  /**
   * Keeps others out until the commit; answers whether nobody else has left the stage before, and
   * the command knows all that is to be taken back.
   */
  private static boolean lock(ExecutionEntity stageExecution, ExecutionEntity token) {
    String processInstanceId = stageExecution.getProcessInstanceId();
    RunLocks locks = RecordSession.current().locks();
    return locks.isNew(processInstanceId)
        || (locks.lock(processInstanceId)
            && isOpen(stageExecution)
            && new CommittedTree(Context.getCommandContext(), processInstanceId)
                .ensureUpToDate(token));
  }

  /** Whether this is the first look of the command that sees what is committed behind the lock. */
  boolean isFirstBehindLock(String processInstanceId) {
    return !RecordSession.current().locks().isNew(processInstanceId)
        && upToDate.add(processInstanceId);
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
