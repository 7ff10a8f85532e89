package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.testing.TestDatabase;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Entry point. System properties {@code benchmark.…} narrow it down: {@code what} (comma separated:
 * {@code engine}, {@code cmmn}, {@code growth}, {@code rows}, {@code memory}, {@code cleanup}),
 * {@code pairs}, {@code millis} (how long a round is), {@code databases} (comma separated), {@code
 * case} (part of a name) and {@code rows} (stage runs, at most).
 */
public final class Benchmarks {

  private static final PrintStream OUT = System.out;

  private Benchmarks() {}

  public static void main(String[] arguments) {
    Pairs pairs =
        new Pairs(
            Integer.getInteger("benchmark.pairs", 7), Integer.getInteger("benchmark.millis", 1000));
    int rows = Integer.getInteger("benchmark.rows", 1_000_000);
    list("what", "engine,cmmn,growth,rows,memory,cleanup").forEach(what -> run(what, pairs, rows));
    System.exit(0);
  }

  private static void run(String what, Pairs pairs, int rows) {
    OUT.println();
    switch (what) {
      case "engine" -> new EngineComparison(pairs, OUT).print(databases(), cases());
      case "cmmn" -> databases().forEach(new CmmnComparison(pairs, OUT)::print);
      case "growth" -> databases().forEach(new Growth(pairs, OUT)::print);
      case "rows" -> new RowGrowth(pairs, OUT).print(rows, part());
      case "memory" -> new Memory(OUT).print();
      case "cleanup" -> new Cleanup(OUT).print(rows);
      default -> throw new IllegalArgumentException("benchmark.what=" + what);
    }
  }

  private static List<String> list(String name, String otherwise) {
    return List.of(System.getProperty("benchmark." + name, otherwise).split(","));
  }

  private static List<TestDatabase> databases() {
    return list("databases", "h2,postgres").stream()
        .map(name -> TestDatabase.valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  private static List<Case> cases() {
    return Case.all().stream().filter(one -> one.name().contains(part())).toList();
  }

  private static String part() {
    return System.getProperty("benchmark.case", "");
  }
}
