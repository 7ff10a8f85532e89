package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.bpmn.behavior.BoundaryEventActivityBehavior;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandlerConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/**
 * Boundary event of a fault path. Reached in the transaction that records a last failure, it goes
 * on in a job of its own: what fails there is an ordinary failure of that job.
 */
public final class FaultPathBehavior extends BoundaryEventActivityBehavior {

  private static final ThreadLocal<Boolean> IN_JOB = new ThreadLocal<>();

  static void continueInJob(boolean inJob) {
    if (inJob) {
      IN_JOB.set(Boolean.TRUE);
    } else {
      IN_JOB.remove();
    }
  }

  @Override
  public void execute(ActivityExecution execution) throws Exception {
    if (IN_JOB.get() == null) {
      super.execute(execution);
      return;
    }
    MessageEntity job = new MessageEntity();
    job.setExecution((ExecutionEntity) execution);
    job.setExclusive(true);
    job.setJobHandlerType(Continuation.TYPE);
    job.setJobHandlerConfiguration(new Continuation.Configuration());
    Context.getCommandContext().getJobManager().send(job);
  }

  /** Leaves the boundary event. */
  public static final class Continuation implements JobHandler<Continuation.Configuration> {

    static final String TYPE = "bpmn-stages-fault-path";

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
      ((BoundaryEventActivityBehavior) execution.getActivity().getActivityBehavior())
          .leave(execution);
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
}
