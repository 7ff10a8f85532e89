package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbUnevenWriteSkewTest extends UnevenWriteSkewContract {

  MariaDbUnevenWriteSkewTest() {
    super(TestDatabase.MARIADB);
  }
}
