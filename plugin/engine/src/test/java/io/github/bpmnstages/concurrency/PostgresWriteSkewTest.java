package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresWriteSkewTest extends WriteSkewContract {

  PostgresWriteSkewTest() {
    super(TestDatabase.POSTGRES);
  }
}
