package io.github.bpmnstages.record;

import io.github.bpmnstages.history.EngineRows;
import io.github.bpmnstages.run.StepStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricActivityInstanceEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * Stages and steps of which there are no rows, as the engine's own history knows them, and as this
 * command has seen them end. A run that started before the plugin was there goes on unharmed, also
 * if one of its conditions asks for a status (contract, section 1).
 */
final class UnrecordedOutputs {

  private record Key(String processInstanceId, String activityId) {}

  private final Map<Key, UnrecordedOutput> known = new HashMap<>();
  private final Map<Key, UnrecordedOutput> started = new HashMap<>();
  private final Map<Key, UnrecordedOutput> ended = new HashMap<>();

  UnrecordedOutput find(String processInstanceId, String activityId) {
    Key key = new Key(processInstanceId, activityId);
    UnrecordedOutput end = ended.get(key);
    return end == null ? start(key) : end.startedAt(start(key).startTime());
  }

  private UnrecordedOutput start(Key key) {
    UnrecordedOutput start = started.get(key);
    return start == null ? known.computeIfAbsent(key, UnrecordedOutputs::read) : start;
  }

  void started(String processInstanceId, String activityId) {
    Key key = new Key(processInstanceId, activityId);
    ended.remove(key);
    started.put(
        key, new UnrecordedOutput(StepStatus.IN_PROGRESS.name(), ClockUtil.getCurrentTime(), null));
  }

  /** Asks for nothing: when it had started is of interest only to who asks for the output. */
  void ended(ExecutionEntity execution, String activityId) {
    StepStatus status = execution.isCanceled() ? StepStatus.CANCELED : StepStatus.COMPLETED;
    ended.put(
        new Key(execution.getProcessInstanceId(), activityId),
        new UnrecordedOutput(status.name(), null, ClockUtil.getCurrentTime()));
  }

  /** Others may have written meanwhile. */
  void refresh() {
    known.clear();
  }

  Map<String, Object> answers(String processInstanceId) {
    Map<String, Object> answers = new HashMap<>();
    for (Map<Key, UnrecordedOutput> outputs : List.of(known, started, ended)) {
      outputs.forEach(
          (key, output) -> {
            if (key.processInstanceId().equals(processInstanceId)) {
              answers.put(key.activityId(), output);
            }
          });
    }
    return answers;
  }

  private static UnrecordedOutput read(Key key) {
    List<HistoricActivityInstanceEntity> instances =
        EngineRows.readActivityInstances(key.processInstanceId(), key.activityId());
    return instances.stream()
        .max(Comparator.comparing(HistoricActivityInstanceEventEntity::getStartTime))
        .map(UnrecordedOutputs::output)
        .orElse(UnrecordedOutput.NONE);
  }

  private static UnrecordedOutput output(HistoricActivityInstanceEntity instance) {
    StepStatus ended = instance.isCanceled() ? StepStatus.CANCELED : StepStatus.COMPLETED;
    StepStatus status = instance.getEndTime() == null ? StepStatus.IN_PROGRESS : ended;
    return new UnrecordedOutput(status.name(), instance.getStartTime(), instance.getEndTime());
  }
}
