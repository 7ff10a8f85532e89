package io.github.bpmnstages.query;

import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import java.util.Date;

/** Finds stage runs: visits to stages. */
public interface StageRunQuery extends TimedRecordQuery<StageRunQuery, StageRun> {

  /**
   * The stage run of that id.
   *
   * @param stageRunId not null
   */
  StageRunQuery stageRunId(String stageRunId);

  /** As {@link #stageRunId(String)}, any of several; not null, not empty. */
  StageRunQuery stageRunIdIn(String... stageRunIds);

  /**
   * Visits to that stage.
   *
   * @param stageId not null
   */
  StageRunQuery stageId(String stageId);

  /** As {@link #stageId(String)}, any of several; not null, not empty. */
  StageRunQuery stageIdIn(String... stageIds);

  /**
   * Visits to stages of that name.
   *
   * @param stageName not null
   */
  StageRunQuery stageName(String stageName);

  /** As {@link #stageName(String)}, any of several; not null, not empty. */
  StageRunQuery stageNameIn(String... stageNames);

  /**
   * The stage run of that activity instance.
   *
   * @param activityInstanceId not null
   */
  StageRunQuery activityInstanceId(String activityInstanceId);

  /** As {@link #activityInstanceId(String)}, any of several; not null, not empty. */
  StageRunQuery activityInstanceIdIn(String... activityInstanceIds);

  /** Rows of that status; not null. */
  StageRunQuery status(StageStatus status);

  /** Rows of any of these; not null, not empty. */
  StageRunQuery statusIn(StageStatus... statuses);

  /** Only stages that have done all steps and wait for their exit condition. */
  StageRunQuery waitingForExitCondition();

  /** Stage runs of that automated process user; not null. */
  StageRunQuery ownerId(String ownerId);

  /** As {@link #ownerId(String)}, any of several; not null, not empty. */
  StageRunQuery ownerIdIn(String... ownerIds);

  /** Stage runs that failed with that error code; not null. */
  StageRunQuery errorCode(String errorCode);

  /** As {@link #errorCode(String)}, any of several; not null, not empty. */
  StageRunQuery errorCodeIn(String... errorCodes);

  /** Stage runs whose failure that event caught; not null. */
  StageRunQuery faultPath(String faultPath);

  /** As {@link #faultPath(String)}, any of several; not null, not empty. */
  StageRunQuery faultPathIn(String... faultPaths);

  /** Due at or before that moment; not null. */
  StageRunQuery dueBefore(Date dueBefore);

  /** Due at or after that moment; not null. */
  StageRunQuery dueAfter(Date dueAfter);

  /** Only stage runs that are past their due date and have not ended. */
  StageRunQuery overdue();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StageRunQuery orderByStageId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StageRunQuery orderByStageName();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StageRunQuery orderByActivityInstanceId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StageRunQuery orderByDueDate();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StageRunQuery orderByOwnerId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StageRunQuery orderByErrorCode();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  StageRunQuery orderByFaultPath();
}
