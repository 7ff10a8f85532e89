package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.record.OutputRecorder;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.record.UnrecordedOutput;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/** {@code stages}, {@code steps} and {@code run}, read only (contract, section 7). */
final class AutomaticOutputs {

  private static final String STAGES = "stages";
  private static final String STEPS = "steps";
  private static final String RUN = "run";
  private static final String STATUS = "status";
  private static final String START_TIME = "startTime";

  /** Names that the plugin answers to where no process variable has the name. */
  static final Set<String> NAMES = Set.of(STAGES, STEPS, RUN);

  private final OrchestrationDefinition orchestration;
  private final String processInstanceId;

  private AutomaticOutputs(OrchestrationDefinition orchestration, String processInstanceId) {
    this.orchestration = orchestration;
    this.processInstanceId = processInstanceId;
  }

  /** Outputs of the orchestration to which the scope belongs, or null. */
  static AutomaticOutputs of(VariableScope scope) {
    ExecutionEntity execution = execution(scope);
    if (execution == null) {
      return null;
    }
    OrchestrationDefinition orchestration =
        OrchestrationDefinitions.of(execution.getProcessDefinition());
    return orchestration == null
        ? null
        : new AutomaticOutputs(orchestration, execution.getProcessInstanceId());
  }

  private static ExecutionEntity execution(VariableScope scope) {
    if (scope instanceof ExecutionEntity execution) {
      return execution;
    }
    if (scope instanceof TaskEntity task) {
      return task.getExecution();
    }
    // that of a connector, say, which lies within the execution
    return scope instanceof AbstractVariableScope inner
        ? execution(inner.getParentVariableScope())
        : null;
  }

  Object get(String name) {
    return switch (name) {
      case STAGES -> new OutputMap("stage", orchestration.stages().keySet(), this::stage);
      case STEPS -> new OutputMap("step", orchestration.steps().keySet(), this::step);
      case RUN -> run();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Map<String, Object> stage(String stageId) {
    StageRun stage = outputs().stage(processInstanceId, stageId);
    String of = "Stage '" + stageId + "'";
    if (stage == null) {
      return values(of, outputs().unrecorded(processInstanceId, stageId));
    }
    return values(
        of,
        stage.getStatus().name(),
        stage.getStartTime(),
        stage.getEndTime(),
        stage.getErrorCode(),
        stage.getErrorMessage());
  }

  private Map<String, Object> step(String stepId) {
    StepRun step = outputs().step(processInstanceId, stepId);
    String of = "Step '" + stepId + "'";
    String stageId = orchestration.step(stepId).stageId();
    StageRun stage = outputs().stage(processInstanceId, stageId);
    if (stage == null && step == null) {
      return unrecordedStep(of, stepId, stageId);
    }
    if (step == null || (stage != null && !stage.getId().equals(step.getStageRunId()))) {
      return values(of, StepStatus.NOT_STARTED.name(), null, null, null, null);
    }
    return values(
        of,
        step.getStatus().name(),
        step.getStartTime(),
        step.getEndTime(),
        step.getErrorCode(),
        step.getErrorMessage());
  }

  private Map<String, Object> unrecordedStep(String of, String stepId, String stageId) {
    UnrecordedOutput step = outputs().unrecorded(processInstanceId, stepId);
    boolean isInStage =
        !step.isStarted() && outputs().unrecorded(processInstanceId, stageId).isStarted();
    return isInStage
        ? values(of, StepStatus.NOT_STARTED.name(), null, null, null, null)
        : values(of, step);
  }

  private static Map<String, Object> values(String of, UnrecordedOutput output) {
    return values(of, output.status(), output.startTime(), output.endTime(), null, null);
  }

  private Map<String, Object> run() {
    OrchestrationRun run = outputs().run(processInstanceId);
    return new OutputValues("The run")
        .with("id", processInstanceId)
        .with(STATUS, run == null ? null : run.getStatus().name())
        .with(START_TIME, run == null ? null : run.getStartTime());
  }

  private static Map<String, Object> values(
      String of, Object status, Object start, Object end, Object errorCode, Object errorMessage) {
    return new OutputValues(of)
        .with(STATUS, status)
        .with(START_TIME, start)
        .with("endTime", end)
        .with("errorCode", errorCode)
        .with("errorMessage", errorMessage);
  }

  private static OutputRecorder outputs() {
    return RecordSession.current().outputs();
  }
}
