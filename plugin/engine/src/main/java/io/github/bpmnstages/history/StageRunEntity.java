package io.github.bpmnstages.history;

import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import java.util.Arrays;
import java.util.Date;
import java.util.Iterator;
import java.util.List;

/**
 * Row of {@code STG_HI_STAGE_RUN}. Has no revision on purpose: an update touches the row only while
 * it has no end, so a status with which the stage has ended never changes.
 */
public class StageRunEntity extends SharedRow implements StageRun {

  /** Place in {@link #getPersistentState}. */
  private static final int WAITING = 6;

  private String id;
  private String processInstanceId;
  private String rootProcessInstanceId;
  private String processDefinitionId;
  private String processDefinitionKey;
  private String stageId;
  private String stageName;
  private String activityInstanceId;
  private StageStatus status;
  private boolean waitingForExitCondition;
  private boolean withUnstartedSteps;
  private Date startTime;
  private Date endTime;
  private Long durationInMillis;
  private Date dueDate;
  private String ownerId;
  private String errorCode;
  private String errorMessage;
  private String faultPath;
  private long sequence;
  private String tenantId;
  private Date removalTime;

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

  @Override
  public String getStageId() {
    return stageId;
  }

  public void setStageId(String stageId) {
    this.stageId = stageId;
  }

  @Override
  public String getStageName() {
    return stageName;
  }

  public void setStageName(String stageName) {
    this.stageName = Columns.shortText(stageName);
  }

  @Override
  public String getActivityInstanceId() {
    return activityInstanceId;
  }

  public void setActivityInstanceId(String activityInstanceId) {
    this.activityInstanceId = activityInstanceId;
  }

  @Override
  public StageStatus getStatus() {
    return status;
  }

  public void setStatus(StageStatus status) {
    this.status = status;
  }

  /** Whether a step of it has ever got a record before its start was stored. */
  public boolean isWithUnstartedSteps() {
    return withUnstartedSteps;
  }

  public void setWithUnstartedSteps(boolean withUnstartedSteps) {
    this.withUnstartedSteps = withUnstartedSteps;
  }

  @Override
  public boolean isWaitingForExitCondition() {
    return waitingForExitCondition;
  }

  public void setWaitingForExitCondition(boolean waitingForExitCondition) {
    this.waitingForExitCondition = waitingForExitCondition;
    written(WAITING);
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
  public Date getDueDate() {
    return dueDate;
  }

  public void setDueDate(Date dueDate) {
    this.dueDate = dueDate;
  }

  @Override
  public String getOwnerId() {
    return ownerId;
  }

  public void setOwnerId(String ownerId) {
    this.ownerId = ownerId;
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

  @Override
  public String getFaultPath() {
    return faultPath;
  }

  public void setFaultPath(String faultPath) {
    this.faultPath = faultPath;
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

  @Override
  public List<?> getPersistentState() {
    return Arrays.asList(
        processDefinitionId,
        processDefinitionKey,
        stageId,
        stageName,
        activityInstanceId,
        status,
        waitingForExitCondition,
        endTime,
        durationInMillis,
        dueDate,
        errorCode,
        errorMessage,
        faultPath,
        withUnstartedSteps);
  }

  @Override
  void setPersistentState(List<?> state) {
    Iterator<?> next = state.iterator();
    processDefinitionId = (String) next.next();
    processDefinitionKey = (String) next.next();
    stageId = (String) next.next();
    stageName = (String) next.next();
    activityInstanceId = (String) next.next();
    status = (StageStatus) next.next();
    waitingForExitCondition = (Boolean) next.next();
    endTime = (Date) next.next();
    durationInMillis = (Long) next.next();
    dueDate = (Date) next.next();
    errorCode = (String) next.next();
    errorMessage = (String) next.next();
    faultPath = (String) next.next();
    withUnstartedSteps = (Boolean) next.next();
  }

  @Override
  public String toString() {
    return "StageRunEntity[id=" + id + ", status=" + status + "]";
  }
}
