package io.github.bpmnstages.record;

import java.util.Map;
import java.util.Set;

/**
 * An error that is being caught or that ends a run. Noted before the engine cancels what the
 * catching event interrupts, so that end listeners can tell why they are called.
 *
 * @param errorCode BPMN error code, {@link #TECHNICAL} for a technical failure, or null
 * @param errorMessage what went wrong, or null
 * @param failedActivityInstances activity instances that failed: the step and every scope around
 *     it, in called processes too
 * @param failedProcessInstances called process instances that the error has left
 * @param failedOutsideStages activity that failed outside of every stage, by process instance
 * @param processInstanceId process instance in which it is caught, or that it ends
 * @param catchingEventId event that catches it; null if it is caught nowhere
 * @param catchingStageId stage that holds the catching event; null if it lies outside of stages
 */
public record Failure(
    String errorCode,
    String errorMessage,
    Set<String> failedActivityInstances,
    Set<String> failedProcessInstances,
    Map<String, String> failedOutsideStages,
    String processInstanceId,
    String catchingEventId,
    String catchingStageId) {

  /** Code of a failure that is no BPMN error (contract, section 4). */
  public static final String TECHNICAL = "STAGE_STEP_FAILED";

  boolean concerns(String processInstance) {
    return processInstance.equals(processInstanceId)
        || failedProcessInstances.contains(processInstance);
  }

  /** Whether an event catches it. */
  public boolean isCaught() {
    return catchingEventId != null;
  }

  boolean endsRun(String processInstance) {
    return failedProcessInstances.contains(processInstance)
        || (!isCaught() && processInstance.equals(processInstanceId));
  }

  /** What the milestone of the failed run tells: the activity, or what went wrong in a stage. */
  String detail(String processInstance) {
    return failedOutsideStages.getOrDefault(processInstance, reason());
  }

  String reason() {
    return errorMessage != null ? errorMessage : errorCode;
  }

  boolean isCaughtInside(String processInstance, String stageId) {
    return processInstance.equals(processInstanceId) && stageId.equals(catchingStageId);
  }

  boolean hasFailed(String activityInstanceId) {
    return failedActivityInstances.contains(activityInstanceId);
  }
}
