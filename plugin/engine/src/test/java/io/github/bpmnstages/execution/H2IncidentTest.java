package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class H2IncidentTest extends IncidentContract {

  H2IncidentTest() {
    super(TestDatabase.H2);
  }
}
