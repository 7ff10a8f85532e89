package io.github.bpmnstages.run;

import java.util.Date;

/** One execution of an orchestration, read only (contract, section 8: {@code STG_HI_RUN}). */
public interface OrchestrationRun {

  /** Process instance id, never null. */
  String getId();

  /** Same as the id. */
  String getProcessInstanceId();

  /** Topmost process instance of the hierarchy, never null. */
  String getRootProcessInstanceId();

  /** Calling process instance, or null. */
  String getSuperProcessInstanceId();

  /** Process definition id, never null. */
  String getProcessDefinitionId();

  /** Process definition key, never null. */
  String getProcessDefinitionKey();

  /** Process definition name, or null. */
  String getProcessDefinitionName();

  /** Process definition version; null if the definition is gone. */
  Integer getProcessDefinitionVersion();

  /** Business key, or null. */
  String getBusinessKey();

  /** Status, never null. */
  RunStatus getStatus();

  /** Stage in progress; null between stages; stays after CANCELED and ERROR. */
  String getCurrentStageId();

  /** Start, never null. */
  Date getStartTime();

  /** End, or null while it lives. */
  Date getEndTime();

  /** Duration in milliseconds, or null while it lives. */
  Long getDurationInMillis();

  /** Automated process user. */
  String getOwnerId();

  /** Delete reason, or message of the failure that ended the run, or null. */
  String getReason();

  /** Tenant id, or null. */
  String getTenantId();

  /** When history cleanup may remove the row, or null. */
  Date getRemovalTime();
}
