package io.github.bpmnstages.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.TerminateEndEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.EventSubscriptionDeclaration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * To the engine a terminate end event ends the scope around it, so it takes away all that listens
 * there. A stage that waits for its exit condition has not ended: its boundary events and event
 * sub-processes listen again, timers with the due dates that they had.
 */
final class TerminatedStage {

  private TerminatedStage() {}

  /** For terminate end events of the stage itself; what is inside a sub-process ends that only. */
  static void install(ActivityImpl stage) {
    for (ActivityImpl activity : stage.getActivities()) {
      if (activity.getActivityBehavior() instanceof TerminateEndEventActivityBehavior) {
        activity.addBuiltInListener(
            ExecutionListener.EVENTNAME_END,
            execution -> listenAgain((ExecutionEntity) execution, stage));
      }
    }
  }

  private static void listenAgain(ExecutionEntity stageExecution, ActivityImpl stage) {
    if (stageExecution.isCanceled()) {
      return;
    }
    subscribeAgain(stageExecution, EventSubscriptionDeclaration.getDeclarationsForScope(stage));
    startTimersAgain(stageExecution, TimerDeclarationImpl.getDeclarationsForScope(stage));
  }

  private static void subscribeAgain(
      ExecutionEntity stageExecution, Map<String, EventSubscriptionDeclaration> declarations) {
    Set<String> listening = new HashSet<>();
    stageExecution.getEventSubscriptions().forEach(one -> listening.add(one.getActivityId()));
    for (EventSubscriptionEntity taken : deleted(EventSubscriptionEntity.class)) {
      EventSubscriptionDeclaration declaration = declarations.get(taken.getActivityId());
      if (declaration != null
          && stageExecution.getId().equals(taken.getExecutionId())
          && listening.add(taken.getActivityId())) {
        declaration.createSubscriptionForExecution(stageExecution);
      }
    }
  }

  private static void startTimersAgain(
      ExecutionEntity stageExecution, Map<String, TimerDeclarationImpl> declarations) {
    Set<String> listening = new HashSet<>();
    DbEntityManager entities = Context.getCommandContext().getDbEntityManager();
    stageExecution.getJobs().stream()
        .filter(job -> !entities.isDeleted(job))
        .forEach(job -> listening.add(job.getActivityId()));
    // the cache knows no other type for jobs
    for (AcquirableJobEntity job : deleted(AcquirableJobEntity.class)) {
      if (job instanceof TimerEntity taken
          && declarations.containsKey(taken.getActivityId())
          && stageExecution.getId().equals(taken.getExecutionId())
          && listening.add(taken.getActivityId())) {
        TimerDeclarationImpl declaration = declarations.get(taken.getActivityId());
        TimerEntity timer = declaration.createTimerInstance(stageExecution);
        timer.setDuedate(taken.getDuedate());
        timer.setRepeat(taken.getRepeat());
        timer.setRetries(taken.getRetries());
      }
    }
  }

  /** What this command has deleted. */
  private static <T extends DbEntity> List<T> deleted(Class<T> type) {
    DbEntityManager entities = Context.getCommandContext().getDbEntityManager();
    List<T> deleted = new ArrayList<>(entities.getCachedEntitiesByType(type));
    deleted.removeIf(entity -> !entities.isDeleted(entity));
    return deleted;
  }
}
