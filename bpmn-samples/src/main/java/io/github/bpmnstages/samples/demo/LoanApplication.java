package io.github.bpmnstages.samples.demo;

import static io.github.bpmnstages.samples.demo.Visit.canceled;
import static io.github.bpmnstages.samples.demo.Visit.completed;
import static io.github.bpmnstages.samples.demo.Visit.failed;

import java.util.List;
import java.util.Map;

/** Ways through {@code loan-application.bpmn}. */
final class LoanApplication {

  private static final String KEY = "loan-application";

  private LoanApplication() {}

  static List<Scenario> scenarios() {
    return List.of(goodCustomer(), guaranteed(), rejected(), offerExpires(), registerFails());
  }

  private static Scenario goodCustomer() {
    return Scenario.of(KEY, "A good customer: every stage ends early", loan(20_000, true))
        .plays(
            run -> {
              run.completes("fetchIncomeProof", "incomeProof", "payslip-1.pdf");
              run.completes("fetchCreditScore", "creditScore", 720L);
              run.completes("signContract");
            })
        .completesAt(
            "loanPaidOut", completed("intake"), completed("assessment"), completed("contract"));
  }

  private static Scenario guaranteed() {
    return Scenario.of(KEY, "A low score waits for a guarantor", loan(240_000, false))
        .plays(
            run -> {
              takeIn(run);
              run.completes("fetchCreditScore", "creditScore", 480L);
              run.completes("assessManually");
              run.mustWaitIn("assessment");
              run.sets("guarantor", true);
              run.completes("signContract");
              run.completes("registerCollateral", "collateralRegistered", true);
            })
        .completesAt(
            "loanPaidOut", completed("intake"), completed("assessment"), completed("contract"));
  }

  private static Scenario rejected() {
    return Scenario.of(KEY, "The underwriter rejects", loan(20_000, false))
        .plays(
            run -> {
              takeIn(run);
              run.throwsError("assessManually", "LOAN_REJECTED", "income too low");
            })
        .completesAt("applicationRejected", completed("intake"), failed("assessment"));
  }

  private static Scenario offerExpires() {
    return Scenario.of(KEY, "Nobody signs for 30 days", loan(20_000, true))
        .plays(
            run -> {
              run.completes("fetchIncomeProof", "incomeProof", "payslip-2.pdf");
              run.completes("fetchCreditScore", "creditScore", 810L);
              run.reachesTimer("offerLapsed");
            })
        .completesAt(
            "offerExpired", completed("intake"), completed("assessment"), canceled("contract"));
  }

  private static Scenario registerFails() {
    return Scenario.of(KEY, "An error that nothing catches", loan(90_000, true))
        .plays(
            run -> {
              run.completes("fetchIncomeProof", "incomeProof", "payslip-3.pdf");
              run.completes("fetchCreditScore", "creditScore", 700L);
              run.throwsError("registerCollateral", "REGISTER_CLOSED", "land register is closed");
            })
        .fails(completed("intake"), completed("assessment"), failed("contract"));
  }

  private static Map<String, Object> loan(long amount, boolean existingCustomer) {
    return Map.of(
        "applicant",
        "Grace Hopper",
        "amount",
        amount,
        "annualIncome",
        60_000L,
        "existingCustomer",
        existingCustomer);
  }

  private static void takeIn(RunDriver run) {
    run.completes("fetchIncomeProof", "incomeProof", "payslip.pdf");
    run.completes("checkIdentity", "identityVerified", true);
  }
}
