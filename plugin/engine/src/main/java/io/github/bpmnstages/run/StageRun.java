package io.github.bpmnstages.run;

import java.util.Date;

/** One visit to a stage, read only (contract, section 8: {@code STG_HI_STAGE_RUN}). */
public interface StageRun {

  /** Id, never null. */
  String getId();

  /** Process instance, never null. */
  String getProcessInstanceId();

  /** Topmost process instance of the hierarchy, never null. */
  String getRootProcessInstanceId();

  /** Process definition id, never null. */
  String getProcessDefinitionId();

  /** Process definition key, never null. */
  String getProcessDefinitionKey();

  /** Stage id, never null. */
  String getStageId();

  /** Stage name, or null. */
  String getStageName();

  /** Activity instance of the sub-process, never null. */
  String getActivityInstanceId();

  /** Status, never null. */
  StageStatus getStatus();

  /** Whether all steps are done and the exit condition is not yet true. */
  boolean isWaitingForExitCondition();

  /** Start, never null. */
  Date getStartTime();

  /** End, or null while it lives. */
  Date getEndTime();

  /** Duration in milliseconds, or null while it lives. */
  Long getDurationInMillis();

  /** Due date, or null. */
  Date getDueDate();

  /** Automated process user. */
  String getOwnerId();

  /** Error code of the failure, or null. */
  String getErrorCode();

  /** Error message of the failure, or null. */
  String getErrorMessage();

  /** Id of the event that caught the failure, or null. */
  String getFaultPath();

  /** Tenant id, or null. */
  String getTenantId();

  /** When history cleanup may remove the row, or null. */
  Date getRemovalTime();
}
