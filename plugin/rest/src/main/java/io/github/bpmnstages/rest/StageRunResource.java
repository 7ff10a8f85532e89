package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.StageRunQuery;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Stage runs: list, look at one, evaluate its exit condition (contract, section 9). */
@Path(StageRunResource.PATH)
public class StageRunResource extends QueryResource<StageRunQuery, StageRun, StageRunDto> {

  static final String PATH = "/stage-run";

  private static final QueryDefinition<StageRunQuery> DEFINITION =
      RecordQueryDefinition.<StageRunQuery>createTimed()
          .text("id", StageRunQuery::stageRunId, StageRunQuery::stageRunIdIn)
          .text("stageRunId", StageRunQuery::stageRunId, StageRunQuery::stageRunIdIn)
          .text("stageId", StageRunQuery::stageId, StageRunQuery::stageIdIn)
          .text("stageName", StageRunQuery::stageName, StageRunQuery::stageNameIn)
          .text(
              "activityInstanceId",
              StageRunQuery::activityInstanceId,
              StageRunQuery::activityInstanceIdIn)
          .value(
              "status",
              ValueDefinition.oneOf(StageStatus.class),
              StageRunQuery::status,
              StageStatus[]::new,
              StageRunQuery::statusIn)
          .flag("waitingForExitCondition", StageRunQuery::waitingForExitCondition)
          .text("ownerId", StageRunQuery::ownerId, StageRunQuery::ownerIdIn)
          .text("errorCode", StageRunQuery::errorCode, StageRunQuery::errorCodeIn)
          .text("faultPath", StageRunQuery::faultPath, StageRunQuery::faultPathIn)
          .date("dueBefore", StageRunQuery::dueBefore)
          .date("dueAfter", StageRunQuery::dueAfter)
          .flag("overdue", StageRunQuery::overdue)
          .sorting("stageRunId", StageRunQuery::orderById)
          .sorting("stageId", StageRunQuery::orderByStageId)
          .sorting("stageName", StageRunQuery::orderByStageName)
          .sorting("activityInstanceId", StageRunQuery::orderByActivityInstanceId)
          .sorting("dueDate", StageRunQuery::orderByDueDate)
          .sorting("ownerId", StageRunQuery::orderByOwnerId)
          .sorting("errorCode", StageRunQuery::orderByErrorCode)
          .sorting("faultPath", StageRunQuery::orderByFaultPath);

  /** The same under {@code /engine/{name}}. */
  @Path(NAMED_ENGINE + PATH)
  public static final class OfNamedEngine extends StageRunResource {}

  /** For the JAX-RS runtime. */
  public StageRunResource() {
    super(DEFINITION);
  }

  /** One stage run. */
  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public StageRunDto get(@PathParam("id") String id) {
    requestReader().checkNoParameters();
    StageRunQuery query = stageService().createStageRunQuery();
    return toDto(found(query.stageRunId(id).singleResult(), "Stage run", id));
  }

  /** Looks at the exit condition now. */
  @POST
  @Path("/{id}/evaluate")
  @Produces(MediaType.APPLICATION_JSON)
  public EvaluationDto evaluate(@PathParam("id") String id, String body) {
    requestReader().checkNoParameters();
    requestReader().checkEmpty(body);
    StageService service = stageService();
    return new EvaluationDto(found(() -> service.evaluate(id)));
  }

  @Override
  StageRunQuery createQuery(StageService service) {
    return service.createStageRunQuery();
  }

  @Override
  StageRunDto toDto(StageRun run) {
    return StageRunDto.of(run);
  }
}
