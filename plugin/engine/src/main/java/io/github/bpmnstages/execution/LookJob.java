package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * Looks at the stage in progress in a transaction of its own, at once: where the look is due but
 * the transaction under way cannot leave the stage. The job hangs on no execution: the row of one
 * would change with every job that comes and goes, and whoever moves a token meanwhile would fail.
 */
public final class LookJob implements JobHandler<LookJob.Configuration> {

  static final String TYPE = "bpmn-stages-look";

  /** Answers the job's id. */
  static String schedule(ExecutionEntity processInstance) {
    ProcessDefinitionEntity definition = processInstance.getProcessDefinition();
    MessageEntity job = new MessageEntity();
    job.setProcessInstanceId(processInstance.getId());
    job.setRootProcessInstanceId(processInstance.getRootProcessInstanceId());
    job.setProcessDefinitionId(definition.getId());
    job.setProcessDefinitionKey(definition.getKey());
    job.setDeploymentId(definition.getDeploymentId());
    job.setTenantId(processInstance.getTenantId());
    job.setExclusive(true);
    job.setJobHandlerType(TYPE);
    job.setJobHandlerConfiguration(new Configuration(processInstance.getId()));
    Context.getCommandContext().getJobManager().send(job);
    return job.getId();
  }

  static boolean isLook(JobEntity job) {
    return TYPE.equals(job.getJobHandlerType());
  }

  /** The run has ended: takes back what was to look at it and is not under way. */
  static void deleteAll(String processInstanceId) {
    CommandContext commandContext = Context.getCommandContext();
    for (JobEntity job :
        commandContext.getJobManager().findJobsByProcessInstanceId(processInstanceId)) {
      if (isLook(job) && job.getLockOwner() == null && job != commandContext.getCurrentJob()) {
        job.delete();
      }
    }
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
    ExecutionEntity processInstance =
        commandContext.getExecutionManager().findExecutionById(configuration.processInstanceId());
    if (processInstance != null && !leaveWhatWaitsForNothing(processInstance)) {
      LookSession.of(commandContext).touchForOperator(processInstance.getId());
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
    return new Configuration(canonicalString);
  }

  @Override
  public void onDelete(Configuration configuration, JobEntity jobEntity) {
    // nothing beside the job itself
  }

  /**
   * What to look at.
   *
   * @param processInstanceId the run
   */
  public record Configuration(String processInstanceId) implements JobHandlerConfiguration {
    @Override
    public String toCanonicalString() {
      return processInstanceId;
    }
  }
}
