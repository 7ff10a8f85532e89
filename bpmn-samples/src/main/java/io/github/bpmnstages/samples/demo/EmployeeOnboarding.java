package io.github.bpmnstages.samples.demo;

import static io.github.bpmnstages.samples.demo.Visit.canceled;
import static io.github.bpmnstages.samples.demo.Visit.completed;

import io.github.bpmnstages.run.RunStatus;
import java.util.List;
import java.util.Map;

/** Ways through {@code employee-onboarding.bpmn}. */
final class EmployeeOnboarding {

  private static final String KEY = "employee-onboarding";
  private static final Map<String, Object> START = Map.of("employee", "Ada Byron", "trainings", 2L);

  private EmployeeOnboarding() {}

  static List<Scenario> scenarios() {
    return List.of(everyoneDoesTheirPart(), notPassed(), retried(), withdrawn(), hiringFreeze());
  }

  private static Scenario everyoneDoesTheirPart() {
    return Scenario.of(KEY, "Everyone does their part", START)
        .plays(
            run -> {
              preboard(run);
              settleIn(run);
              run.completes("confirmPayroll");
              run.completes("managerReview", "passed", true);
            })
        .completesAt(
            "onboarded", completed("preboarding"), completed("firstWeeks"), completed("probation"));
  }

  private static Scenario notPassed() {
    return Scenario.of(KEY, "Probation is not passed", START)
        .plays(
            run -> {
              preboard(run);
              settleIn(run);
              run.completes("buddyFeedback");
              run.completes("managerReview", "passed", false);
              run.completes("confirmPayroll");
            })
        .completesAt(
            "leftInProbation",
            completed("preboarding"),
            completed("firstWeeks"),
            completed("probation"));
  }

  private static Scenario retried() {
    return Scenario.of(KEY, "A worker gives up, an operator retries", START)
        .plays(
            run -> {
              run.mustFinish("createAccount");
              run.givesUp("orderEquipment", "the shop does not answer");
              run.mustBe(RunStatus.ERROR);
              run.isRetried("orderEquipment");
              run.mustBe(RunStatus.IN_PROGRESS);
              preboard(run);
              settleIn(run);
              run.completes("confirmPayroll");
              run.completes("managerReview", "passed", true);
            })
        .completesAt(
            "onboarded", completed("preboarding"), completed("firstWeeks"), completed("probation"));
  }

  private static Scenario withdrawn() {
    return Scenario.of(KEY, "The candidate withdraws", START)
        .plays(
            run -> {
              run.mustFinish("createAccount");
              run.completes("collectDocuments");
              run.receives("Candidate withdrew");
            })
        .completesAt("offerWithdrawn", canceled("preboarding"));
  }

  private static Scenario hiringFreeze() {
    return Scenario.of(KEY, "Hiring freeze: suspended, then canceled", START)
        .plays(
            run -> {
              preboard(run);
              run.completes("welcomeTalk");
              run.isSuspended();
              run.mustBe(RunStatus.SUSPENDED);
              run.isCanceled("hiring freeze");
            })
        .isCanceled(completed("preboarding"), canceled("firstWeeks"));
  }

  private static void preboard(RunDriver run) {
    // The engine and a person at the same join at the same moment would be in each other's way.
    run.mustFinish("createAccount");
    run.completes("collectDocuments", "documentsComplete", true);
    run.completes("orderEquipment");
    run.completes("installLaptop");
    run.completes("handOutKeys");
  }

  private static void settleIn(RunDriver run) {
    run.completes("welcomeTalk");
    run.completes("attendTraining");
    run.completes("attendTraining");
    run.receives("Badge printed");
  }
}
