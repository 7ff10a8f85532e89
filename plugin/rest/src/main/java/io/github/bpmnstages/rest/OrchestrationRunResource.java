package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.OrchestrationRunQuery;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Orchestration runs: list, look at one, restart, move (contract, section 9). */
@Path(OrchestrationRunResource.PATH)
public class OrchestrationRunResource
    extends QueryResource<OrchestrationRunQuery, OrchestrationRun, OrchestrationRunDto> {

  static final String PATH = "/orchestration-run";

  private static final QueryDefinition<OrchestrationRunQuery> DEFINITION =
      RecordQueryDefinition.<OrchestrationRunQuery>createTimed()
          .text(
              "id",
              OrchestrationRunQuery::processInstanceId,
              OrchestrationRunQuery::processInstanceIdIn)
          .text(
              "superProcessInstanceId",
              OrchestrationRunQuery::superProcessInstanceId,
              OrchestrationRunQuery::superProcessInstanceIdIn)
          .text(
              "businessKey",
              OrchestrationRunQuery::businessKey,
              OrchestrationRunQuery::businessKeyIn)
          .text("businessKeyLike", OrchestrationRunQuery::businessKeyLike)
          .value(
              "status",
              ValueDefinition.oneOf(RunStatus.class),
              OrchestrationRunQuery::status,
              RunStatus[]::new,
              OrchestrationRunQuery::statusIn)
          .text(
              "currentStageId",
              OrchestrationRunQuery::currentStageId,
              OrchestrationRunQuery::currentStageIdIn)
          .text("ownerId", OrchestrationRunQuery::ownerId, OrchestrationRunQuery::ownerIdIn)
          .date("lastMilestoneBefore", OrchestrationRunQuery::lastMilestoneBefore)
          .sorting("superProcessInstanceId", OrchestrationRunQuery::orderBySuperProcessInstanceId)
          .sorting("businessKey", OrchestrationRunQuery::orderByBusinessKey)
          .sorting("currentStageId", OrchestrationRunQuery::orderByCurrentStageId)
          .sorting("ownerId", OrchestrationRunQuery::orderByOwnerId);

  /** The same under {@code /engine/{name}}. */
  @Path(NAMED_ENGINE + PATH)
  public static final class OfNamedEngine extends OrchestrationRunResource {}

  /** For the JAX-RS runtime. */
  public OrchestrationRunResource() {
    super(DEFINITION);
  }

  /** One run. */
  @GET
  @Path("/{processInstanceId}")
  @Produces(MediaType.APPLICATION_JSON)
  public OrchestrationRunDto get(@PathParam("processInstanceId") String processInstanceId) {
    requestReader().checkNoParameters();
    OrchestrationRunQuery query = stageService().createOrchestrationRunQuery();
    return toDto(
        found(
            query.processInstanceId(processInstanceId).singleResult(),
            "Orchestration run",
            processInstanceId));
  }

  /** Everything about one run. */
  @GET
  @Path("/{processInstanceId}/overview")
  @Produces(MediaType.APPLICATION_JSON)
  public OrchestrationOverviewDto overview(
      @PathParam("processInstanceId") String processInstanceId) {
    requestReader().checkNoParameters();
    StageService service = stageService();
    return OrchestrationOverviewDto.of(found(() -> service.getOverview(processInstanceId)));
  }

  /** Starts a new run of an ended one; answers the new run. */
  @POST
  @Path("/{processInstanceId}/restart")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public OrchestrationRunDto restart(
      @PathParam("processInstanceId") String processInstanceId, String body) {
    String fromStageId = requestReader().requiredText(body, "fromStageId");
    StageService service = stageService();
    return toDto(found(() -> service.restart(processInstanceId, fromStageId)));
  }

  /** Leaves the stage in progress and starts another one; answers nothing. */
  @POST
  @Path("/{processInstanceId}/move")
  @Consumes(MediaType.APPLICATION_JSON)
  public void move(@PathParam("processInstanceId") String processInstanceId, String body) {
    String toStageId = requestReader().requiredText(body, "toStageId");
    StageService service = stageService();
    found(
        () -> {
          service.move(processInstanceId, toStageId);
          return null;
        });
  }

  @Override
  OrchestrationRunQuery createQuery(StageService service) {
    return service.createOrchestrationRunQuery();
  }

  @Override
  OrchestrationRunDto toDto(OrchestrationRun run) {
    return OrchestrationRunDto.of(run);
  }
}
