package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.benchmarks.Workers.Cost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Interleaved rounds of the same number of runs on two sides or more; only the ratio of a side to
 * the first one is a result.
 *
 * @param pairs how many rounds there are of each side, after as many that warm up
 * @param millisPerRound how long a round of the fastest side is to last
 */
record Pairs(int pairs, int millisPerRound) {

  /**
   * A side as a ratio to the first one.
   *
   * @param throughput runs in the same time, 1.00 or more = not slower
   * @param cpu processor time for the same runs, 1.00 or less = not dearer
   * @param bytes allocated for the same runs
   */
  record Result(Ratio throughput, Ratio cpu, Ratio bytes) {}

  Result compare(Runnable first, Runnable other) {
    return compare(List.of(first, other)).get(0);
  }

  /** Results of all sides but the first. */
  List<Result> compare(List<Runnable> sides) {
    try (Workers workers = new Workers()) {
      int runs = sides.stream().mapToInt(side -> runsPerRound(workers, side)).max().orElseThrow();
      // what the compiler has seen for less long would be at a disadvantage
      IntStream.range(0, pairs).forEach(i -> round(workers, sides, runs, i));
      List<List<Cost>> rounds =
          IntStream.range(0, pairs).mapToObj(i -> round(workers, sides, runs, i)).toList();
      return IntStream.range(1, sides.size()).mapToObj(side -> result(rounds, side)).toList();
    }
  }

  /** Each side once, in an order that changes from round to round; costs in the given order. */
  private static List<Cost> round(Workers workers, List<Runnable> sides, int runs, int number) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, sides.size()).boxed().toList());
    Collections.rotate(order, number / 2);
    if (number % 2 == 1) {
      Collections.reverse(order);
    }
    Cost[] costs = new Cost[sides.size()];
    order.forEach(side -> costs[side] = workers.round(runs, sides.get(side)));
    return List.of(costs);
  }

  /** Counts what fits into a round. */
  private int runsPerRound(Workers workers, Runnable work) {
    double wanted = TimeUnit.MILLISECONDS.toNanos(millisPerRound);
    int runs = Workers.THREADS;
    double nanos = workers.round(runs, work).nanos();
    while (nanos < wanted) {
      runs *= 2;
      nanos = workers.round(runs, work).nanos();
    }
    return (int) Math.max(Workers.THREADS, wanted * runs / nanos);
  }

  private static Result result(List<List<Cost>> rounds, int side) {
    return new Result(
        ratio(rounds, side, (first, other) -> first.nanos() / other.nanos()),
        ratio(rounds, side, (first, other) -> other.cpuNanos() / first.cpuNanos()),
        ratio(rounds, side, (first, other) -> other.bytes() / first.bytes()));
  }

  private static Ratio ratio(
      List<List<Cost>> rounds, int side, ToDoubleBiFunction<Cost, Cost> quotient) {
    return Ratio.of(
        rounds.stream()
            .map(costs -> quotient.applyAsDouble(costs.get(0), costs.get(side)))
            .toList());
  }
}
