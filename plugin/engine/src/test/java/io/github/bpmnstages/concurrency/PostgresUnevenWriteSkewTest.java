package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresUnevenWriteSkewTest extends UnevenWriteSkewContract {

  PostgresUnevenWriteSkewTest() {
    super(TestDatabase.POSTGRES);
  }
}
