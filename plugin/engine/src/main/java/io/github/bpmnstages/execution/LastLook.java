package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.record.CommittedState;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.run.OrchestrationRun;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.impl.context.ProcessApplicationContextUtil;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * The last look of a command, before its flush. Two transactions may each make one part of a
 * condition true without seeing the other's, or one writes a variable while the other starts the
 * stage that waits for it: so each locks the run, reads past its caches what was committed
 * meanwhile, and looks again. Whoever comes second sees both parts.
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
    if (processInstance == null || processInstance.isEnded()) {
      return false;
    }
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(processInstance.getProcessDefinition());
    if (orchestration == null || !Orchestrations.isLookedAt(orchestration)) {
      return false;
    }
    if (!RecordSession.of(commandContext).locks().lock(processInstanceId)) {
      LookJob.schedule(processInstance);
      return false;
    }
    ExecutionEntity active =
        processInstance.isSuspended() ? resumedMeanwhile(processInstance) : processInstance;
    return active != null && lookInContext(active, orchestration);
  }

  /**
   * Who resumes a run looks at what was committed before. So a command that has read the run while
   * it was suspended, and commits later, looks itself. Null if the run is still suspended, or the
   * look is left to a job.
   */
  private ExecutionEntity resumedMeanwhile(ExecutionEntity suspended) {
    ExecutionEntity committed = CommittedState.execution(suspended.getId());
    if (committed == null || committed.isSuspended()) {
      return null;
    }
    CommittedTree tree = readAnew(suspended);
    return tree == null ? null : tree.processInstance();
  }

  /** Null if others have moved the same tokens: the look is left to a job then. */
  private CommittedTree readAnew(ExecutionEntity processInstance) {
    CommittedTree tree = new CommittedTree(commandContext, processInstance.getId());
    if (tree.refresh()) {
      return tree;
    }
    LookJob.schedule(processInstance);
    return null;
  }

  private boolean lookInContext(
      ExecutionEntity processInstance, OrchestrationDefinition orchestration) {
    AtomicBoolean left = new AtomicBoolean();
    // nothing has brought the process application into play yet: its beans, scripts and classes
    ProcessApplicationContextUtil.doContextSwitch(
        () -> left.set(lookBehindLock(processInstance, orchestration)),
        processInstance.getProcessDefinition());
    return left.get();
  }

  private boolean lookBehindLock(
      ExecutionEntity processInstance, OrchestrationDefinition orchestration) {
    OrchestrationRun run = RecordSession.of(commandContext).outputs().run(processInstance.getId());
    if (run != null && isInVain(run, processInstance, orchestration)) {
      return false;
    }
    StageInProgress stage = StageInProgress.find(processInstance);
    if (stage == null && run != null && run.getCurrentStageId() != null) {
      CommittedTree tree = readAnew(processInstance);
      stage = tree == null ? null : find(tree);
    }
    return stage != null && isLookedAt(stage.execution()) && lookAt(stage);
  }

  /**
   * A run that has ended in the records may go on, migrated to a process without stages and back:
   * what is recorded never decides what a run does.
   */
  private boolean isInVain(
      OrchestrationRun run,
      ExecutionEntity processInstance,
      OrchestrationDefinition orchestration) {
    if (run.getEndTime() == null) {
      return isOtherwiseConditioned(orchestration, run.getCurrentStageId());
    }
    return commandContext.getDbEntityManager().isDeleted(processInstance)
        || CommittedState.execution(processInstance.getId()) == null;
  }

  private static boolean isOtherwiseConditioned(
      OrchestrationDefinition orchestration, String currentStageId) {
    StageDefinition stage = currentStageId == null ? null : orchestration.stage(currentStageId);
    return stage != null && !stage.exitCondition().isConditional();
  }

  private boolean isLookedAt(ExecutionEntity stageExecution) {
    return RecordSession.of(commandContext)
        .stages()
        .isLookedAt(
            stageExecution.getParentActivityInstanceId(), stageExecution.getProcessInstanceId());
  }

  private boolean lookAt(StageInProgress stage) {
    ExecutionEntity stageExecution = stage.execution();
    StageBehavior behavior = (StageBehavior) stage.activity().getActivityBehavior();
    if (looks.isFirstBehindLock(stageExecution.getProcessInstanceId())) {
      new VariableRefresh().refresh(stageExecution);
    }
    Look look =
        looks.look(stageExecution, behavior, stageExecution.getParentActivityInstanceId(), null);
    if (look != Look.MET) {
      return false;
    }
    StageInProgress current = upToDate(stage);
    if (current != null) {
      StageExit.leave(current.execution(), behavior, current.activity());
    }
    return current != null;
  }

  /** Null if leaving the stage is left to a job, or in vain. */
  private StageInProgress upToDate(StageInProgress stage) {
    String processInstanceId = stage.execution().getProcessInstanceId();
    if (RecordSession.of(commandContext).locks().isNew(processInstanceId)
        || CommittedState.isUpToDate(processInstanceId)) {
      return stage;
    }
    StageInProgress current = findAnew(processInstanceId);
    if (current == null) {
      LookJob.schedule(stage.execution().getProcessInstance());
    }
    return current;
  }

  private StageInProgress findAnew(String processInstanceId) {
    CommittedTree tree = new CommittedTree(commandContext, processInstanceId);
    return tree.refresh() ? find(tree) : null;
  }

  private static StageInProgress find(CommittedTree tree) {
    ExecutionEntity processInstance = tree.processInstance();
    return processInstance == null ? null : StageInProgress.find(processInstance);
  }
}
