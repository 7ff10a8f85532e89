package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbEventTableTest extends EventTableContract {

  MariaDbEventTableTest() {
    super(TestDatabase.MARIADB);
  }
}
