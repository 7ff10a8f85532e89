package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbInterleavingTest extends InterleavingContract {

  MariaDbInterleavingTest() {
    super(TestDatabase.MARIADB);
  }
}
