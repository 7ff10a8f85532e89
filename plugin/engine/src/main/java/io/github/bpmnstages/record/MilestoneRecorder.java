package io.github.bpmnstages.record;

import io.github.bpmnstages.history.MilestoneEntity;
import io.github.bpmnstages.history.OrchestrationRunEntity;
import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.history.StepRunEntity;
import io.github.bpmnstages.run.MilestoneKind;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Writes milestones, each with the next sequence number. */
final class MilestoneRecorder {

  private final RunRows rows;
  private final RecordSettings settings;

  MilestoneRecorder(RunRows rows, RecordSettings settings) {
    this.rows = rows;
    this.settings = settings;
  }

  void add(MilestoneKind kind, OrchestrationRunEntity run, String detail) {
    MilestoneEntity milestone = milestone(kind, detail);
    milestone.setProcessInstanceId(run.getId());
    milestone.setRootProcessInstanceId(run.getRootProcessInstanceId());
    milestone.setProcessDefinitionId(run.getProcessDefinitionId());
    milestone.setProcessDefinitionKey(run.getProcessDefinitionKey());
    milestone.setTenantId(run.getTenantId());
    milestone.setRemovalTime(run.getRemovalTime());
    rows.insert(milestone);
  }

  void add(MilestoneKind kind, StageRunEntity stage, String detail) {
    MilestoneEntity milestone = milestone(kind, detail);
    milestone.setProcessInstanceId(stage.getProcessInstanceId());
    milestone.setRootProcessInstanceId(stage.getRootProcessInstanceId());
    milestone.setProcessDefinitionId(stage.getProcessDefinitionId());
    milestone.setProcessDefinitionKey(stage.getProcessDefinitionKey());
    milestone.setStageId(stage.getStageId());
    milestone.setStageRunId(stage.getId());
    milestone.setTenantId(stage.getTenantId());
    milestone.setRemovalTime(stage.getRemovalTime());
    rows.insert(milestone);
  }

  void add(MilestoneKind kind, StepRunEntity step, String detail) {
    if (!settings.stepMilestones()) {
      return;
    }
    MilestoneEntity milestone = milestone(kind, detail);
    milestone.setProcessInstanceId(step.getProcessInstanceId());
    milestone.setRootProcessInstanceId(step.getRootProcessInstanceId());
    milestone.setProcessDefinitionId(step.getProcessDefinitionId());
    milestone.setProcessDefinitionKey(step.getProcessDefinitionKey());
    milestone.setStageId(step.getStageId());
    milestone.setStageRunId(step.getStageRunId());
    milestone.setStepId(step.getStepId());
    milestone.setStepRunId(step.getId());
    milestone.setTenantId(step.getTenantId());
    milestone.setRemovalTime(step.getRemovalTime());
    rows.insert(milestone);
  }

  private static MilestoneEntity milestone(MilestoneKind kind, String detail) {
    MilestoneEntity milestone = new MilestoneEntity();
    milestone.setId(Rows.nextId());
    milestone.setKind(kind);
    milestone.setDetail(detail);
    milestone.setUserId(Context.getCommandContext().getAuthenticatedUserId());
    milestone.setTimestamp(ClockUtil.getCurrentTime());
    return milestone;
  }
}
