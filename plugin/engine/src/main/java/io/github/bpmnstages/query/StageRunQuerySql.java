package io.github.bpmnstages.query;

import static org.camunda.bpm.engine.impl.util.EnsureUtil.ensureNotNull;

import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import java.util.Arrays;
import java.util.Date;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Query over {@code STG_HI_STAGE_RUN}. */
final class StageRunQuerySql extends TimedRecordQuerySql<StageRunQuery, StageRun>
    implements StageRunQuery {

  private static final long serialVersionUID = 1L;

  private boolean waiting;
  private Date runStartedAfter;
  private Date runStartedBefore;

  /**
   * @param executor null inside a command
   */
  StageRunQuerySql(CommandExecutor executor) {
    super(executor, "StageRun", "RUN_ID_");
  }

  @Override
  public StageRunQuery stageRunId(String stageRunId) {
    return equal("ID_", "stageRunId", stageRunId);
  }

  @Override
  public StageRunQuery stageRunIdIn(String... stageRunIds) {
    return in("ID_", "stageRunIds", (Object[]) stageRunIds);
  }

  @Override
  public StageRunQuery stageId(String stageId) {
    return equal("STAGE_ID_", "stageId", stageId);
  }

  @Override
  public StageRunQuery stageIdIn(String... stageIds) {
    return in("STAGE_ID_", "stageIds", (Object[]) stageIds);
  }

  @Override
  public StageRunQuery stageName(String stageName) {
    return equal("STAGE_NAME_", "stageName", stageName);
  }

  @Override
  public StageRunQuery stageNameIn(String... stageNames) {
    return in("STAGE_NAME_", "stageNames", (Object[]) stageNames);
  }

  @Override
  public StageRunQuery activityInstanceId(String activityInstanceId) {
    return equal("ACT_INST_ID_", "activityInstanceId", activityInstanceId);
  }

  @Override
  public StageRunQuery activityInstanceIdIn(String... activityInstanceIds) {
    return in("ACT_INST_ID_", "activityInstanceIds", (Object[]) activityInstanceIds);
  }

  @Override
  public StageRunQuery status(StageStatus status) {
    ensureNotNull(NotValidException.class, "status", status);
    return equal("STATUS_", "status", status.name());
  }

  @Override
  public StageRunQuery statusIn(StageStatus... statuses) {
    ensureNotNull(NotValidException.class, "statuses", (Object[]) statuses);
    return in("STATUS_", "statuses", Arrays.stream(statuses).map(StageStatus::name).toList());
  }

  @Override
  void ofAnyStatus() {
    statusIn(StageStatus.values());
  }

  @Override
  public StageRunQuery waitingForExitCondition() {
    waiting = true;
    return unfinished();
  }

  @Override
  public StageRunQuery ownerId(String ownerId) {
    return equal("OWNER_ID_", "ownerId", ownerId);
  }

  @Override
  public StageRunQuery ownerIdIn(String... ownerIds) {
    return in("OWNER_ID_", "ownerIds", (Object[]) ownerIds);
  }

  @Override
  public StageRunQuery errorCode(String errorCode) {
    return equal("ERROR_CODE_", "errorCode", errorCode);
  }

  @Override
  public StageRunQuery errorCodeIn(String... errorCodes) {
    return in("ERROR_CODE_", "errorCodes", (Object[]) errorCodes);
  }

  @Override
  public StageRunQuery faultPath(String faultPath) {
    return equal("FAULT_PATH_", "faultPath", faultPath);
  }

  @Override
  public StageRunQuery faultPathIn(String... faultPaths) {
    return in("FAULT_PATH_", "faultPaths", (Object[]) faultPaths);
  }

  @Override
  public StageRunQuery dueBefore(Date dueBefore) {
    return compare("DUE_DATE_", "<=", "dueBefore", dueBefore);
  }

  @Override
  public StageRunQuery dueAfter(Date dueAfter) {
    return compare("DUE_DATE_", ">=", "dueAfter", dueAfter);
  }

  @Override
  public StageRunQuery overdue() {
    compare("DUE_DATE_", "<", "now", ClockUtil.getCurrentTime());
    return unfinished();
  }

  /** Only stage runs of runs that started in between; either may be null. */
  void runStarted(Date after, Date before) {
    runStartedAfter = after;
    runStartedBefore = before;
  }

  /** Read by the mapper. */
  public boolean isWaiting() {
    return waiting;
  }

  /** Read by the mapper. */
  public Date getRunStartedAfter() {
    return runStartedAfter;
  }

  /** Read by the mapper. */
  public Date getRunStartedBefore() {
    return runStartedBefore;
  }

  /** Read by the mapper. */
  public Date getNow() {
    return ClockUtil.getCurrentTime();
  }

  @Override
  public StageRunQuery orderByStageId() {
    return by("STAGE_ID_");
  }

  @Override
  public StageRunQuery orderByStageName() {
    return by("STAGE_NAME_");
  }

  @Override
  public StageRunQuery orderByActivityInstanceId() {
    return by("ACT_INST_ID_");
  }

  @Override
  public StageRunQuery orderByDueDate() {
    return by("DUE_DATE_");
  }

  @Override
  public StageRunQuery orderByOwnerId() {
    return by("OWNER_ID_");
  }

  @Override
  public StageRunQuery orderByErrorCode() {
    return by("ERROR_CODE_");
  }

  @Override
  public StageRunQuery orderByFaultPath() {
    return by("FAULT_PATH_");
  }
}
