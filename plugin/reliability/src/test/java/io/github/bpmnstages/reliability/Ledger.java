package io.github.bpmnstages.reliability;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the nodes have acknowledged to their callers: none of it may be lost. */
final class Ledger {

  private final Set<String> started = ConcurrentHashMap.newKeySet();
  private final Set<String> completed = ConcurrentHashMap.newKeySet();
  private final Set<String> surprises = ConcurrentHashMap.newKeySet();
  private final Set<String> engines = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> done = new ConcurrentHashMap<>();
  private final Map<String, Integer> refused = new ConcurrentHashMap<>();

  /** Answers whether the line was an entry. */
  boolean note(String line) {
    String[] parts = line.split(" ", 2);
    switch (parts[0]) {
      case "started" -> started.add(parts[1]);
      case "completed" -> completed.add(parts[1]);
      case "surprise" -> surprises.add(parts[1]);
      case "engine's" -> engines.add(parts[1]);
      case "done" -> done.merge(parts[1], 1, Integer::sum);
      case "refused" -> refused.merge(parts[1], 1, Integer::sum);
      default -> {
        return false;
      }
    }
    return true;
  }

  Set<String> startedRuns() {
    return started;
  }

  Set<String> completedTasks() {
    return completed;
  }

  int operations() {
    return done.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Exceptions from within the plugin that are no answer of the engine. */
  Set<String> surprises() {
    return surprises;
  }

  @Override
  public String toString() {
    return "operations "
        + new TreeMap<>(done)
        + "\nrefused "
        + new TreeMap<>(refused)
        + "\nthe engine's own surprises "
        + engines;
  }
}
