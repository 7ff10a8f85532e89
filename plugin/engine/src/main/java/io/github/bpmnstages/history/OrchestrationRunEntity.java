package io.github.bpmnstages.history;

import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import java.util.Arrays;
import java.util.Date;
import java.util.Iterator;
import java.util.List;

/**
 * Row of {@code STG_HI_RUN}. Its id is the process instance id. Has no revision on purpose: the row
 * may be gone while the process instance lives, and steps that end at once share it.
 *
 * <p>The removal time is written with the row and by bulk statements afterwards, never by an update
 * of the entity.
 */
public class OrchestrationRunEntity extends SharedRow implements OrchestrationRun {

  private static final String MANY = "*";

  /** Place in {@link #getPersistentState}. */
  private static final int CURRENT_STAGE = 6;

  private String id;
  private String rootProcessInstanceId;
  private String processDefinitionId;
  private String processDefinitionKey;
  private String otherProcessDefinitionId;
  private String otherProcessDefinitionKey;
  private String superProcessInstanceId;
  private String processDefinitionName;
  private Integer processDefinitionVersion;
  private String businessKey;
  private RunStatus status;
  private String currentStageId;
  private Date startTime;
  private Date endTime;
  private Long durationInMillis;
  private String ownerId;
  private String reason;
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
    return id;
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

  /**
   * The process definition from which the run was migrated, or to which it was migrated away,
   * {@code *} if more than one; or null.
   */
  public String getOtherProcessDefinitionId() {
    return otherProcessDefinitionId;
  }

  public void setOtherProcessDefinitionId(String otherProcessDefinitionId) {
    this.otherProcessDefinitionId = otherProcessDefinitionId;
  }

  /** Key of {@link #getOtherProcessDefinitionId}, {@code *} if more than one; or null. */
  public String getOtherProcessDefinitionKey() {
    return otherProcessDefinitionKey;
  }

  public void setOtherProcessDefinitionKey(String otherProcessDefinitionKey) {
    this.otherProcessDefinitionKey = otherProcessDefinitionKey;
  }

  /** Belongs to that process definition from now on; what it has written before does not. */
  public void migrate(String toProcessDefinitionId, String toProcessDefinitionKey) {
    if (toProcessDefinitionId.equals(processDefinitionId)) {
      return;
    }
    addOther(processDefinitionId, processDefinitionKey);
    processDefinitionId = toProcessDefinitionId;
    processDefinitionKey = toProcessDefinitionKey;
  }

  /** Ends under its own process definition; what ends with it may belong to that one already. */
  public void migrateAway(String toProcessDefinitionId, String toProcessDefinitionKey) {
    addOther(toProcessDefinitionId, toProcessDefinitionKey);
  }

  private void addOther(String definitionId, String definitionKey) {
    boolean isFirst = otherProcessDefinitionId == null;
    otherProcessDefinitionId = isFirst ? definitionId : MANY;
    otherProcessDefinitionKey = isFirst ? definitionKey : MANY;
  }

  @Override
  public String getProcessDefinitionKey() {
    return processDefinitionKey;
  }

  public void setProcessDefinitionKey(String processDefinitionKey) {
    this.processDefinitionKey = processDefinitionKey;
  }

  @Override
  public String getSuperProcessInstanceId() {
    return superProcessInstanceId;
  }

  public void setSuperProcessInstanceId(String superProcessInstanceId) {
    this.superProcessInstanceId = superProcessInstanceId;
  }

  @Override
  public String getProcessDefinitionName() {
    return processDefinitionName;
  }

  public void setProcessDefinitionName(String processDefinitionName) {
    this.processDefinitionName = processDefinitionName;
  }

  @Override
  public Integer getProcessDefinitionVersion() {
    return processDefinitionVersion;
  }

  public void setProcessDefinitionVersion(Integer processDefinitionVersion) {
    this.processDefinitionVersion = processDefinitionVersion;
  }

  @Override
  public String getBusinessKey() {
    return businessKey;
  }

  public void setBusinessKey(String businessKey) {
    this.businessKey = Columns.shortText(businessKey);
  }

  @Override
  public RunStatus getStatus() {
    return status;
  }

  public void setStatus(RunStatus status) {
    this.status = status;
  }

  @Override
  public String getCurrentStageId() {
    return currentStageId;
  }

  public void setCurrentStageId(String currentStageId) {
    this.currentStageId = currentStageId;
    written(CURRENT_STAGE);
  }

  /** Whether this command has started or left a stage of the run. */
  public boolean isCurrentStageWritten() {
    return isWritten(CURRENT_STAGE);
  }

  /** Whether another command has let a stage start or end, and this one as well. */
  boolean isOvertakenBy(OrchestrationRunEntity committed) {
    return isOvertaken(CURRENT_STAGE, committed);
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
  public String getOwnerId() {
    return ownerId;
  }

  public void setOwnerId(String ownerId) {
    this.ownerId = ownerId;
  }

  @Override
  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = Columns.longText(reason);
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
        otherProcessDefinitionId,
        otherProcessDefinitionKey,
        businessKey,
        status,
        currentStageId,
        endTime,
        durationInMillis,
        reason);
  }

  @Override
  void setPersistentState(List<?> state) {
    Iterator<?> next = state.iterator();
    processDefinitionId = (String) next.next();
    processDefinitionKey = (String) next.next();
    otherProcessDefinitionId = (String) next.next();
    otherProcessDefinitionKey = (String) next.next();
    businessKey = (String) next.next();
    status = (RunStatus) next.next();
    currentStageId = (String) next.next();
    endTime = (Date) next.next();
    durationInMillis = (Long) next.next();
    reason = (String) next.next();
  }

  @Override
  public String toString() {
    return "OrchestrationRunEntity[id=" + id + ", status=" + status + "]";
  }
}
