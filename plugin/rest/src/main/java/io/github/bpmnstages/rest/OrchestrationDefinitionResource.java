package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.OrchestrationDefinitionQuery;
import io.github.bpmnstages.query.OrchestrationSummary;
import io.github.bpmnstages.query.StageService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Date;

/** Process definitions that have stages, and how their runs fare (contract, section 9). */
@Path(OrchestrationDefinitionResource.PATH)
public class OrchestrationDefinitionResource
    extends QueryResource<
        OrchestrationDefinitionQuery, OrchestrationSummary, OrchestrationDefinitionDto> {

  static final String PATH = "/orchestration-definition";

  private static final String BY_ID = "/{processDefinitionId}";
  private static final String BY_KEY = "/key/{key}";
  private static final String BY_KEY_AND_TENANT = "/key/{key}/tenant-id/{tenantId}";
  private static final String STATISTICS = "/statistics";

  private static final QueryDefinition<OrchestrationDefinitionQuery> DEFINITION =
      new QueryDefinition<OrchestrationDefinitionQuery>()
          .text(
              "id",
              OrchestrationDefinitionQuery::processDefinitionId,
              OrchestrationDefinitionQuery::processDefinitionIdIn)
          .text(
              "processDefinitionId",
              OrchestrationDefinitionQuery::processDefinitionId,
              OrchestrationDefinitionQuery::processDefinitionIdIn)
          .text(
              "key",
              OrchestrationDefinitionQuery::processDefinitionKey,
              OrchestrationDefinitionQuery::processDefinitionKeyIn)
          .text(
              "processDefinitionKey",
              OrchestrationDefinitionQuery::processDefinitionKey,
              OrchestrationDefinitionQuery::processDefinitionKeyIn)
          .text("name", OrchestrationDefinitionQuery::name)
          .text("nameLike", OrchestrationDefinitionQuery::nameLike)
          .number("version", OrchestrationDefinitionQuery::version)
          .text("versionTag", OrchestrationDefinitionQuery::versionTag)
          .flag("latestVersion", OrchestrationDefinitionQuery::latestVersion)
          .text(
              "deploymentId",
              OrchestrationDefinitionQuery::deploymentId,
              OrchestrationDefinitionQuery::deploymentIdIn)
          .texts("tenantIdIn", OrchestrationDefinitionQuery::tenantIdIn)
          .flag("withoutTenantId", OrchestrationDefinitionQuery::withoutTenantId)
          .sorting("id", OrchestrationDefinitionQuery::orderByProcessDefinitionId)
          .sorting("processDefinitionId", OrchestrationDefinitionQuery::orderByProcessDefinitionId)
          .sorting("key", OrchestrationDefinitionQuery::orderByKey)
          .sorting("processDefinitionKey", OrchestrationDefinitionQuery::orderByKey)
          .sorting("name", OrchestrationDefinitionQuery::orderByName)
          .sorting("version", OrchestrationDefinitionQuery::orderByVersion)
          .sorting("deploymentId", OrchestrationDefinitionQuery::orderByDeploymentId)
          .sorting("tenantId", OrchestrationDefinitionQuery::orderByTenantId);

  /** The same under {@code /engine/{name}}. */
  @Path(NAMED_ENGINE + PATH)
  public static final class OfNamedEngine extends OrchestrationDefinitionResource {}

  /** For the JAX-RS runtime. */
  public OrchestrationDefinitionResource() {
    super(DEFINITION);
  }

  /** One definition. */
  @GET
  @Path(BY_ID)
  @Produces(MediaType.APPLICATION_JSON)
  public OrchestrationDefinitionDto get(@PathParam("processDefinitionId") String id) {
    requestReader().checkNoParameters();
    return toDto(definition(stageService(), id));
  }

  /** Newest version of a key without tenant. */
  @GET
  @Path(BY_KEY)
  @Produces(MediaType.APPLICATION_JSON)
  public OrchestrationDefinitionDto getByKey(@PathParam("key") String key) {
    requestReader().checkNoParameters();
    OrchestrationDefinitionQuery query = newest(key).withoutTenantId();
    return toDto(found(query.singleResult(), "Orchestration definition without tenant", key));
  }

  /** Newest version of a key of a tenant. */
  @GET
  @Path(BY_KEY_AND_TENANT)
  @Produces(MediaType.APPLICATION_JSON)
  public OrchestrationDefinitionDto getByKeyAndTenant(
      @PathParam("key") String key, @PathParam("tenantId") String tenantId) {
    requestReader().checkNoParameters();
    OrchestrationDefinitionQuery query = newest(key).tenantIdIn(tenantId);
    return toDto(
        found(query.singleResult(), "Orchestration definition of tenant '" + tenantId + "'", key));
  }

  /** How the runs of one definition fare. */
  @GET
  @Path(BY_ID + STATISTICS)
  @Produces(MediaType.APPLICATION_JSON)
  public OrchestrationStatisticsDto statistics(@PathParam("processDefinitionId") String id) {
    StatisticsPeriod period = StatisticsPeriod.read(requestReader());
    StageService service = stageService();
    OrchestrationSummary definition = definition(service, id);
    return OrchestrationStatisticsDto.of(
        id,
        definition.key(),
        definition.tenantId(),
        found(() -> service.getStatistics(id, period.startedAfter(), period.startedBefore())));
  }

  /** How the runs of all versions of a key without tenant fare. */
  @GET
  @Path(BY_KEY + STATISTICS)
  @Produces(MediaType.APPLICATION_JSON)
  public OrchestrationStatisticsDto statisticsByKey(@PathParam("key") String key) {
    return statisticsByKeyAndTenant(key, null);
  }

  /** How the runs of all versions of a key of a tenant fare. */
  @GET
  @Path(BY_KEY_AND_TENANT + STATISTICS)
  @Produces(MediaType.APPLICATION_JSON)
  public OrchestrationStatisticsDto statisticsByKeyAndTenant(
      @PathParam("key") String key, @PathParam("tenantId") String tenantId) {
    StatisticsPeriod period = StatisticsPeriod.read(requestReader());
    Date after = period.startedAfter();
    Date before = period.startedBefore();
    StageService service = stageService();
    return OrchestrationStatisticsDto.of(
        null, key, tenantId, found(() -> service.getStatisticsByKey(key, tenantId, after, before)));
  }

  @Override
  OrchestrationDefinitionQuery createQuery(StageService service) {
    return service.createOrchestrationDefinitionQuery();
  }

  @Override
  OrchestrationDefinitionDto toDto(OrchestrationSummary definition) {
    return OrchestrationDefinitionDto.of(definition);
  }

  private OrchestrationDefinitionQuery newest(String key) {
    return createQuery(stageService()).processDefinitionKey(key).latestVersion();
  }

  private OrchestrationSummary definition(StageService service, String id) {
    return found(
        createQuery(service).processDefinitionId(id).singleResult(),
        "Orchestration definition",
        id);
  }
}
