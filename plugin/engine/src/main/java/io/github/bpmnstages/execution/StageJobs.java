package io.github.bpmnstages.execution;

import java.util.Set;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * Whether a job can start anything in a stage, as far as its parsed model tells. Only a job can
 * fail in a way that is recorded although the start of a step was rolled back.
 */
final class StageJobs {

  /**
   * Timers are jobs, a signal may come from one, and so does what a called process goes on with.
   */
  private static final Set<String> WITHOUT_JOB =
      Set.of(
          ActivityTypes.TASK,
          ActivityTypes.TASK_BUSINESS_RULE,
          ActivityTypes.TASK_MANUAL_TASK,
          ActivityTypes.TASK_RECEIVE_TASK,
          ActivityTypes.TASK_SCRIPT,
          ActivityTypes.TASK_SEND_TASK,
          ActivityTypes.TASK_SERVICE,
          ActivityTypes.TASK_USER_TASK,
          ActivityTypes.SUB_PROCESS,
          ActivityTypes.MULTI_INSTANCE_BODY,
          ActivityTypes.GATEWAY_EXCLUSIVE,
          ActivityTypes.GATEWAY_INCLUSIVE,
          ActivityTypes.GATEWAY_PARALLEL,
          ActivityTypes.START_EVENT,
          ActivityTypes.END_EVENT_NONE,
          ActivityTypes.END_EVENT_TERMINATE);

  private StageJobs() {}

  static boolean mayExist(ActivityImpl stage) {
    return stage.getActivities().stream()
        .anyMatch(activity -> mayBeStartedByJob(activity) || mayExist(activity));
  }

  private static boolean mayBeStartedByJob(ActivityImpl activity) {
    String type = activity.getProperties().get(BpmnProperties.TYPE);
    return type == null
        || !WITHOUT_JOB.contains(type)
        || activity.isAsyncBefore()
        || activity.isAsyncAfter()
        || Boolean.TRUE.equals(activity.getProperties().get(BpmnProperties.TRIGGERED_BY_EVENT))
        || !activity.getProperties().get(BpmnProperties.TIMEOUT_LISTENER_DECLARATIONS).isEmpty();
  }
}
