package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.benchmarks.Workers.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleBiFunction;

/**
 * Interleaved pairs of rounds, the same number of the same runs on two sides; only the ratio of the
 * two is a result.
 */
final class Pairs {

  private final int pairs;
  private final int millisPerRound;

  Pairs(int pairs, int millisPerRound) {
    this.pairs = pairs;
    this.millisPerRound = millisPerRound;
  }

  /**
   * The other side as a ratio to the first one.
   *
   * @param throughput runs in the same time, 1.00 or more = not slower
   * @param cpu processor time for the same runs, 1.00 or less = not dearer
   * @param bytes allocated for the same runs
   */
  record Result(Ratio throughput, Ratio cpu, Ratio bytes) {}

  private record Pair(Cost first, Cost other) {}

  Result compare(Runnable first, Runnable other) {
    try (Workers workers = new Workers()) {
      int runs = Math.max(runsPerRound(workers, first), runsPerRound(workers, other));
      List<Pair> measured = new ArrayList<>();
      for (int i = 0; i < pairs; i++) {
        measured.add(pair(workers, first, other, runs, i % 2 == 0));
      }
      return new Result(
          ratio(measured, (one, two) -> one.nanos() / two.nanos()),
          ratio(measured, (one, two) -> two.cpuNanos() / one.cpuNanos()),
          ratio(measured, (one, two) -> two.bytes() / one.bytes()));
    }
  }

  private static Pair pair(
      Workers workers, Runnable first, Runnable other, int runs, boolean firstComesFirst) {
    if (firstComesFirst) {
      Cost cost = workers.round(runs, first);
      return new Pair(cost, workers.round(runs, other));
    }
    Cost cost = workers.round(runs, other);
    return new Pair(workers.round(runs, first), cost);
  }

  /** Warms up, and counts what fits into a round meanwhile. */
  private int runsPerRound(Workers workers, Runnable work) {
    int runs = Workers.THREADS;
    double nanos = 0;
    for (int total = 0; total < 2; ) {
      nanos = workers.round(runs, work).nanos();
      if (nanos < TimeUnit.MILLISECONDS.toNanos(millisPerRound)) {
        runs *= 2;
      } else {
        total++;
      }
    }
    double perRun = nanos / runs;
    return (int) Math.max(Workers.THREADS, TimeUnit.MILLISECONDS.toNanos(millisPerRound) / perRun);
  }

  private static Ratio ratio(List<Pair> measured, ToDoubleBiFunction<Cost, Cost> quotient) {
    return Ratio.of(
        measured.stream().map(pair -> quotient.applyAsDouble(pair.first(), pair.other())).toList());
  }
}
