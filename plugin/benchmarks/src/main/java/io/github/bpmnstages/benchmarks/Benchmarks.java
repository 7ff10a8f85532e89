package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Entry point. System properties {@code benchmark.…} narrow it down: {@code pairs}, {@code millis}
 * (how long a round is), {@code databases} (comma separated) and {@code case} (part of a name).
 */
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] arguments) {
    Pairs pairs =
        new Pairs(
            Integer.getInteger("benchmark.pairs", 7), Integer.getInteger("benchmark.millis", 1000));
    new EngineComparison(pairs, System.out).print(databases(), cases());
    System.exit(0);
  }

  private static List<TestDatabase> databases() {
    return Stream.of(System.getProperty("benchmark.databases", "h2,postgres").split(","))
        .map(name -> TestDatabase.valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  private static List<Case> cases() {
    String part = System.getProperty("benchmark.case", "");
    return Case.all().stream().filter(one -> one.name().contains(part)).toList();
  }
}
