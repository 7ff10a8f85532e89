package io.github.bpmnstages.query;

import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import java.util.Date;

/** Finds milestones, ordered by their sequence unless asked otherwise. */
public interface MilestoneQuery extends RecordQuery<MilestoneQuery, Milestone> {

  /**
   * The milestone of that id.
   *
   * @param milestoneId not null
   */
  MilestoneQuery milestoneId(String milestoneId);

  /** As {@link #milestoneId(String)}, any of several; not null, not empty. */
  MilestoneQuery milestoneIdIn(String... milestoneIds);

  /** Milestones of that kind; not null. */
  MilestoneQuery kind(MilestoneKind kind);

  /** Rows of any of these; not null, not empty. */
  MilestoneQuery kindIn(MilestoneKind... kinds);

  /**
   * Milestones of that stage.
   *
   * @param stageId not null
   */
  MilestoneQuery stageId(String stageId);

  /** As {@link #stageId(String)}, any of several; not null, not empty. */
  MilestoneQuery stageIdIn(String... stageIds);

  /**
   * Milestones of that visit to a stage.
   *
   * @param stageRunId not null
   */
  MilestoneQuery stageRunId(String stageRunId);

  /** As {@link #stageRunId(String)}, any of several; not null, not empty. */
  MilestoneQuery stageRunIdIn(String... stageRunIds);

  /**
   * Milestones of that step.
   *
   * @param stepId not null
   */
  MilestoneQuery stepId(String stepId);

  /** As {@link #stepId(String)}, any of several; not null, not empty. */
  MilestoneQuery stepIdIn(String... stepIds);

  /**
   * Milestones of that step run.
   *
   * @param stepRunId not null
   */
  MilestoneQuery stepRunId(String stepRunId);

  /** As {@link #stepRunId(String)}, any of several; not null, not empty. */
  MilestoneQuery stepRunIdIn(String... stepRunIds);

  /**
   * Milestones that user caused.
   *
   * @param userId not null
   */
  MilestoneQuery userId(String userId);

  /** As {@link #userId(String)}, any of several; not null, not empty. */
  MilestoneQuery userIdIn(String... userIds);

  /**
   * Milestones with that detail.
   *
   * @param detail not null
   */
  MilestoneQuery detail(String detail);

  /** As {@link #detail(String)}, any of several; not null, not empty. */
  MilestoneQuery detailIn(String... details);

  /** Occurred at or before that moment; not null. */
  MilestoneQuery occurredBefore(Date occurredBefore);

  /** Occurred at or after that moment; not null. */
  MilestoneQuery occurredAfter(Date occurredAfter);

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  MilestoneQuery orderBySequence();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  MilestoneQuery orderByTimestamp();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  MilestoneQuery orderByKind();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  MilestoneQuery orderByStageId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  MilestoneQuery orderByStageRunId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  MilestoneQuery orderByStepId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  MilestoneQuery orderByStepRunId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  MilestoneQuery orderByUserId();
}
