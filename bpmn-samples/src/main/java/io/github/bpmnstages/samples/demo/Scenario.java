package io.github.bpmnstages.samples.demo;

import io.github.bpmnstages.run.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One way through a sample, and how it must end.
 *
 * @param processKey key of the sample
 * @param title what happens, in a few words
 * @param variables what the run is started with
 * @param script what people and other systems do
 * @param expected how the run must end
 */
record Scenario(
    String processKey,
    String title,
    Map<String, Object> variables,
    Consumer<RunDriver> script,
    Outcome expected) {

  static Builder of(String processKey, String title, Map<String, Object> variables) {
    return new Builder(processKey, title, variables);
  }

  @Override
  public String toString() {
    return processKey + ": " + title;
  }

  /** A scenario that lacks its script. */
  record Builder(String processKey, String title, Map<String, Object> variables) {

    Scripted plays(Consumer<RunDriver> script) {
      return new Scripted(this, script);
    }
  }

  /** A scenario that lacks its expectation. */
  record Scripted(Builder start, Consumer<RunDriver> script) {

    Scenario completesAt(String endEvent, Visit... visits) {
      return ends(RunStatus.COMPLETED, endEvent, visits);
    }

    Scenario isCanceled(Visit... visits) {
      return ends(RunStatus.CANCELED, null, visits);
    }

    Scenario fails(Visit... visits) {
      return ends(RunStatus.ERROR, null, visits);
    }

    private Scenario ends(RunStatus status, String endEvent, Visit... visits) {
      Outcome expected = new Outcome(status, endEvent, List.of(visits));
      return new Scenario(start.processKey, start.title, start.variables, script, expected);
    }
  }
}
