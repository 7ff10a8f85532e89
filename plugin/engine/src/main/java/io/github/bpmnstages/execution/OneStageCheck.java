package io.github.bpmnstages.execution;

import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.history.StageRunEntity;
import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** Refuses, as a whole, a request that would leave two stages of one run in progress. */
final class OneStageCheck {

  private OneStageCheck() {}

  static void check(CommandContext commandContext) {
    RunRows rows = new RunRows(commandContext);
    for (StageRunEntity started :
        commandContext.getDbEntityManager().getCachedEntitiesByType(StageRunEntity.class)) {
      List<StageRunEntity> open = rows.findOpenStageRuns(started.getProcessInstanceId());
      if (open.size() > 1) {
        throw new BadUserRequestException(
            "STG-101: the request would leave the stages "
                + String.join(", ", open.stream().map(StageRunEntity::getStageId).toList())
                + " of run '"
                + started.getProcessInstanceId()
                + "' in progress at once, where a run has one stage in progress at most."
                + " Cancel the stage in progress in the same request.");
      }
    }
  }
}
