package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbWriteSkewTest extends WriteSkewContract {

  MariaDbWriteSkewTest() {
    super(TestDatabase.MARIADB);
  }
}
