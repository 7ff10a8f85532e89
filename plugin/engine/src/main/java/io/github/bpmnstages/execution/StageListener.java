package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.record.RecordSession;
import java.util.Date;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Records start and end of a stage. */
final class StageListener {

  private final StageDefinition stage;
  private final DueDate dueDate;

  StageListener(StageDefinition stage, DueDate dueDate) {
    this.stage = stage;
    this.dueDate = dueDate;
  }

  ExecutionListener start() {
    return execution -> {
      ExecutionEntity entity = (ExecutionEntity) execution;
      Date now = ClockUtil.getCurrentTime();
      Date due = dueDate == null ? null : dueDate.of(entity, now);
      RecordSession.current().stages().started(entity, stage, now, due);
    };
  }

  ExecutionListener end() {
    return execution -> RecordSession.current().stages().ended((ExecutionEntity) execution, stage);
  }
}
