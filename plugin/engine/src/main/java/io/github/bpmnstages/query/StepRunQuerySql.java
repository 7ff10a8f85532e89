package io.github.bpmnstages.query;

import static org.camunda.bpm.engine.impl.util.EnsureUtil.ensureNotNull;

import io.github.bpmnstages.query.Filter.RunsBy;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.Arrays;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/** Query over {@code STG_HI_STEP_RUN}. */
final class StepRunQuerySql extends TimedRecordQuerySql<StepRunQuery, StepRun>
    implements StepRunQuery {

  private static final long serialVersionUID = 1L;

  /**
   * @param executor null inside a command
   */
  StepRunQuerySql(CommandExecutor executor) {
    super(executor, "StepRun", "RUN_ID_");
  }

  @Override
  public StepRunQuery stepRunId(String stepRunId) {
    return equal("ID_", "stepRunId", stepRunId);
  }

  @Override
  public StepRunQuery stepRunIdIn(String... stepRunIds) {
    return in("ID_", "stepRunIds", (Object[]) stepRunIds);
  }

  @Override
  public StepRunQuery stageRunId(String stageRunId) {
    return equal("STAGE_RUN_ID_", RunsBy.STAGE_RUN, "stageRunId", stageRunId);
  }

  @Override
  public StepRunQuery stageRunIdIn(String... stageRunIds) {
    return in("STAGE_RUN_ID_", RunsBy.STAGE_RUN, "stageRunIds", (Object[]) stageRunIds);
  }

  @Override
  public StepRunQuery stageId(String stageId) {
    return equal("STAGE_ID_", "stageId", stageId);
  }

  @Override
  public StepRunQuery stageIdIn(String... stageIds) {
    return in("STAGE_ID_", "stageIds", (Object[]) stageIds);
  }

  @Override
  public StepRunQuery stepId(String stepId) {
    return equal("STEP_ID_", "stepId", stepId);
  }

  @Override
  public StepRunQuery stepIdIn(String... stepIds) {
    return in("STEP_ID_", "stepIds", (Object[]) stepIds);
  }

  @Override
  public StepRunQuery stepName(String stepName) {
    return equal("STEP_NAME_", "stepName", stepName);
  }

  @Override
  public StepRunQuery stepNameIn(String... stepNames) {
    return in("STEP_NAME_", "stepNames", (Object[]) stepNames);
  }

  @Override
  public StepRunQuery stepType(String stepType) {
    return equal("STEP_TYPE_", "stepType", stepType);
  }

  @Override
  public StepRunQuery stepTypeIn(String... stepTypes) {
    return in("STEP_TYPE_", "stepTypes", (Object[]) stepTypes);
  }

  @Override
  public StepRunQuery activityInstanceId(String activityInstanceId) {
    return equal("ACT_INST_ID_", "activityInstanceId", activityInstanceId);
  }

  @Override
  public StepRunQuery activityInstanceIdIn(String... activityInstanceIds) {
    return in("ACT_INST_ID_", "activityInstanceIds", (Object[]) activityInstanceIds);
  }

  @Override
  public StepRunQuery taskId(String taskId) {
    return equal("TASK_ID_", "taskId", taskId);
  }

  @Override
  public StepRunQuery taskIdIn(String... taskIds) {
    return in("TASK_ID_", "taskIds", (Object[]) taskIds);
  }

  @Override
  public StepRunQuery assignee(String assignee) {
    return equal("ASSIGNEE_", "assignee", assignee);
  }

  @Override
  public StepRunQuery assigneeIn(String... assignees) {
    return in("ASSIGNEE_", "assignees", (Object[]) assignees);
  }

  @Override
  public StepRunQuery calledProcessInstanceId(String calledProcessInstanceId) {
    withoutTask();
    return equal("CALL_PROC_INST_ID_", "calledProcessInstanceId", calledProcessInstanceId);
  }

  @Override
  public StepRunQuery calledProcessInstanceIdIn(String... calledProcessInstanceIds) {
    withoutTask();
    return in(
        "CALL_PROC_INST_ID_", "calledProcessInstanceIds", (Object[]) calledProcessInstanceIds);
  }

  /** What calls a process has no task; both are found by the same index, which begins with that. */
  private void withoutTask() {
    test("TASK_ID_", "is null");
  }

  @Override
  public StepRunQuery status(StepStatus status) {
    ensureNotNull(NotValidException.class, "status", status);
    return equal("STATUS_", "status", status.name());
  }

  @Override
  public StepRunQuery statusIn(StepStatus... statuses) {
    ensureNotNull(NotValidException.class, "statuses", (Object[]) statuses);
    return in("STATUS_", "statuses", Arrays.stream(statuses).map(StepStatus::name).toList());
  }

  @Override
  void ofAnyStatus() {
    statusIn(StepStatus.values());
  }

  @Override
  public StepRunQuery errorCode(String errorCode) {
    return equal("ERROR_CODE_", "errorCode", errorCode);
  }

  @Override
  public StepRunQuery errorCodeIn(String... errorCodes) {
    return in("ERROR_CODE_", "errorCodes", (Object[]) errorCodes);
  }

  @Override
  public StepRunQuery orderByStageRunId() {
    return by("STAGE_RUN_ID_");
  }

  @Override
  public StepRunQuery orderByStageId() {
    return by("STAGE_ID_");
  }

  @Override
  public StepRunQuery orderByStepId() {
    return by("STEP_ID_");
  }

  @Override
  public StepRunQuery orderByStepName() {
    return by("STEP_NAME_");
  }

  @Override
  public StepRunQuery orderByStepType() {
    return by("STEP_TYPE_");
  }

  @Override
  public StepRunQuery orderByActivityInstanceId() {
    return by("ACT_INST_ID_");
  }

  @Override
  public StepRunQuery orderByTaskId() {
    return by("TASK_ID_");
  }

  @Override
  public StepRunQuery orderByAssignee() {
    return by("ASSIGNEE_");
  }

  @Override
  public StepRunQuery orderByCalledProcessInstanceId() {
    return by("CALL_PROC_INST_ID_");
  }

  @Override
  public StepRunQuery orderByErrorCode() {
    return by("ERROR_CODE_");
  }
}
