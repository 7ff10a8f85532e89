package io.github.bpmnstages.event;

import java.util.Date;

/**
 * A run, stage run or step run has started, has another status, or has ended. An end that keeps the
 * status ({@code ERROR} stays {@code ERROR} when the run is canceled) is told as well: both
 * statuses are the same then.
 */
public sealed interface StatusChanged
    permits RunStatusChanged, StageStatusChanged, StepStatusChanged {

  /** Id of the run (its process instance), stage run or step run. Not null. */
  String id();

  /** Process instance of the run. Not null. */
  String processInstanceId();

  /** Root of the hierarchy of process instances that the run belongs to. */
  String rootProcessInstanceId();

  /** Process definition of the run. Not null. */
  String processDefinitionId();

  /** Key of the orchestration. Not null. */
  String processDefinitionKey();

  /** Business key of the run, or null. */
  String businessKey();

  /** Tenant of the run, or null. */
  String tenantId();

  /** Status before, or null if this is the start. */
  Enum<?> from();

  /** Status now. Not null. */
  Enum<?> to();

  /** When it changed, by the engine's clock. Not null. */
  Date time();

  /** Time from start to end in milliseconds; null as long as it has not ended. */
  Long durationInMillis();

  /** Whether it has ended: nothing of it changes any more. */
  default boolean ended() {
    return durationInMillis() != null;
  }
}
