package io.github.bpmnstages.query;

import static org.camunda.bpm.engine.impl.util.EnsureUtil.ensureNotNull;

import io.github.bpmnstages.query.Filter.RunsBy;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/** Query over {@code STG_HI_MILESTONE}. */
final class MilestoneQuerySql extends RecordQuerySql<MilestoneQuery, Milestone>
    implements MilestoneQuery {

  private static final long serialVersionUID = 1L;

  /**
   * @param executor null inside a command
   */
  MilestoneQuerySql(CommandExecutor executor) {
    super(executor, "Milestone", "RUN_ID_");
  }

  @Override
  public MilestoneQuery milestoneId(String milestoneId) {
    return equal("ID_", "milestoneId", milestoneId);
  }

  @Override
  public MilestoneQuery milestoneIdIn(String... milestoneIds) {
    return in("ID_", "milestoneIds", (Object[]) milestoneIds);
  }

  @Override
  public MilestoneQuery kind(MilestoneKind kind) {
    ensureNotNull(NotValidException.class, "kind", kind);
    return equal("KIND_", "kind", kind.name());
  }

  @Override
  public MilestoneQuery kindIn(MilestoneKind... kinds) {
    ensureNotNull(NotValidException.class, "kinds", (Object[]) kinds);
    return in("KIND_", "kinds", Arrays.stream(kinds).map(MilestoneKind::name).toList());
  }

  @Override
  public MilestoneQuery stageId(String stageId) {
    return equal("STAGE_ID_", "stageId", stageId);
  }

  @Override
  public MilestoneQuery stageIdIn(String... stageIds) {
    return in("STAGE_ID_", "stageIds", (Object[]) stageIds);
  }

  @Override
  public MilestoneQuery stageRunId(String stageRunId) {
    return equal("STAGE_RUN_ID_", RunsBy.STAGE_RUN, "stageRunId", stageRunId);
  }

  @Override
  public MilestoneQuery stageRunIdIn(String... stageRunIds) {
    return in("STAGE_RUN_ID_", RunsBy.STAGE_RUN, "stageRunIds", (Object[]) stageRunIds);
  }

  @Override
  public MilestoneQuery stepId(String stepId) {
    return equal("STEP_ID_", "stepId", stepId);
  }

  @Override
  public MilestoneQuery stepIdIn(String... stepIds) {
    return in("STEP_ID_", "stepIds", (Object[]) stepIds);
  }

  @Override
  public MilestoneQuery stepRunId(String stepRunId) {
    return equal("STEP_RUN_ID_", RunsBy.STEP_RUN, "stepRunId", stepRunId);
  }

  @Override
  public MilestoneQuery stepRunIdIn(String... stepRunIds) {
    return in("STEP_RUN_ID_", RunsBy.STEP_RUN, "stepRunIds", (Object[]) stepRunIds);
  }

  @Override
  public MilestoneQuery userId(String userId) {
    return equal("USER_ID_", "userId", userId);
  }

  @Override
  public MilestoneQuery userIdIn(String... userIds) {
    return in("USER_ID_", "userIds", (Object[]) userIds);
  }

  @Override
  public MilestoneQuery detail(String detail) {
    return equal("DETAIL_", "detail", detail);
  }

  @Override
  public MilestoneQuery detailIn(String... details) {
    return in("DETAIL_", "details", (Object[]) details);
  }

  @Override
  public MilestoneQuery occurredBefore(Date occurredBefore) {
    return compare("TIMESTAMP_", "<=", "occurredBefore", occurredBefore);
  }

  @Override
  public MilestoneQuery occurredAfter(Date occurredAfter) {
    return compare("TIMESTAMP_", ">=", "occurredAfter", occurredAfter);
  }

  @Override
  public MilestoneQuery orderBySequence() {
    return by("SEQUENCE_");
  }

  @Override
  public MilestoneQuery orderByTimestamp() {
    return by("TIMESTAMP_");
  }

  @Override
  public MilestoneQuery orderByKind() {
    return by("KIND_");
  }

  @Override
  public MilestoneQuery orderByStageId() {
    return by("STAGE_ID_");
  }

  @Override
  public MilestoneQuery orderByStageRunId() {
    return by("STAGE_RUN_ID_");
  }

  @Override
  public MilestoneQuery orderByStepId() {
    return by("STEP_ID_");
  }

  @Override
  public MilestoneQuery orderByStepRunId() {
    return by("STEP_RUN_ID_");
  }

  @Override
  public MilestoneQuery orderByUserId() {
    return by("USER_ID_");
  }

  @Override
  List<QueryOrderingProperty> defaultOrder() {
    return List.of(ascending("SEQUENCE_"));
  }
}
