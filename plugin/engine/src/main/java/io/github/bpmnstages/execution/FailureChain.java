package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.record.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * What an error passes on its way outwards: one link for each process instance, from the one that
 * failed to its topmost caller.
 */
final class FailureChain {

  /**
   * What failed in one process instance: the activity instances from inside to outside, and the
   * activity if it lies outside of every stage.
   */
  private record Link(
      ExecutionEntity processInstance,
      ActivityImpl activity,
      Set<String> activityInstances,
      String outsideStages) {

    /** A process may call itself: what catches there lies around what has failed there. */
    boolean isAround(ActivityImpl handler) {
      return processInstance.getProcessDefinition() == handler.getProcessDefinition()
          && (activity == null
              || activity == handler.getEventScope()
              || handler.getEventScope().isAncestorFlowScopeOf(activity));
    }
  }

  private final List<Link> links = new ArrayList<>();

  private FailureChain() {}

  static FailureChain from(ExecutionEntity failed) {
    FailureChain chain = new FailureChain();
    for (ExecutionEntity next = failed; next != null; ) {
      next = chain.climb(next).getSuperExecution();
    }
    return chain;
  }

  private ExecutionEntity climb(ExecutionEntity start) {
    Set<String> activityInstances = new LinkedHashSet<>();
    ExecutionEntity execution = start;
    while (true) {
      if (execution.getActivityInstanceId() != null) {
        activityInstances.add(execution.getActivityInstanceId());
      }
      if (execution.getParent() == null) {
        break;
      }
      execution = execution.getParent();
    }
    links.add(
        new Link(
            execution, start.getActivity(), activityInstances, outsideStages(start.getActivity())));
    return execution;
  }

  private static String outsideStages(ActivityImpl activity) {
    OrchestrationDefinition orchestration =
        activity == null ? null : OrchestrationDefinitions.of(activity.getProcessDefinition());
    boolean isOutside =
        orchestration != null && FailedActivity.stageAround(activity, orchestration) == null;
    return isOutside ? activity.getId() : null;
  }

  /** Process instances from inside to outside. */
  List<ExecutionEntity> processInstances() {
    return links.stream().map(Link::processInstance).toList();
  }

  /**
   * @param handler what the engine starts to handle the error
   */
  Failure caughtBy(
      ActivityImpl handler, String errorCode, String message, String eventId, String stageId) {
    for (Link link : links) {
      if (link.isAround(handler)) {
        return failure(link.processInstance().getId(), errorCode, message, eventId, stageId);
      }
    }
    ExecutionEntity topmost = links.get(links.size() - 1).processInstance();
    return failure(topmost.getId(), errorCode, message, eventId, stageId);
  }

  Failure endsRun(String processInstanceId, String errorCode, String message) {
    return failure(processInstanceId, errorCode, message, null, null);
  }

  private Failure failure(
      String processInstanceId, String errorCode, String message, String eventId, String stageId) {
    Set<String> activityInstances = new HashSet<>();
    Set<String> left = new HashSet<>();
    Map<String, String> outsideStages = new HashMap<>();
    for (Link link : links) {
      activityInstances.addAll(link.activityInstances());
      if (link.outsideStages() != null) {
        outsideStages.put(link.processInstance().getId(), link.outsideStages());
      }
      if (link.processInstance().getId().equals(processInstanceId)) {
        break;
      }
      left.add(link.processInstance().getId());
    }
    return new Failure(
        errorCode,
        message,
        activityInstances,
        left,
        outsideStages,
        processInstanceId,
        eventId,
        stageId);
  }
}
