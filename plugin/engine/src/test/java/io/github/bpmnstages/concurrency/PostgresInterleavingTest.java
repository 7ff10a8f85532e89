package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresInterleavingTest extends InterleavingContract {

  PostgresInterleavingTest() {
    super(TestDatabase.POSTGRES);
  }
}
