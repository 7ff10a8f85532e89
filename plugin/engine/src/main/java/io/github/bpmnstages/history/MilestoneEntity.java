package io.github.bpmnstages.history;

import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import java.util.Date;
import org.camunda.bpm.engine.impl.db.DbEntity;

/** Row of {@code STG_HI_MILESTONE}: written once, never updated. */
public class MilestoneEntity implements Milestone, DbEntity {

  private String id;
  private String processInstanceId;
  private String rootProcessInstanceId;
  private String processDefinitionId;
  private String processDefinitionKey;
  private MilestoneKind kind;
  private String stageId;
  private String stageRunId;
  private String stepId;
  private String stepRunId;
  private String detail;
  private String userId;
  private Date timestamp;
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
  public MilestoneKind getKind() {
    return kind;
  }

  public void setKind(MilestoneKind kind) {
    this.kind = kind;
  }

  @Override
  public String getStageId() {
    return stageId;
  }

  public void setStageId(String stageId) {
    this.stageId = stageId;
  }

  @Override
  public String getStageRunId() {
    return stageRunId;
  }

  public void setStageRunId(String stageRunId) {
    this.stageRunId = stageRunId;
  }

  @Override
  public String getStepId() {
    return stepId;
  }

  public void setStepId(String stepId) {
    this.stepId = stepId;
  }

  @Override
  public String getStepRunId() {
    return stepRunId;
  }

  public void setStepRunId(String stepRunId) {
    this.stepRunId = stepRunId;
  }

  @Override
  public String getDetail() {
    return detail;
  }

  public void setDetail(String detail) {
    this.detail = Columns.longText(detail);
  }

  @Override
  public String getUserId() {
    return userId;
  }

  public void setUserId(String userId) {
    this.userId = userId;
  }

  @Override
  public Date getTimestamp() {
    return timestamp;
  }

  public void setTimestamp(Date timestamp) {
    this.timestamp = timestamp;
  }

  @Override
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
  public Object getPersistentState() {
    return getClass();
  }

  @Override
  public String toString() {
    return "MilestoneEntity[id=" + id + ", kind=" + kind + "]";
  }
}
