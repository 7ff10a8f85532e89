package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.record.RecordSession;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/** Records start, assignment and end of a step; its end is an occasion for a look. */
final class StepListener {

  private final StepDefinition step;
  private final ActivityImpl stage;
  private final boolean isLookedAt;

  StepListener(StepDefinition step, ActivityImpl stage, boolean isLookedAt) {
    this.step = step;
    this.stage = stage;
    this.isLookedAt = isLookedAt;
  }

  ExecutionListener start() {
    return execution -> started((ExecutionEntity) execution);
  }

  private void started(ExecutionEntity execution) {
    String stageInstance = stageInstance(execution);
    RecordSession.current().steps().started(execution, step, stageInstance);
    if (isLookedAt) {
      RecordSession.current()
          .stages()
          .waiting(stageInstance, execution.getProcessInstanceId(), false);
      LookSession.current().stepStarted(execution.getProcessInstanceId(), stageInstance);
    }
  }

  private String stageInstance(ExecutionEntity execution) {
    ExecutionEntity stageExecution =
        (ExecutionEntity) execution.createActivityExecutionMapping().get(stage);
    return stageExecution.getParentActivityInstanceId();
  }

  ExecutionListener end() {
    return execution -> ended((ExecutionEntity) execution);
  }

  private void ended(ExecutionEntity execution) {
    if (!execution.isCanceled()) {
      IncidentSession.current().relieveBetweenSteps(execution.getProcessInstance());
    }
    RecordSession.current().steps().ended(execution, step);
    if (!isLookedAt && !execution.isCanceled() && execution.getActivity() != null) {
      RecordSession.current().steps().mayBeFollowed(execution, stageInstance(execution));
    }
    if (isLookedAt) {
      LookSession looks = LookSession.current();
      if (!execution.isCanceled()) {
        looks.heldBack().stepCompleted(execution.getProcessInstanceId());
      }
      looks.touch(execution.getProcessInstanceId());
    }
  }

  static final TaskListener ASSIGNMENT = StepListener::assigned;

  private static void assigned(DelegateTask task) {
    ExecutionEntity execution = ((TaskEntity) task).getExecution();
    RecordSession.current()
        .steps()
        .assigned(execution.getActivityInstanceId(), task.getId(), task.getAssignee());
  }
}
