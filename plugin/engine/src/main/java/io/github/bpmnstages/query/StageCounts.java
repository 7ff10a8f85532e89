package io.github.bpmnstages.query;

import io.github.bpmnstages.run.StageStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Stage runs of one stage by status, added up. */
record StageCounts(List<GroupCount> groups) {

  StageStatistics statistics(String id, String name, int position, boolean inFaultPath) {
    Map<StageStatus, Long> runs = new EnumMap<>(StageStatus.class);
    for (StageStatus status : StageStatus.values()) {
      runs.put(status, 0L);
    }
    groups.forEach(group -> runs.put(StageStatus.valueOf(group.status()), group.total()));
    long durations = groups.stream().mapToLong(GroupCount::durations).sum();
    long duration = groups.stream().mapToLong(GroupCount::duration).sum();
    return new StageStatistics(
        id,
        name,
        position,
        inFaultPath,
        runs,
        durations == 0 ? null : duration / durations,
        durations == 0 ? null : groups.stream().mapToLong(GroupCount::longest).max().orElse(0),
        groups.stream().mapToLong(GroupCount::overdue).sum());
  }
}
