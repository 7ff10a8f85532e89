package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresEventTableTest extends EventTableContract {

  PostgresEventTableTest() {
    super(TestDatabase.POSTGRES);
  }
}
