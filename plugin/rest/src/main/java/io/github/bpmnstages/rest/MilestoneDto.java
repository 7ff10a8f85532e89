package io.github.bpmnstages.rest;

import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import java.util.Date;

/** One milestone as JSON. */
record MilestoneDto(
    String id,
    String processInstanceId,
    String rootProcessInstanceId,
    String processDefinitionId,
    String processDefinitionKey,
    MilestoneKind kind,
    String stageId,
    String stageRunId,
    String stepId,
    String stepRunId,
    String detail,
    String userId,
    Date timestamp,
    long sequence,
    String tenantId,
    Date removalTime) {

  static MilestoneDto of(Milestone milestone) {
    return new MilestoneDto(
        milestone.getId(),
        milestone.getProcessInstanceId(),
        milestone.getRootProcessInstanceId(),
        milestone.getProcessDefinitionId(),
        milestone.getProcessDefinitionKey(),
        milestone.getKind(),
        milestone.getStageId(),
        milestone.getStageRunId(),
        milestone.getStepId(),
        milestone.getStepRunId(),
        milestone.getDetail(),
        milestone.getUserId(),
        milestone.getTimestamp(),
        milestone.getSequence(),
        milestone.getTenantId(),
        milestone.getRemovalTime());
  }
}
