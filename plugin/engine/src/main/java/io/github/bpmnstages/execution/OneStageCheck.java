package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.record.StageRecorder;
import io.github.bpmnstages.run.StageRun;
import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** Refuses, as a whole, a request that would leave two stages of one run in progress. */
final class OneStageCheck {

  private OneStageCheck() {}

  static void check(CommandContext commandContext) {
    StageRecorder stages = RecordSession.of(commandContext).stages();
    for (String processInstanceId : stages.processInstances()) {
      List<? extends StageRun> open = stages.findAllOpen(processInstanceId);
      if (open.size() > 1) {
        throw new BadUserRequestException(
            "STG-101: the request would leave the stages "
                + String.join(", ", open.stream().map(StageRun::getStageId).toList())
                + " of run '"
                + processInstanceId
                + "' in progress at once, where a run has one stage in progress at most."
                + " Cancel the stage in progress in the same request.");
      }
    }
  }
}
