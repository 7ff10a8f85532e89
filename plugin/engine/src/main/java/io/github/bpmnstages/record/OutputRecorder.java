package io.github.bpmnstages.record;

import io.github.bpmnstages.history.OrchestrationRunEntity;
import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.history.StepRunEntity;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * The newest run of each stage and step, as automatic outputs show them (contract, section 7). Read
 * from the database once per run and command, kept up to date as the command goes on, read again
 * after a lock.
 */
public final class OutputRecorder {

  private final RunRows rows;
  private final Map<String, Newest> newest = new HashMap<>();
  private final UnrecordedOutputs unrecorded = new UnrecordedOutputs();

  OutputRecorder(RunRows rows) {
    this.rows = rows;
  }

  /** The newest visit to the stage, or null before it has started. */
  public StageRun stage(String processInstanceId, String stageId) {
    return newest(processInstanceId).stages.get(stageId);
  }

  /** The newest run of the step, or null before it has started. */
  public StepRun step(String processInstanceId, String stepId) {
    return newest(processInstanceId).steps.get(stepId);
  }

  /** A stage or step of which there is no row, never null; asks the engine's history. */
  public UnrecordedOutput unrecorded(String processInstanceId, String activityId) {
    return unrecorded.find(processInstanceId, activityId);
  }

  /** A step has started whose stage is not recorded. */
  void startedUnrecorded(String processInstanceId, String activityId) {
    unrecorded.started(processInstanceId, activityId);
  }

  /** A stage or step has ended that is not recorded. */
  void endedUnrecorded(ExecutionEntity execution, String activityId) {
    unrecorded.ended(execution, activityId);
  }

  /** The run, or null if it is not recorded. */
  public OrchestrationRun run(String processInstanceId) {
    return rows.findRun(processInstanceId);
  }

  /** What was answered so far: equal as long as nothing is answered differently; or null. */
  public Object answers(String processInstanceId) {
    Newest known = newest.get(processInstanceId);
    if (known == null) {
      return null;
    }
    Map<String, Object> states = new HashMap<>();
    known.stages.values().forEach(row -> states.put(row.getId(), row.getPersistentState()));
    known.steps.values().forEach(row -> states.put(row.getId(), row.getPersistentState()));
    states.putAll(unrecorded.answers(processInstanceId));
    return states;
  }

  /** Others may have written meanwhile: reads again what was asked for before. */
  void refresh(String processInstanceId) {
    unrecorded.refresh();
    if (newest.containsKey(processInstanceId) && !rows.isInserted(processInstanceId)) {
      newest.put(processInstanceId, read(processInstanceId));
    }
  }

  void started(OrchestrationRunEntity run) {
    newest.put(run.getId(), new Newest());
  }

  void started(StageRunEntity stageRun) {
    Newest known = newest.get(stageRun.getProcessInstanceId());
    if (known != null) {
      known.stages.put(stageRun.getStageId(), stageRun);
    }
  }

  void started(StepRunEntity stepRun) {
    Newest known = newest.get(stepRun.getProcessInstanceId());
    if (known != null) {
      known.steps.put(stepRun.getStepId(), stepRun);
    }
  }

  /** The row has another status now; what was read may be a copy. */
  void changed(StageRunEntity stageRun) {
    Newest known = newest.get(stageRun.getProcessInstanceId());
    if (known != null) {
      known.stages.computeIfPresent(
          stageRun.getStageId(),
          (id, old) -> old.getId().equals(stageRun.getId()) ? stageRun : old);
    }
  }

  /** The row has another status now; what was read may be a copy. */
  void changed(StepRunEntity stepRun) {
    Newest known = newest.get(stepRun.getProcessInstanceId());
    if (known != null) {
      known.steps.computeIfPresent(
          stepRun.getStepId(), (id, old) -> old.getId().equals(stepRun.getId()) ? stepRun : old);
    }
  }

  private Newest newest(String processInstanceId) {
    return newest.computeIfAbsent(processInstanceId, this::read);
  }

  private Newest read(String processInstanceId) {
    Newest read = new Newest();
    for (StageRunEntity stageRun : rows.readNewestStageRuns(processInstanceId)) {
      read.stages.put(stageRun.getStageId(), stageRun);
    }
    for (StepRunEntity stepRun : rows.readNewestStepRuns(processInstanceId)) {
      read.steps.put(stepRun.getStepId(), stepRun);
    }
    return read;
  }

  private static final class Newest {
    private final Map<String, StageRunEntity> stages = new HashMap<>();
    private final Map<String, StepRunEntity> steps = new HashMap<>();
  }
}
