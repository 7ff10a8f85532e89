package io.github.bpmnstages.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Interleaved pairs of the same work on two engines; only the ratio of the two is a result. */
final class Pairs {

  private static final int PAIRS = 7;

  private Pairs() {}

  /** One engine and the process it runs. */
  record Side(Node node, String model) {}

  static String ratio(String name, Side plain, Side other, Work work, int millisPerRound) {
    plain.node().deploy(plain.model());
    other.node().deploy(other.model());
    List<Double> ratios = new ArrayList<>();
    round(plain.node(), work, millisPerRound * 2);
    round(other.node(), work, millisPerRound * 2);
    for (int i = 0; i < PAIRS; i++) {
      boolean plainFirst = i % 2 == 0;
      double first = round(plainFirst ? plain.node() : other.node(), work, millisPerRound);
      double second = round(plainFirst ? other.node() : plain.node(), work, millisPerRound);
      ratios.add(plainFirst ? second / first : first / second);
    }
    ratios.sort(null);
    return String.format(
        Locale.ROOT,
        "%-62s %5.2f   (%.2f to %.2f)",
        name,
        ratios.get(PAIRS / 2),
        ratios.get(0),
        ratios.get(PAIRS - 1));
  }

  /** Throughput of the round, in runs of the work per second. */
  private static double round(Node node, Work work, int millis) {
    String waiting =
        work == Work.WRITE_VARIABLE
            ? node.engine().getRuntimeService().startProcessInstanceByKey("p").getId()
            : null;
    long start = System.nanoTime();
    long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
    int runs = 0;
    while (System.nanoTime() < end) {
      work.run(node.engine(), waiting);
      runs++;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (waiting != null) {
      node.engine().getRuntimeService().deleteProcessInstance(waiting, "round is over");
    }
    return runs / seconds;
  }
}
