package io.github.bpmnstages.samples.demo;

import java.util.List;
import java.util.stream.Stream;

/** Every scenario of every sample, in the order in which the demo plays them. */
final class Scenarios {

  private Scenarios() {}

  static List<Scenario> all() {
    return Stream.of(
            EmployeeOnboarding.scenarios(),
            LoanApplication.scenarios(),
            OrderFulfilment.scenarios(),
            IncidentResponse.scenarios())
        .flatMap(List::stream)
        .toList();
  }
}
