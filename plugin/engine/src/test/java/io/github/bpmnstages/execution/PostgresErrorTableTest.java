package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresErrorTableTest extends ErrorTableContract {

  PostgresErrorTableTest() {
    super(TestDatabase.POSTGRES);
  }
}
