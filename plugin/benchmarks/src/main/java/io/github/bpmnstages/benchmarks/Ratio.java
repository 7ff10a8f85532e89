package io.github.bpmnstages.benchmarks;

import java.util.List;
import java.util.Locale;

/** Median and spread of what the pairs of a case answered. */
record Ratio(double median, double lowest, double highest) {

  static Ratio of(List<Double> pairs) {
    List<Double> sorted = pairs.stream().sorted().toList();
    return new Ratio(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, lowest, highest);
  }
}
