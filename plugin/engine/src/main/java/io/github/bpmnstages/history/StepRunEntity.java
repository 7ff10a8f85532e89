package io.github.bpmnstages.history;

import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.DbEntityLifecycleAware;

/**
 * Row of {@code STG_HI_STEP_RUN}. Has no revision on purpose: an update touches the row only while
 * it has no end, so a status with which the step has ended never changes. Nor does it touch what
 * this command has not changed: one may claim the task of a step while another one records that the
 * step has failed.
 */
public class StepRunEntity implements StepRun, DbEntity, DbEntityLifecycleAware {

  /** Where in {@link #getPersistentState} the columns begin that change together. */
  private static final int WORK = 7;

  private static final int STATUS = 11;

  private String id;
  private String processInstanceId;
  private String rootProcessInstanceId;
  private String processDefinitionId;
  private String processDefinitionKey;
  private String stageRunId;
  private String stageId;
  private String stepId;
  private String stepName;
  private String stepType;
  private String activityInstanceId;
  private String taskId;
  private String assignee;
  private String calledProcessInstanceId;
  private StepStatus status;
  private Date startTime;
  private Date endTime;
  private Long durationInMillis;
  private String errorCode;
  private String errorMessage;
  private long sequence;
  private String tenantId;
  private Date removalTime;
  private List<?> loaded;

  @Override
  public String getId() {
    return id;
  }

  @Override
  public void setId(String id) {
    this.id = id;
  }

  @Override
  public String getProcessInstanceId() {
    return processInstanceId;
  }

  public void setProcessInstanceId(String processInstanceId) {
    this.processInstanceId = processInstanceId;
  }

  @Override
  public String getRootProcessInstanceId() {
    return rootProcessInstanceId;
  }

  public void setRootProcessInstanceId(String rootProcessInstanceId) {
    this.rootProcessInstanceId = rootProcessInstanceId;
  }

  @Override
  public String getProcessDefinitionId() {
    return processDefinitionId;
  }

  public void setProcessDefinitionId(String processDefinitionId) {
    this.processDefinitionId = processDefinitionId;
  }

  @Override
  public String getProcessDefinitionKey() {
    return processDefinitionKey;
  }

  public void setProcessDefinitionKey(String processDefinitionKey) {
    this.processDefinitionKey = processDefinitionKey;
  }

  /** What all steps of the stage run have in common; not known to the entity manager. */
  public StageRunEntity stageRun() {
    StageRunEntity stageRun = new StageRunEntity();
    stageRun.setId(stageRunId);
    stageRun.setProcessInstanceId(processInstanceId);
    stageRun.setRootProcessInstanceId(rootProcessInstanceId);
    stageRun.setProcessDefinitionId(processDefinitionId);
    stageRun.setProcessDefinitionKey(processDefinitionKey);
    stageRun.setStageId(stageId);
    stageRun.setTenantId(tenantId);
    stageRun.setRemovalTime(removalTime);
    return stageRun;
  }

  @Override
  public String getStageRunId() {
    return stageRunId;
  }

  public void setStageRunId(String stageRunId) {
    this.stageRunId = stageRunId;
  }

  @Override
  public String getStageId() {
    return stageId;
  }

  public void setStageId(String stageId) {
    this.stageId = stageId;
  }

  @Override
  public String getStepId() {
    return stepId;
  }

  public void setStepId(String stepId) {
    this.stepId = stepId;
  }

  @Override
  public String getStepName() {
    return stepName;
  }

  public void setStepName(String stepName) {
    this.stepName = Columns.shortText(stepName);
  }

  @Override
  public String getStepType() {
    return stepType;
  }

  public void setStepType(String stepType) {
    this.stepType = stepType;
  }

  @Override
  public String getActivityInstanceId() {
    return activityInstanceId;
  }

  public void setActivityInstanceId(String activityInstanceId) {
    this.activityInstanceId = activityInstanceId;
  }

  @Override
  public String getTaskId() {
    return taskId;
  }

  public void setTaskId(String taskId) {
    this.taskId = taskId;
  }

  @Override
  public String getAssignee() {
    return assignee;
  }

  public void setAssignee(String assignee) {
    this.assignee = assignee;
  }

  @Override
  public String getCalledProcessInstanceId() {
    return calledProcessInstanceId;
  }

  public void setCalledProcessInstanceId(String calledProcessInstanceId) {
    this.calledProcessInstanceId = calledProcessInstanceId;
  }

  @Override
  public StepStatus getStatus() {
    return status;
  }

  public void setStatus(StepStatus status) {
    this.status = status;
  }

  @Override
  public Date getStartTime() {
    return startTime;
  }

  public void setStartTime(Date startTime) {
    this.startTime = startTime;
  }

  @Override
  public Date getEndTime() {
    return endTime;
  }

  public void setEndTime(Date endTime) {
    this.endTime = endTime;
  }

  @Override
  public Long getDurationInMillis() {
    return durationInMillis;
  }

  public void setDurationInMillis(Long durationInMillis) {
    this.durationInMillis = durationInMillis;
  }

  @Override
  public String getErrorCode() {
    return errorCode;
  }

  public void setErrorCode(String errorCode) {
    this.errorCode = Columns.shortText(errorCode);
  }

  @Override
  public String getErrorMessage() {
    return errorMessage;
  }

  public void setErrorMessage(String errorMessage) {
    this.errorMessage = Columns.longText(errorMessage);
  }

  /** Orders the visits, also those of one millisecond; set when the row is inserted. */
  public long getSequence() {
    return sequence;
  }

  public void setSequence(long sequence) {
    this.sequence = sequence;
  }

  @Override
  public String getTenantId() {
    return tenantId;
  }

  public void setTenantId(String tenantId) {
    this.tenantId = tenantId;
  }

  @Override
  public Date getRemovalTime() {
    return removalTime;
  }

  public void setRemovalTime(Date removalTime) {
    this.removalTime = removalTime;
  }

  /** What an update may change: the engine compares it to find changed rows. */
  @Override
  public List<?> getPersistentState() {
    return Arrays.asList(
        processDefinitionId,
        processDefinitionKey,
        stageRunId,
        stageId,
        stepId,
        stepName,
        stepType,
        activityInstanceId,
        taskId,
        assignee,
        calledProcessInstanceId,
        status,
        endTime,
        durationInMillis,
        errorCode,
        errorMessage);
  }

  @Override
  public void postLoad() {
    loaded = getPersistentState();
  }

  /** Whether a migration has given the row another place in a model. */
  public boolean isMigrated() {
    return isChanged(0, WORK);
  }

  /** Whether the work that the step stands for is another one, or with somebody else. */
  public boolean isWorkChanged() {
    return isChanged(WORK, STATUS);
  }

  /** Whether the step has another status, or another error. */
  public boolean isStatusChanged() {
    return isChanged(STATUS, getPersistentState().size());
  }

  private boolean isChanged(int from, int to) {
    return loaded == null
        || !getPersistentState().subList(from, to).equals(loaded.subList(from, to));
  }

  @Override
  public String toString() {
    return "StepRunEntity[id=" + id + ", status=" + status + "]";
  }
}
