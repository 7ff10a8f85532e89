package io.github.bpmnstages.query;

import static org.camunda.bpm.engine.impl.util.EnsureUtil.ensureNotNull;

import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import java.util.Arrays;
import java.util.Date;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/** Query over {@code STG_HI_RUN}. */
final class OrchestrationRunQuerySql
    extends TimedRecordQuerySql<OrchestrationRunQuery, OrchestrationRun>
    implements OrchestrationRunQuery {

  private static final long serialVersionUID = 1L;

  private Date lastMilestoneBefore;

  /**
   * @param executor null inside a command
   */
  OrchestrationRunQuerySql(CommandExecutor executor) {
    super(executor, "OrchestrationRun", "ID_");
  }

  @Override
  public OrchestrationRunQuery superProcessInstanceId(String superProcessInstanceId) {
    return equal("SUPER_PROC_INST_ID_", "superProcessInstanceId", superProcessInstanceId);
  }

  @Override
  public OrchestrationRunQuery superProcessInstanceIdIn(String... superProcessInstanceIds) {
    return in("SUPER_PROC_INST_ID_", "superProcessInstanceIds", (Object[]) superProcessInstanceIds);
  }

  @Override
  public OrchestrationRunQuery businessKey(String businessKey) {
    return equal("BUSINESS_KEY_", "businessKey", businessKey);
  }

  @Override
  public OrchestrationRunQuery businessKeyIn(String... businessKeys) {
    return in("BUSINESS_KEY_", "businessKeys", (Object[]) businessKeys);
  }

  @Override
  public OrchestrationRunQuery businessKeyLike(String businessKeyLike) {
    return compare("BUSINESS_KEY_", "like", "businessKeyLike", businessKeyLike);
  }

  @Override
  public OrchestrationRunQuery status(RunStatus status) {
    ensureNotNull(NotValidException.class, "status", status);
    return equal("STATUS_", "status", status.name());
  }

  @Override
  public OrchestrationRunQuery statusIn(RunStatus... statuses) {
    ensureNotNull(NotValidException.class, "statuses", (Object[]) statuses);
    return in("STATUS_", "statuses", Arrays.stream(statuses).map(RunStatus::name).toList());
  }

  @Override
  public OrchestrationRunQuery currentStageId(String currentStageId) {
    return equal("CURRENT_STAGE_ID_", "currentStageId", currentStageId);
  }

  @Override
  public OrchestrationRunQuery currentStageIdIn(String... currentStageIds) {
    return in("CURRENT_STAGE_ID_", "currentStageIds", (Object[]) currentStageIds);
  }

  @Override
  public OrchestrationRunQuery ownerId(String ownerId) {
    return equal("OWNER_ID_", "ownerId", ownerId);
  }

  @Override
  public OrchestrationRunQuery ownerIdIn(String... ownerIds) {
    return in("OWNER_ID_", "ownerIds", (Object[]) ownerIds);
  }

  @Override
  public OrchestrationRunQuery lastMilestoneBefore(Date lastMilestoneBefore) {
    ensureNotNull(NotValidException.class, "lastMilestoneBefore", lastMilestoneBefore);
    this.lastMilestoneBefore = lastMilestoneBefore;
    return this;
  }

  /** Read by the mapper. */
  public Date getLastMilestoneBefore() {
    return lastMilestoneBefore;
  }

  @Override
  public OrchestrationRunQuery orderBySuperProcessInstanceId() {
    return by("SUPER_PROC_INST_ID_");
  }

  @Override
  public OrchestrationRunQuery orderByBusinessKey() {
    return by("BUSINESS_KEY_");
  }

  @Override
  public OrchestrationRunQuery orderByCurrentStageId() {
    return by("CURRENT_STAGE_ID_");
  }

  @Override
  public OrchestrationRunQuery orderByOwnerId() {
    return by("OWNER_ID_");
  }
}
