package io.github.bpmnstages.benchmarks;

import io.github.bpmnstages.benchmarks.Pairs.Side;

/** Prints, per case, the throughput as a ratio to the engine without the plugin. */
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] arguments) {
    int millis = arguments.length == 0 ? 1500 : Integer.parseInt(arguments[0]);
    System.out.printf(
        "%-62s %5s   (%s)%n",
        "throughput, engine without the plugin = 1.00", "median", "spread of 7 pairs");
    againstThePlainEngine(millis);
    variableWrites(millis);
  }

  private static void againstThePlainEngine(int millis) {
    compare("3 stages x 2 user tasks", Model.threeTimesTwo(), millis);
    compare("5 stages x 4 synchronous service tasks", Model.fiveTimesFour(), millis);
    compare("2 user tasks, no stage", Model.withoutStage(), millis);
  }

  private static void compare(String name, String model, int millis) {
    try (Node plain = Node.start(false);
        Node plugin = Node.start(true)) {
      System.out.println(
          Pairs.ratio(
              name, new Side(plain, model), new Side(plugin, model), Work.RUN_TO_THE_END, millis));
    }
  }

  private static void variableWrites(int millis) {
    for (int steps : new int[] {1, 100, 1000}) {
      write(steps, "stage with a requirement", Model.requirement("${done}"), "", true, millis);
      write(
          steps,
          "conditional boundary event, no plugin",
          "",
          Model.conditionalBoundary("${done}"),
          false,
          millis);
    }
  }

  private static void write(
      int steps, String name, String properties, String boundary, boolean withPlugin, int millis) {
    try (Node plain = Node.start(false);
        Node other = Node.start(withPlugin)) {
      System.out.println(
          Pairs.ratio(
              "variable write, " + steps + " open steps: " + name,
              new Side(plain, Model.parallel(steps, "", "")),
              new Side(other, Model.parallel(steps, properties, boundary)),
              Work.WRITE_VARIABLE,
              millis));
    }
  }
}
