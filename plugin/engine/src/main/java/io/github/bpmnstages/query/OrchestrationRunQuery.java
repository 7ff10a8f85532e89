package io.github.bpmnstages.query;

import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import java.util.Date;

/** Finds orchestration runs. */
public interface OrchestrationRunQuery
    extends TimedRecordQuery<OrchestrationRunQuery, OrchestrationRun> {

  /**
   * Runs called by that process instance.
   *
   * @param superProcessInstanceId not null
   */
  OrchestrationRunQuery superProcessInstanceId(String superProcessInstanceId);

  /** As {@link #superProcessInstanceId(String)}, any of several; not null, not empty. */
  OrchestrationRunQuery superProcessInstanceIdIn(String... superProcessInstanceIds);

  /** Runs with that business key; not null. */
  OrchestrationRunQuery businessKey(String businessKey);

  /** Runs with any of these business keys; not null, not empty. */
  OrchestrationRunQuery businessKeyIn(String... businessKeys);

  /** Runs whose business key is like that, {@code %} stands for any characters; not null. */
  OrchestrationRunQuery businessKeyLike(String businessKeyLike);

  /** Rows of that status; not null. */
  OrchestrationRunQuery status(RunStatus status);

  /** Rows of any of these; not null, not empty. */
  OrchestrationRunQuery statusIn(RunStatus... statuses);

  /**
   * Runs that are in that stage.
   *
   * @param currentStageId not null
   */
  OrchestrationRunQuery currentStageId(String currentStageId);

  /** As {@link #currentStageId(String)}, any of several; not null, not empty. */
  OrchestrationRunQuery currentStageIdIn(String... currentStageIds);

  /** Runs of that automated process user; not null. */
  OrchestrationRunQuery ownerId(String ownerId);

  /** As {@link #ownerId(String)}, any of several; not null, not empty. */
  OrchestrationRunQuery ownerIdIn(String... ownerIds);

  /** Stuck runs: unfinished, and no milestone after that moment; not null. */
  OrchestrationRunQuery lastMilestoneBefore(Date lastMilestoneBefore);

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationRunQuery orderBySuperProcessInstanceId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationRunQuery orderByBusinessKey();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationRunQuery orderByCurrentStageId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationRunQuery orderByOwnerId();
}
