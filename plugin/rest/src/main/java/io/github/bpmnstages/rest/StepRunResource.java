package io.github.bpmnstages.rest;

import io.github.bpmnstages.model.StepType;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.query.StepRunQuery;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Step runs: list, look at one (contract, section 9). */
@Path(StepRunResource.PATH)
public class StepRunResource extends QueryResource<StepRunQuery, StepRun, StepRunDto> {

  static final String PATH = "/step-run";

  private static final QueryDefinition<StepRunQuery> DEFINITION =
      RecordQueryDefinition.<StepRunQuery>createTimed()
          .text("id", StepRunQuery::stepRunId, StepRunQuery::stepRunIdIn)
          .text("stepRunId", StepRunQuery::stepRunId, StepRunQuery::stepRunIdIn)
          .text("stageRunId", StepRunQuery::stageRunId, StepRunQuery::stageRunIdIn)
          .text("stageId", StepRunQuery::stageId, StepRunQuery::stageIdIn)
          .text("stepId", StepRunQuery::stepId, StepRunQuery::stepIdIn)
          .text("stepName", StepRunQuery::stepName, StepRunQuery::stepNameIn)
          .value(
              "stepType",
              ValueDefinition.textOf(StepType.class),
              StepRunQuery::stepType,
              String[]::new,
              StepRunQuery::stepTypeIn)
          .text(
              "activityInstanceId",
              StepRunQuery::activityInstanceId,
              StepRunQuery::activityInstanceIdIn)
          .text("taskId", StepRunQuery::taskId, StepRunQuery::taskIdIn)
          .text("assignee", StepRunQuery::assignee, StepRunQuery::assigneeIn)
          .text(
              "calledProcessInstanceId",
              StepRunQuery::calledProcessInstanceId,
              StepRunQuery::calledProcessInstanceIdIn)
          .value(
              "status",
              ValueDefinition.oneOf(StepStatus.class),
              StepRunQuery::status,
              StepStatus[]::new,
              StepRunQuery::statusIn)
          .text("errorCode", StepRunQuery::errorCode, StepRunQuery::errorCodeIn)
          .sorting("stepRunId", StepRunQuery::orderById)
          .sorting("stageRunId", StepRunQuery::orderByStageRunId)
          .sorting("stageId", StepRunQuery::orderByStageId)
          .sorting("stepId", StepRunQuery::orderByStepId)
          .sorting("stepName", StepRunQuery::orderByStepName)
          .sorting("stepType", StepRunQuery::orderByStepType)
          .sorting("activityInstanceId", StepRunQuery::orderByActivityInstanceId)
          .sorting("taskId", StepRunQuery::orderByTaskId)
          .sorting("assignee", StepRunQuery::orderByAssignee)
          .sorting("calledProcessInstanceId", StepRunQuery::orderByCalledProcessInstanceId)
          .sorting("errorCode", StepRunQuery::orderByErrorCode);

  /** The same under {@code /engine/{name}}. */
  @Path(NAMED_ENGINE + PATH)
  public static final class OfNamedEngine extends StepRunResource {}

  /** For the JAX-RS runtime. */
  public StepRunResource() {
    super(DEFINITION);
  }

  /** One step run. */
  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public StepRunDto get(@PathParam("id") String id) {
    requestReader().checkNoParameters();
    StepRunQuery query = stageService().createStepRunQuery();
    return toDto(found(query.stepRunId(id).singleResult(), "Step run", id));
  }

  @Override
  StepRunQuery createQuery(StageService service) {
    return service.createStepRunQuery();
  }

  @Override
  StepRunDto toDto(StepRun run) {
    return StepRunDto.of(run);
  }
}
