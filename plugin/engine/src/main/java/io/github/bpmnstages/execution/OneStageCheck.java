package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.record.StageRecorder;
import io.github.bpmnstages.run.StageRun;
import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** Refuses, as a whole, a request that would leave two stages of one run in progress. */
final class OneStageCheck {

  private OneStageCheck() {}

  static void check(CommandContext commandContext) {
    StageRecorder stages = RecordSession.of(commandContext).stages();
    for (String processInstanceId : stages.processInstances()) {
      List<? extends StageRun> open = stages.findAllOpen(processInstanceId);
      if (open.size() > 1) {
        throw refusal(stages, processInstanceId, open);
      }
    }
  }

  /** Whoever has met another one may try again: a job does, and its attempts are not counted. */
  private static ProcessEngineException refusal(
      StageRecorder stages, String processInstanceId, List<? extends StageRun> open) {
    String found =
        "STG-101: the request would leave the stages "
            + String.join(", ", open.stream().map(StageRun::getStageId).toList())
            + " of run '"
            + processInstanceId
            + "' in progress at once, where a run has one stage in progress at most.";
    return stages.isOvertaken(processInstanceId)
        ? new OptimisticLockingException(
            found + " Another request has started one of them at the same moment. Try again.")
        : new BadUserRequestException(found + " Cancel the stage in progress in the same request.");
  }
}
