package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;

/**
 * Looks at the stage in progress in a transaction of its own, at once: where the look is due but
 * the transaction under way cannot leave the stage.
 */
public final class LookJob implements JobHandler<LookJob.Configuration> {

  static final String TYPE = "bpmn-stages-look";

  static void schedule(ExecutionEntity processInstance) {
    MessageEntity job = new MessageEntity();
    job.setExecution(processInstance);
    job.setExclusive(true);
    job.setJobHandlerType(TYPE);
    job.setJobHandlerConfiguration(new Configuration());
    Context.getCommandContext().getJobManager().send(job);
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
    LookSession.of(commandContext).touchForOperator(execution.getProcessInstanceId());
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
