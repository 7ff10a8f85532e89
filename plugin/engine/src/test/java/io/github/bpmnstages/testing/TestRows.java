package io.github.bpmnstages.testing;

import io.github.bpmnstages.history.MilestoneEntity;
import io.github.bpmnstages.history.OrchestrationRunEntity;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.history.StepRunEntity;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import java.util.Date;

/** Rows as the recorder makes them, of process {@code order} version 1 unless changed. */
public final class TestRows {

  public static final Date NOON = new Date(1_750_000_000_000L);

  private TestRows() {}

  public static Date noonPlusMinutes(long minutes) {
    return new Date(NOON.getTime() + minutes * 60_000);
  }

  public static OrchestrationRunEntity run(String id) {
    OrchestrationRunEntity run = new OrchestrationRunEntity();
    run.setId(id);
    run.setRootProcessInstanceId(id);
    run.setProcessDefinitionId("order:1");
    run.setProcessDefinitionKey("order");
    run.setStatus(RunStatus.IN_PROGRESS);
    run.setStartTime(NOON);
    run.setOwnerId("automated-process");
    return run;
  }

  public static StageRunEntity stageRun(OrchestrationRunEntity run, String id, String stageId) {
    StageRunEntity stageRun = new StageRunEntity();
    stageRun.setId(id);
    stageRun.setProcessInstanceId(run.getId());
    stageRun.setRootProcessInstanceId(run.getRootProcessInstanceId());
    stageRun.setProcessDefinitionId(run.getProcessDefinitionId());
    stageRun.setProcessDefinitionKey(run.getProcessDefinitionKey());
    stageRun.setStageId(stageId);
    stageRun.setStageName("Stage " + stageId);
    stageRun.setActivityInstanceId(stageId + ":" + id);
    stageRun.setStatus(StageStatus.IN_PROGRESS);
    stageRun.setStartTime(NOON);
    stageRun.setOwnerId("automated-process");
    stageRun.setTenantId(run.getTenantId());
    return stageRun;
  }

  public static StepRunEntity stepRun(StageRunEntity stageRun, String id, String stepId) {
    StepRunEntity stepRun = new StepRunEntity();
    stepRun.setId(id);
    stepRun.setProcessInstanceId(stageRun.getProcessInstanceId());
    stepRun.setRootProcessInstanceId(stageRun.getRootProcessInstanceId());
    stepRun.setProcessDefinitionId(stageRun.getProcessDefinitionId());
    stepRun.setProcessDefinitionKey(stageRun.getProcessDefinitionKey());
    stepRun.setStageRunId(stageRun.getId());
    stepRun.setStageId(stageRun.getStageId());
    stepRun.setStepId(stepId);
    stepRun.setStepName("Step " + stepId);
    stepRun.setStepType("INTERACTIVE");
    stepRun.setActivityInstanceId(stepId + ":" + id);
    stepRun.setStatus(StepStatus.IN_PROGRESS);
    stepRun.setStartTime(NOON);
    stepRun.setTenantId(stageRun.getTenantId());
    return stepRun;
  }

  public static MilestoneEntity milestone(
      OrchestrationRunEntity run, String id, MilestoneKind kind) {
    MilestoneEntity milestone = new MilestoneEntity();
    milestone.setId(id);
    milestone.setProcessInstanceId(run.getId());
    milestone.setRootProcessInstanceId(run.getRootProcessInstanceId());
    milestone.setProcessDefinitionId(run.getProcessDefinitionId());
    milestone.setProcessDefinitionKey(run.getProcessDefinitionKey());
    milestone.setKind(kind);
    milestone.setTimestamp(NOON);
    milestone.setTenantId(run.getTenantId());
    return milestone;
  }

  public static OrchestrationRunEntity ended(
      OrchestrationRunEntity run, RunStatus status, long minutes) {
    run.setStatus(status);
    run.setEndTime(new Date(run.getStartTime().getTime() + minutes * 60_000));
    run.setDurationInMillis(minutes * 60_000);
    return run;
  }

  public static StageRunEntity ended(StageRunEntity stageRun, StageStatus status, long minutes) {
    stageRun.setStatus(status);
    stageRun.setEndTime(new Date(stageRun.getStartTime().getTime() + minutes * 60_000));
    stageRun.setDurationInMillis(minutes * 60_000);
    return stageRun;
  }

  public static StepRunEntity ended(StepRunEntity stepRun, StepStatus status, long minutes) {
    stepRun.setStatus(status);
    stepRun.setEndTime(new Date(stepRun.getStartTime().getTime() + minutes * 60_000));
    stepRun.setDurationInMillis(minutes * 60_000);
    return stepRun;
  }
}
