package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.record.RecordSession;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Records start and end of a stage. */
final class StageListener {

  private final StageDefinition stage;
  private final DueDate dueDate;
  private final boolean hasJobs;

  StageListener(StageDefinition stage, DueDate dueDate, boolean hasJobs) {
    this.stage = stage;
    this.dueDate = dueDate;
    this.hasJobs = hasJobs;
  }

  ExecutionListener start() {
    return execution -> started((ExecutionEntity) execution);
  }

  private void started(ExecutionEntity execution) {
    IncidentSession.current().relieveBetweenSteps(execution.getProcessInstance());
    RecordSession.current().stages().started(execution, stage, ClockUtil.getCurrentTime());
  }

  /** After all other listeners of the start: a due date that fails is a failure of the stage. */
  ExecutionListener due() {
    return execution -> {
      ExecutionEntity entity = (ExecutionEntity) execution;
      RecordSession.current().stages().due(entity, start -> dueDate.of(entity, start));
    };
  }

  ExecutionListener end() {
    return execution -> ended((ExecutionEntity) execution);
  }

  private void ended(ExecutionEntity execution) {
    if (!execution.isCanceled()) {
      IncidentSession.current().relieveBetweenSteps(execution.getProcessInstance());
    }
    RecordSession.current().stages().ended(execution, stage, hasJobs);
  }
}
