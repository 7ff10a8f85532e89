package io.github.bpmnstages.samples.demo;

/**
 * A scenario that has been played.
 *
 * @param scenario what was played
 * @param runId process instance
 * @param problem what was not as expected, or null
 */
record PlayedScenario(Scenario scenario, String runId, String problem) {

  boolean isAsExpected() {
    return problem == null;
  }
}
