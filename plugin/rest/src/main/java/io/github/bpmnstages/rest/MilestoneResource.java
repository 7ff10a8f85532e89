package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.MilestoneQuery;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import jakarta.ws.rs.Path;

/** Milestones: list, by sequence unless asked otherwise (contract, section 9). */
@Path(MilestoneResource.PATH)
public class MilestoneResource extends QueryResource<MilestoneQuery, Milestone, MilestoneDto> {

  static final String PATH = "/stage-milestone";

  private static final QueryDefinition<MilestoneQuery> DEFINITION =
      RecordQueryDefinition.<MilestoneQuery>create()
          .text("id", MilestoneQuery::milestoneId, MilestoneQuery::milestoneIdIn)
          .text("milestoneId", MilestoneQuery::milestoneId, MilestoneQuery::milestoneIdIn)
          .value(
              "kind",
              ValueDefinition.oneOf(MilestoneKind.class),
              MilestoneQuery::kind,
              MilestoneKind[]::new,
              MilestoneQuery::kindIn)
          .text("stageId", MilestoneQuery::stageId, MilestoneQuery::stageIdIn)
          .text("stageRunId", MilestoneQuery::stageRunId, MilestoneQuery::stageRunIdIn)
          .text("stepId", MilestoneQuery::stepId, MilestoneQuery::stepIdIn)
          .text("stepRunId", MilestoneQuery::stepRunId, MilestoneQuery::stepRunIdIn)
          .text("detail", MilestoneQuery::detail, MilestoneQuery::detailIn)
          .text("userId", MilestoneQuery::userId, MilestoneQuery::userIdIn)
          .date("occurredBefore", MilestoneQuery::occurredBefore)
          .date("occurredAfter", MilestoneQuery::occurredAfter)
          .sorting("milestoneId", MilestoneQuery::orderById)
          .sorting("sequence", MilestoneQuery::orderBySequence)
          .sorting("timestamp", MilestoneQuery::orderByTimestamp)
          .sorting("kind", MilestoneQuery::orderByKind)
          .sorting("stageId", MilestoneQuery::orderByStageId)
          .sorting("stageRunId", MilestoneQuery::orderByStageRunId)
          .sorting("stepId", MilestoneQuery::orderByStepId)
          .sorting("stepRunId", MilestoneQuery::orderByStepRunId)
          .sorting("userId", MilestoneQuery::orderByUserId);

  /** The same under {@code /engine/{name}}. */
  @Path(NAMED_ENGINE + PATH)
  public static final class OfNamedEngine extends MilestoneResource {}

  /** For the JAX-RS runtime. */
  public MilestoneResource() {
    super(DEFINITION);
  }

  @Override
  MilestoneQuery createQuery(StageService service) {
    return service.createMilestoneQuery();
  }

  @Override
  MilestoneDto toDto(Milestone milestone) {
    return MilestoneDto.of(milestone);
  }
}
