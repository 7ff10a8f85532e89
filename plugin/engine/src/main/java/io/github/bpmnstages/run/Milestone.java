package io.github.bpmnstages.run;

import java.util.Date;

/** One line of a run's history, read only (contract, section 8: {@code STG_HI_MILESTONE}). */
public interface Milestone {

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

  /** Kind, never null. */
  MilestoneKind getKind();

  /** Stage id, or null. */
  String getStageId();

  /** Stage run, or null. */
  String getStageRunId();

  /** Step id, or null. */
  String getStepId();

  /** Step run, or null. */
  String getStepRunId();

  /** What else is to be said, or null. */
  String getDetail();

  /** User who caused it, or null. */
  String getUserId();

  /** When, never null. */
  Date getTimestamp();

  /** Orders the run's history, also within one millisecond. */
  long getSequence();

  /** Tenant id, or null. */
  String getTenantId();

  /** When history cleanup may remove the row, or null. */
  Date getRemovalTime();
}
