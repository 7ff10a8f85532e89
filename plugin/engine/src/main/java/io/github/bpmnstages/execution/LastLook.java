package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.record.CommittedState;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.StageRun;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.impl.context.ProcessApplicationContextUtil;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * The last look of a command, before its flush. Two transactions may each make one part of a
 * condition true without seeing the other's: so each locks the row of the stage run, reads past its
 * caches what was committed meanwhile, and looks again. Whoever comes second sees both parts.
 */
final class LastLook {

  private final CommandContext commandContext;
  private final LookSession looks;

  LastLook(CommandContext commandContext, LookSession looks) {
    this.commandContext = commandContext;
    this.looks = looks;
  }

  void lookAtTouched() {
    for (String next = looks.nextTouched(); next != null; next = looks.nextTouched()) {
      lookAt(next);
    }
  }

  /** Answers whether the stage in progress was left. */
  boolean lookAt(String processInstanceId) {
    ExecutionEntity processInstance =
        commandContext.getExecutionManager().findExecutionById(processInstanceId);
    if (processInstance == null
        || processInstance.isEnded()
        || processInstance.isSuspended()
        || OrchestrationDefinitions.of(processInstance.getProcessDefinition()) == null) {
      return false;
    }
    AtomicBoolean left = new AtomicBoolean();
    // nothing has brought the process application into play yet: its beans, scripts and classes
    ProcessApplicationContextUtil.doContextSwitch(
        () -> left.set(lookIn(processInstance)), processInstance.getProcessDefinition());
    return left.get();
  }

  private boolean lookIn(ExecutionEntity processInstance) {
    StageRun stageRun = RecordSession.of(commandContext).stages().findOpen(processInstance.getId());
    return stageRun == null
        ? lookAtUnrecorded(processInstance)
        : lookAtRecorded(processInstance, stageRun);
  }

  private boolean lookAtRecorded(ExecutionEntity processInstance, StageRun stageRun) {
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    StageDefinition stage = orchestration.stage(stageRun.getStageId());
    if (stage == null || !stage.exitCondition().isConditional()) {
      return false;
    }
    String activityInstanceId = stageRun.getActivityInstanceId();
    RecordSession records = RecordSession.of(commandContext);
    if (!records.stages().isLookedAt(activityInstanceId, stageRun.getProcessInstanceId())) {
      return false;
    }
    boolean isOurs = looks.isLocked(activityInstanceId);
    if (!looks.lock(activityInstanceId)) {
      return false;
    }
    ExecutionEntity stageExecution = StageExecutions.find(processInstance, activityInstanceId);
    return stageExecution != null
        && lookAt(
            stageExecution,
            processInstance.getProcessDefinition().findActivity(stage.id()),
            isOurs);
  }

  private boolean lookAtUnrecorded(ExecutionEntity processInstance) {
    if (RecordSession.of(commandContext).outputs().run(processInstance.getId()) != null) {
      return false;
    }
    StageInProgress stage =
        StageInProgress.unrecorded(
            processInstance, OrchestrationDefinitions.of(processInstance.getProcessDefinition()));
    return stage != null && lookAt(stage.execution(), stage.activity(), false);
  }

  private boolean lookAt(ExecutionEntity stageExecution, ActivityImpl activity, boolean isOurs) {
    StageBehavior behavior = (StageBehavior) activity.getActivityBehavior();
    if (!isOurs) {
      new VariableRefresh().refresh(stageExecution);
      if (RecordSession.of(commandContext)
          .outputs()
          .refresh(stageExecution.getProcessInstanceId())) {
        looks.othersChangedStatuses();
      }
    }
    Look look =
        looks.look(stageExecution, behavior, stageExecution.getParentActivityInstanceId(), null);
    if (look != Look.MET) {
      return false;
    }
    if (!isOurs && isOutdated(stageExecution.getProcessInstanceId())) {
      LookJob.schedule(stageExecution.getProcessInstance());
      return false;
    }
    StageExit.leave(stageExecution, behavior, activity);
    return true;
  }

  /**
   * Whether another transaction has moved tokens of the process instance since this one has read
   * them: leaving the stage now would fail, and with it a caller who only wrote a variable.
   */
  private boolean isOutdated(String processInstanceId) {
    DbEntityManager entities = commandContext.getDbEntityManager();
    Map<String, Integer> committed = CommittedState.revisions(processInstanceId);
    for (ExecutionEntity known : entities.getCachedEntitiesByType(ExecutionEntity.class)) {
      if (processInstanceId.equals(known.getProcessInstanceId())
          && !entities.getDbEntityCache().isTransient(known)
          && !Integer.valueOf(known.getRevision()).equals(committed.get(known.getId()))) {
        return true;
      }
    }
    return false;
  }
}
