package io.github.bpmnstages.samples.demo;

import static io.github.bpmnstages.samples.demo.Visit.completed;

import io.github.bpmnstages.run.RunStatus;
import java.util.List;
import java.util.Map;

/** Ways through {@code incident-response.bpmn}. */
final class IncidentResponse {

  private static final String KEY = "incident-response";
  private static final Map<String, Object> START = Map.of("service", "Checkout");

  private IncidentResponse() {}

  static List<Scenario> scenarios() {
    return List.of(restoredEarly(), restoredLate(), loopsBack(), duplicate(), majorIncident());
  }

  private static Scenario restoredEarly() {
    return Scenario.of(KEY, "Restored while people still work on it", START)
        .plays(
            run -> {
              triage(run);
              run.sets("serviceRestored", true);
              run.completes("watchMetrics", "stable", true);
              run.completes("writeReport");
              run.completes("publishReport");
            })
        .completesAt(
            "incidentClosed",
            completed("triage"),
            completed("mitigation"),
            completed("monitoring"),
            completed("post-mortem"));
  }

  private static Scenario restoredLate() {
    return Scenario.of(KEY, "All is done, the service comes back later", START)
        .plays(
            run -> {
              triage(run);
              run.completes("rollBack");
              run.completes("informCustomers");
              run.mustWaitIn("mitigation");
              run.isSuspended();
              run.mustBe(RunStatus.SUSPENDED);
              run.isResumed();
              run.sets("serviceRestored", true);
              run.completes("watchMetrics", "stable", true);
              run.completes("writeReport");
              run.completes("publishReport");
            })
        .completesAt(
            "incidentClosed",
            completed("triage"),
            completed("mitigation"),
            completed("monitoring"),
            completed("post-mortem"));
  }

  private static Scenario loopsBack() {
    return Scenario.of(KEY, "Unstable: back to mitigation, no post-mortem", START)
        .plays(
            run -> {
              triage(run);
              run.completes("rollBack", "serviceRestored", true);
              run.completes("watchMetrics", "stable", false);
              run.completes("informCustomers");
              run.completes("rollBack", "serviceRestored", true);
              run.sets("postMortemWaived", true);
              run.completes("watchMetrics", "stable", true);
            })
        .completesAt(
            "incidentClosed",
            completed("triage"),
            completed("mitigation"),
            completed("monitoring"),
            completed("mitigation"),
            completed("monitoring"),
            completed("post-mortem"));
  }

  private static Scenario duplicate() {
    return Scenario.of(KEY, "A duplicate ends the triage by a terminate event", START)
        .plays(
            run -> {
              run.completes("acknowledge");
              run.completes("classify", "duplicate", true);
            })
        .completesAt("falseAlarm", completed("triage"));
  }

  private static Scenario majorIncident() {
    return Scenario.of(KEY, "Nobody answers, and it is a major incident", START)
        .plays(
            run -> {
              run.reachesTimer("notAcknowledged");
              run.completes("pageSecondOnCall");
              run.completes("classify", "duplicate", false);
              run.completes("gatherLogs");
              run.receives("Major incident declared");
              run.completes("crisisCall");
              run.mustWaitIn("mitigation");
              run.sets("serviceRestored", true);
              run.completes("watchMetrics", "stable", true);
              run.completes("writeReport");
              run.completes("publishReport");
            })
        .completesAt(
            "incidentClosed",
            completed("triage"),
            completed("mitigation"),
            completed("monitoring"),
            completed("post-mortem"));
  }

  private static void triage(RunDriver run) {
    run.completes("gatherLogs");
    run.completes("acknowledge");
    run.completes("classify", "duplicate", false);
  }
}
