package io.github.bpmnstages.samples.demo;

import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;

/**
 * One visit to a stage and how it ended.
 *
 * @param stageId id of the stage
 * @param status its last status
 */
record Visit(String stageId, StageStatus status) {

  static Visit of(StageRun run) {
    return new Visit(run.getStageId(), run.getStatus());
  }

  static Visit completed(String stageId) {
    return new Visit(stageId, StageStatus.COMPLETED);
  }

  static Visit failed(String stageId) {
    return new Visit(stageId, StageStatus.ERROR);
  }

  static Visit canceled(String stageId) {
    return new Visit(stageId, StageStatus.CANCELED);
  }

  @Override
  public String toString() {
    return stageId + " " + status;
  }
}
