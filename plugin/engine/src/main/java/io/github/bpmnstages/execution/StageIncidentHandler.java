package io.github.bpmnstages.execution;

import java.util.Objects;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.incident.CompositeIncidentHandler;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;

/**
 * Around the engine's handler of one incident type: takes the fault path of a stage instead of
 * creating an incident, else records what the incident means for runs, stages and steps.
 */
final class StageIncidentHandler implements IncidentHandler {

  /** Incident of an exit condition that failed where it must not fail the operator's request. */
  static final String FAILED_CONDITION = "failedStageCondition";

  private final IncidentHandler next;

  private StageIncidentHandler(IncidentHandler next) {
    this.next = next;
  }

  /** Wraps the handlers of one engine, whatever they are. */
  static void install(ProcessEngineConfigurationImpl configuration) {
    for (String type :
        new String[] {Incident.FAILED_JOB_HANDLER_TYPE, Incident.EXTERNAL_TASK_HANDLER_TYPE}) {
      configuration.getIncidentHandlers().put(type, around(configuration.getIncidentHandler(type)));
    }
    configuration
        .getIncidentHandlers()
        .put(
            FAILED_CONDITION,
            new StageIncidentHandler(new DefaultIncidentHandler(FAILED_CONDITION)));
  }

  /** Who has switched composite handlers on may add more to what stands in the engine. */
  private static IncidentHandler around(IncidentHandler next) {
    IncidentHandler handler = new StageIncidentHandler(next);
    return next instanceof CompositeIncidentHandler
        ? new CompositeIncidentHandler(handler)
        : handler;
  }

  @Override
  public String getIncidentHandlerType() {
    return next.getIncidentHandlerType();
  }

  @Override
  public Incident handleIncident(IncidentContext context, String message) {
    placeInRun(context);
    ExecutionEntity execution = execution(context);
    if (execution == null) {
      return next.handleIncident(context, message);
    }
    if (FAILED_CONDITION.equals(getIncidentHandlerType())) {
      Incident incident = next.handleIncident(context, message);
      IncidentSession.current().conditionFailed(execution, context.getConfiguration(), message);
      return incident;
    }
    FailedPlaces places = FailedPlaces.of(job(context), failedActivityId(context));
    if (FaultPath.take(execution, places, message)) {
      return null;
    }
    Incident incident = next.handleIncident(context, message);
    IncidentSession.current().failed(execution, places, isAfterActivity(context), message);
    return incident;
  }

  /** The job of a look hangs on no execution. */
  private void placeInRun(IncidentContext context) {
    JobEntity job = context.getExecutionId() == null ? job(context) : null;
    if (job != null && LookJob.isLook(job)) {
      context.setExecutionId(job.getProcessInstanceId());
    }
  }

  /** Whether the job stands behind its activity: a step that has ended does not fail any more. */
  private boolean isAfterActivity(IncidentContext context) {
    JobEntity job = job(context);
    return job != null
        && job.getJobHandlerConfigurationRaw() != null
        && job.getJobHandlerConfigurationRaw().startsWith("transition-notify-listener-take")
        && (job.getFailedActivityId() == null
            || job.getFailedActivityId().equals(job.getActivityId()));
  }

  private String failedActivityId(IncidentContext context) {
    JobEntity job = job(context);
    if (job != null && job.getFailedActivityId() != null) {
      return job.getFailedActivityId();
    }
    return job != null ? job.getActivityId() : context.getActivityId();
  }

  private JobEntity job(IncidentContext context) {
    return Incident.FAILED_JOB_HANDLER_TYPE.equals(getIncidentHandlerType())
        ? Context.getCommandContext().getJobManager().findJobById(context.getConfiguration())
        : null;
  }

  private static ExecutionEntity execution(IncidentContext context) {
    return context.getExecutionId() == null
        ? null
        : Context.getCommandContext()
            .getExecutionManager()
            .findExecutionById(context.getExecutionId());
  }

  @Override
  public void resolveIncident(IncidentContext context) {
    next.resolveIncident(context);
    noteRemoval(context);
  }

  @Override
  public void deleteIncident(IncidentContext context) {
    next.deleteIncident(context);
    noteRemoval(context);
  }

  /** Looks at what the engine has just removed; asks the database nothing. */
  private static void noteRemoval(IncidentContext context) {
    CommandContext commandContext = Context.getCommandContext();
    DbEntityManager entities = commandContext.getDbEntityManager();
    for (IncidentEntity incident : entities.getCachedEntitiesByType(IncidentEntity.class)) {
      if (entities.isDeleted(incident)
          && incident.getProcessInstanceId() != null
          && Objects.equals(incident.getConfiguration(), context.getConfiguration())) {
        IncidentSession.current()
            .removed(
                commandContext
                    .getExecutionManager()
                    .findExecutionById(incident.getProcessInstanceId()));
      }
    }
  }
}
