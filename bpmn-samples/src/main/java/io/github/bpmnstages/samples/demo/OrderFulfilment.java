package io.github.bpmnstages.samples.demo;

import static io.github.bpmnstages.samples.demo.Visit.completed;
import static io.github.bpmnstages.samples.demo.Visit.failed;

import java.util.List;
import java.util.Map;

/** Ways through {@code order-fulfilment.bpmn}. */
final class OrderFulfilment {

  private static final String KEY = "order-fulfilment";

  private OrderFulfilment() {}

  static List<Scenario> scenarios() {
    return List.of(
        delivered(),
        cardDeclined(),
        substituteAccepted(),
        substituteDeclined(),
        noSubstitute(),
        parcelLost(),
        trackingBreaks(),
        recoveryFails(),
        fraud());
  }

  private static Scenario delivered() {
    return Scenario.of(KEY, "Delivered", order("", 10))
        .plays(
            run -> {
              run.completes("authorizePayment");
              pickAndShip(run);
            })
        .completesAt(
            "orderFulfilled",
            completed("payment"),
            completed("picking"),
            completed("shipping"),
            completed("invoicing"));
  }

  private static Scenario cardDeclined() {
    return Scenario.of(KEY, "Card declined, caught inside the stage", order("", 10))
        .plays(
            run -> {
              run.throwsError("authorizePayment", "CARD_DECLINED", "limit reached");
              run.completes("askForOtherCard");
              pickAndShip(run);
            })
        .completesAt(
            "orderFulfilled",
            completed("payment"),
            completed("picking"),
            completed("shipping"),
            completed("invoicing"));
  }

  private static Scenario substituteAccepted() {
    return Scenario.of(KEY, "Out of stock, back with a substitute", order("Teapot, blue", 10))
        .plays(
            run -> {
              run.completes("authorizePayment");
              run.completes("pickItems", "allInStock", false);
              run.completes("askCustomer");
              pickAndShip(run);
            })
        .completesAt(
            "orderFulfilled",
            completed("payment"),
            failed("picking"),
            completed("substitution"),
            completed("picking"),
            completed("shipping"),
            completed("invoicing"));
  }

  private static Scenario substituteDeclined() {
    return Scenario.of(KEY, "The fault path takes a fault path of its own", order("Mug", 10))
        .plays(
            run -> {
              run.completes("authorizePayment");
              run.completes("pickItems", "allInStock", false);
              run.throwsError("askCustomer", "CUSTOMER_DECLINED", "wants a teapot");
            })
        .completesAt(
            "orderRefunded", completed("payment"), failed("picking"), failed("substitution"));
  }

  private static Scenario noSubstitute() {
    return Scenario.of(KEY, "Out of stock, no substitute", order("", 10))
        .plays(
            run -> {
              run.completes("authorizePayment");
              run.completes("pickItems", "allInStock", false);
            })
        .completesAt("orderRefunded", completed("payment"), failed("picking"));
  }

  private static Scenario parcelLost() {
    return Scenario.of(KEY, "The called delivery loses the parcel", order("", 10))
        .plays(
            run -> {
              losesParcel(run);
              run.completes("claimInsurance");
              run.completes("sendReplacement");
            })
        .completesAt(
            "orderFulfilled",
            completed("payment"),
            completed("picking"),
            failed("shipping"),
            completed("recovery"),
            completed("invoicing"));
  }

  private static Scenario trackingBreaks() {
    return Scenario.of(KEY, "A worker gives up, the fault path takes over", order("", 10))
        .plays(
            run -> {
              ship(run);
              run.givesUp("trackParcel", "the carrier does not answer");
              run.completes("claimInsurance");
              run.completes("sendReplacement");
            })
        .completesAt(
            "orderFulfilled",
            completed("payment"),
            completed("picking"),
            failed("shipping"),
            completed("recovery"),
            completed("invoicing"));
  }

  private static Scenario recoveryFails() {
    return Scenario.of(KEY, "The fault path fails without one of its own", order("", 10))
        .plays(
            run -> {
              losesParcel(run);
              run.throwsError("claimInsurance", "NOT_INSURED", "the parcel was not insured");
            })
        .fails(completed("payment"), completed("picking"), failed("shipping"), failed("recovery"));
  }

  private static Scenario fraud() {
    return Scenario.of(KEY, "Fraud, caught by an event sub-process", order("", 95))
        .plays(
            run -> {
              run.completes("authorizePayment");
              run.completes("reviewFraud");
            })
        .completesAt("orderStopped", failed("payment"), completed("fraudReview"));
  }

  private static Map<String, Object> order(String substitute, long fraudScore) {
    return Map.of(
        "customer",
        "Alan Turing",
        "article",
        "Teapot",
        "substitute",
        substitute,
        "fraudScore",
        fraudScore);
  }

  private static void pickAndShip(RunDriver run) {
    run.completes("pickItems", "allInStock", true);
    run.completes("packParcel");
    run.completes("handOver");
    run.completes("trackParcel");
  }

  private static void losesParcel(RunDriver run) {
    ship(run);
    run.throwsError("trackParcel", "PARCEL_LOST", "last seen in Basel");
  }

  private static void ship(RunDriver run) {
    run.completes("authorizePayment");
    run.completes("pickItems", "allInStock", true);
    run.completes("packParcel");
    run.completes("handOver");
  }
}
