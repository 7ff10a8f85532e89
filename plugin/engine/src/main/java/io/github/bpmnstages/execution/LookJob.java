package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;

/**
 * Looks at the stage in progress in a transaction of its own, at once: where the look is due but
 * the transaction under way cannot leave the stage.
 */
public final class LookJob implements JobHandler<LookJob.Configuration> {

  static final String TYPE = "bpmn-stages-look";

  /** Answers the job's id. */
  static String schedule(ExecutionEntity processInstance) {
    MessageEntity job = new MessageEntity();
    job.setExecution(processInstance);
    job.setExclusive(true);
    job.setJobHandlerType(TYPE);
    job.setJobHandlerConfiguration(new Configuration());
    Context.getCommandContext().getJobManager().send(job);
    // it took over the state of an execution that is only about to be active again
    job.setSuspensionState(SuspensionState.ACTIVE.getStateCode());
    return job.getId();
  }

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  public void execute(
      Configuration configuration,
      ExecutionEntity execution,
      CommandContext commandContext,
      String tenantId) {
    if (!leaveWhatWaitsForNothing(execution)) {
      LookSession.of(commandContext).touchForOperator(execution.getProcessInstanceId());
    }
  }

  /** A migration may have taken the condition away while the run was suspended. */
  private static boolean leaveWhatWaitsForNothing(ExecutionEntity processInstance) {
    StageInProgress stage = StageInProgress.waitingForNothing(processInstance);
    if (stage == null || processInstance.isSuspended()) {
      return false;
    }
    StageExit.leave(
        stage.execution(),
        (StageBehavior) stage.activity().getActivityBehavior(),
        stage.activity());
    return true;
  }

  @Override
  public Configuration newConfiguration(String canonicalString) {
    return new Configuration();
  }

  @Override
  public void onDelete(Configuration configuration, JobEntity jobEntity) {
    // nothing beside the job itself
  }

  /** There is nothing to configure. */
  public static final class Configuration implements JobHandlerConfiguration {
    @Override
    public String toCanonicalString() {
      return null;
    }
  }
}
