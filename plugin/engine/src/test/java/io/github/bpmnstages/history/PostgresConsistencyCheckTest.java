package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresConsistencyCheckTest extends ConsistencyCheckContract {

  PostgresConsistencyCheckTest() {
    super(TestDatabase.POSTGRES);
  }
}
