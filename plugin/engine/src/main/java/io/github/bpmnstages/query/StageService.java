package io.github.bpmnstages.query;

import io.github.bpmnstages.run.OrchestrationRun;
import java.util.Date;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.exception.NotFoundException;

/**
 * The Java API of BPMN Stages (contract, section 9). Every call runs in a transaction of its own,
 * or in that of the command that calls it. What the authenticated user may not see is as if it were
 * not there.
 */
public interface StageService {

  /** New query for orchestration runs. */
  OrchestrationRunQuery createOrchestrationRunQuery();

  /** New query for stage runs. */
  StageRunQuery createStageRunQuery();

  /** New query for step runs. */
  StepRunQuery createStepRunQuery();

  /** New query for milestones. */
  MilestoneQuery createMilestoneQuery();

  /** New query for process definitions that have stages. */
  OrchestrationDefinitionQuery createOrchestrationDefinitionQuery();

  /**
   * Everything about one run.
   *
   * @param processInstanceId not null
   * @throws NotFoundException if there is no such run
   */
  OrchestrationOverview getOverview(String processInstanceId);

  /**
   * Looks at the exit condition of a stage now.
   *
   * @param stageRunId not null
   * @return whether the stage was left; false also for {@code allStepsCompleted}, suspended and
   *     failed stages
   * @throws NotFoundException if there is no such stage run
   * @throws BadUserRequestException if the stage has ended
   */
  boolean evaluate(String stageRunId);

  /**
   * How the runs of one process definition fare.
   *
   * @param processDefinitionId not null
   * @param startedAfter only runs started at or after that moment, or null
   * @param startedBefore only runs started at or before that moment, or null
   * @throws NotFoundException if there is no such definition or it has no stages
   */
  OrchestrationStatistics getStatistics(
      String processDefinitionId, Date startedAfter, Date startedBefore);

  /**
   * How the runs of all versions of a process definition fare.
   *
   * @param key not null
   * @param tenantId null = definitions without tenant
   * @param startedAfter only runs started at or after that moment, or null
   * @param startedBefore only runs started at or before that moment, or null
   * @throws NotFoundException if there is no such definition or none of its versions has stages
   */
  OrchestrationStatistics getStatisticsByKey(
      String key, String tenantId, Date startedAfter, Date startedBefore);

  /**
   * Starts a new run of an ended one from a stage, with its variables.
   *
   * @param processInstanceId the ended run, not null
   * @param fromStageId the stage to start with, not null
   * @return the new run
   * @throws NotFoundException if there is no such run
   * @throws BadUserRequestException if the run has not ended, or there is no such stage
   */
  OrchestrationRun restart(String processInstanceId, String fromStageId);

  /**
   * Leaves the stage in progress and starts another one, in one transaction.
   *
   * @param processInstanceId the run, not null
   * @param toStageId the stage to start, not null
   * @throws NotFoundException if there is no such run
   * @throws BadUserRequestException if the run cannot be moved there; the message says why
   */
  void move(String processInstanceId, String toStageId);
}
