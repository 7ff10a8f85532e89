package io.github.bpmnstages.query;

import io.github.bpmnstages.run.RunStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Runs by status, added up. */
record RunCounts(List<GroupCount> groups) {

  OrchestrationStatistics statistics(List<StageStatistics> stages) {
    Map<RunStatus, Long> runs = new EnumMap<>(RunStatus.class);
    for (RunStatus status : RunStatus.values()) {
      runs.put(status, 0L);
    }
    groups.forEach(group -> runs.put(RunStatus.valueOf(group.status()), group.total()));
    return new OrchestrationStatistics(runs, completionRate(), averageDuration(), stages);
  }

  private Double completionRate() {
    long ended = groups.stream().mapToLong(GroupCount::ended).sum();
    return ended == 0 ? null : (double) completed(GroupCount::total) / ended;
  }

  private Long averageDuration() {
    long durations = completed(GroupCount::durations);
    return durations == 0 ? null : completed(GroupCount::duration) / durations;
  }

  private long completed(ToLongFunction<GroupCount> field) {
    return groups.stream()
        .filter(group -> group.status().equals(RunStatus.COMPLETED.name()))
        .mapToLong(field)
        .sum();
  }
}
