package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresIncidentTest extends IncidentContract {

  PostgresIncidentTest() {
    super(TestDatabase.POSTGRES);
  }
}
