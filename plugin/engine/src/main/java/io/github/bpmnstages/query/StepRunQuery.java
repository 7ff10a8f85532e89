package io.github.bpmnstages.query;

import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;

/** Finds step runs. */
public interface StepRunQuery extends TimedRecordQuery<StepRunQuery, StepRun> {

  /**
   * The step run of that id.
   *
   * @param stepRunId not null
   */
  StepRunQuery stepRunId(String stepRunId);

  /** As {@link #stepRunId(String)}, any of several; not null, not empty. */
  StepRunQuery stepRunIdIn(String... stepRunIds);

  /**
   * Step runs of that visit to a stage.
   *
   * @param stageRunId not null
   */
  StepRunQuery stageRunId(String stageRunId);

  /** As {@link #stageRunId(String)}, any of several; not null, not empty. */
  StepRunQuery stageRunIdIn(String... stageRunIds);

  /**
   * Step runs of that stage.
   *
   * @param stageId not null
   */
  StepRunQuery stageId(String stageId);

  /** As {@link #stageId(String)}, any of several; not null, not empty. */
  StepRunQuery stageIdIn(String... stageIds);

  /**
   * Runs of that step.
   *
   * @param stepId not null
   */
  StepRunQuery stepId(String stepId);

  /** As {@link #stepId(String)}, any of several; not null, not empty. */
  StepRunQuery stepIdIn(String... stepIds);

  /**
   * Runs of steps of that name.
   *
   * @param stepName not null
   */
  StepRunQuery stepName(String stepName);

  /** As {@link #stepName(String)}, any of several; not null, not empty. */
  StepRunQuery stepNameIn(String... stepNames);

  /**
   * Step runs of that type: {@code INTERACTIVE}, {@code EXTERNAL} or {@code BACKGROUND}.
   *
   * @param stepType not null
   */
  StepRunQuery stepType(String stepType);

  /** As {@link #stepType(String)}, any of several; not null, not empty. */
  StepRunQuery stepTypeIn(String... stepTypes);

  /**
   * The step run of that activity instance.
   *
   * @param activityInstanceId not null
   */
  StepRunQuery activityInstanceId(String activityInstanceId);

  /** As {@link #activityInstanceId(String)}, any of several; not null, not empty. */
  StepRunQuery activityInstanceIdIn(String... activityInstanceIds);

  /**
   * The step run of that user task or external task.
   *
   * @param taskId not null
   */
  StepRunQuery taskId(String taskId);

  /** As {@link #taskId(String)}, any of several; not null, not empty. */
  StepRunQuery taskIdIn(String... taskIds);

  /**
   * Step runs of that assignee.
   *
   * @param assignee not null
   */
  StepRunQuery assignee(String assignee);

  /** As {@link #assignee(String)}, any of several; not null, not empty. */
  StepRunQuery assigneeIn(String... assignees);

  /**
   * The step run that called that process instance.
   *
   * @param calledProcessInstanceId not null
   */
  StepRunQuery calledProcessInstanceId(String calledProcessInstanceId);

  /** As {@link #calledProcessInstanceId(String)}, any of several; not null, not empty. */
  StepRunQuery calledProcessInstanceIdIn(String... calledProcessInstanceIds);

  /** Rows of that status; not null. */
  StepRunQuery status(StepStatus status);

  /** Rows of any of these; not null, not empty. */
  StepRunQuery statusIn(StepStatus... statuses);

  /** Step runs that failed with that error code; not null. */
  StepRunQuery errorCode(String errorCode);

  /** As {@link #errorCode(String)}, any of several; not null, not empty. */
  StepRunQuery errorCodeIn(String... errorCodes);

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByStageRunId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByStageId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByStepId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByStepName();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByStepType();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByActivityInstanceId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByTaskId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByAssignee();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByCalledProcessInstanceId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StepRunQuery orderByErrorCode();
}
