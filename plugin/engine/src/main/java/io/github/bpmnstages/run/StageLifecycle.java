package io.github.bpmnstages.run;

import static io.github.bpmnstages.run.StageStatus.CANCELED;
import static io.github.bpmnstages.run.StageStatus.COMPLETED;
import static io.github.bpmnstages.run.StageStatus.DISCONTINUED;
import static io.github.bpmnstages.run.StageStatus.ERROR;
import static io.github.bpmnstages.run.StageStatus.IN_PROGRESS;
import static io.github.bpmnstages.run.StageStatus.SUSPENDED;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which status of a stage run may follow which (contract, section 5). */
public final class StageLifecycle {

  private static final Map<StageStatus, Set<StageStatus>> MOVES = new EnumMap<>(StageStatus.class);

  static {
    MOVES.put(IN_PROGRESS, EnumSet.of(SUSPENDED, COMPLETED, CANCELED, DISCONTINUED, ERROR));
    MOVES.put(SUSPENDED, EnumSet.of(IN_PROGRESS, CANCELED, DISCONTINUED, ERROR));
    MOVES.put(ERROR, EnumSet.of(IN_PROGRESS, SUSPENDED, CANCELED, DISCONTINUED));
    MOVES.put(DISCONTINUED, EnumSet.of(IN_PROGRESS, SUSPENDED, CANCELED, ERROR));
    MOVES.put(COMPLETED, EnumSet.noneOf(StageStatus.class));
    MOVES.put(CANCELED, EnumSet.noneOf(StageStatus.class));
  }

  private StageLifecycle() {}

  /**
   * Whether a stage run that has not ended may go from one status to the other. {@code ERROR} and
   * {@code DISCONTINUED} may be left again only while the stage run has no end time.
   */
  public static boolean canMove(StageStatus from, StageStatus to) {
    return MOVES.get(from).contains(to);
  }

  /** Whether nothing can follow, whether or not the stage run has an end time. */
  public static boolean isFinal(StageStatus status) {
    return MOVES.get(status).isEmpty();
  }

  /** Whether the exit condition is looked at in this status (contract, section 3). */
  public static boolean isLookedAt(StageStatus status) {
    return status == IN_PROGRESS;
  }
}
