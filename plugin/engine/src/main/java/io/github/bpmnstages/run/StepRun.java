package io.github.bpmnstages.run;

import java.util.Date;

/** One run of a step, read only (contract, section 8: {@code STG_HI_STEP_RUN}). */
public interface StepRun {

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

  /** Stage run it belongs to, never null. */
  String getStageRunId();

  /** Stage id, never null. */
  String getStageId();

  /** Step id, never null. */
  String getStepId();

  /** Step name, or null. */
  String getStepName();

  /** INTERACTIVE, EXTERNAL or BACKGROUND, never null. */
  String getStepType();

  /** Activity instance; null if it failed before the engine stored its start. */
  String getActivityInstanceId();

  /** User task or external task, or null. */
  String getTaskId();

  /** Assignee of the user task, or null. */
  String getAssignee();

  /** Process instance that the step called, or null. */
  String getCalledProcessInstanceId();

  /** Status, never null. */
  StepStatus getStatus();

  /** Start, never null. */
  Date getStartTime();

  /** End, or null while it lives. */
  Date getEndTime();

  /** Duration in milliseconds, or null while it lives. */
  Long getDurationInMillis();

  /** Error code, or null. */
  String getErrorCode();

  /** Error message, or null. */
  String getErrorMessage();

  /** Tenant id, or null. */
  String getTenantId();

  /** When history cleanup may remove the row, or null. */
  Date getRemovalTime();
}
