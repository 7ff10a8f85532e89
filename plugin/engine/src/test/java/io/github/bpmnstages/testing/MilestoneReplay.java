package io.github.bpmnstages.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Replays the milestones: they must lead to the statuses that the rows have. */
final class MilestoneReplay {

  /** Which statuses a milestone may leave behind. */
  private static final Map<String, Set<String>> STATUSES =
      Map.ofEntries(
          Map.entry("START_RUN", Set.of("IN_PROGRESS")),
          Map.entry("RESUME_RUN", Set.of("IN_PROGRESS")),
          Map.entry("SUSPEND_RUN", Set.of("SUSPENDED")),
          Map.entry("FAIL_RUN", Set.of("ERROR")),
          Map.entry("END_RUN", Set.of("COMPLETED")),
          Map.entry("CANCEL_RUN", Set.of("CANCELED")),
          Map.entry("START_STAGE", Set.of("IN_PROGRESS")),
          Map.entry("SUSPEND_STAGE", Set.of("SUSPENDED")),
          Map.entry("DISCONTINUE_STAGE", Set.of("DISCONTINUED")),
          Map.entry("FAIL_STAGE", Set.of("ERROR")),
          Map.entry("END_STAGE", Set.of("COMPLETED", "CANCELED")),
          Map.entry("START_STEP", Set.of("IN_PROGRESS")),
          Map.entry("DISCONTINUE_STEP", Set.of("DISCONTINUED")),
          Map.entry("FAIL_STEP", Set.of("ERROR")),
          Map.entry("END_STEP", Set.of("COMPLETED", "CANCELED")));

  private final RecordCheck records;

  MilestoneReplay(RecordCheck records) {
    this.records = records;
  }

  void contradictions(List<String> found) {
    Map<String, String> last = new HashMap<>();
    for (String[] milestone :
        records.select(
            "select KIND_, coalesce(STEP_RUN_ID_, coalesce(STAGE_RUN_ID_, RUN_ID_))"
                + " from STG_HI_MILESTONE order by SEQUENCE_",
            2)) {
      if (!"TAKE_FAULT_PATH".equals(milestone[0])) {
        last.merge(milestone[1], milestone[0], MilestoneReplay::next);
      }
    }
    boolean hasSteps =
        !records.select("select 1 from STG_HI_MILESTONE where STEP_ID_ is not null", 1).isEmpty();
    compare("STG_HI_RUN", last, found);
    compare("STG_HI_STAGE_RUN", last, found);
    if (hasSteps) {
      compare("STG_HI_STEP_RUN", last, found);
    }
  }

  /** The run failed after the stage had completed: its status stays. */
  private static String next(String before, String after) {
    return "END_STAGE".equals(before) && "DISCONTINUE_STAGE".equals(after) ? before : after;
  }

  private void compare(String table, Map<String, String> last, List<String> found) {
    for (String[] row : records.select("select ID_, STATUS_ from " + table, 2)) {
      String milestone = last.get(row[0]);
      if (milestone == null || !STATUSES.get(milestone).contains(row[1])) {
        found.add(table + " " + row[0] + " is " + row[1] + " after " + milestone);
      }
    }
  }
}
