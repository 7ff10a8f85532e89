package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbErrorTableTest extends ErrorTableContract {

  MariaDbErrorTableTest() {
    super(TestDatabase.MARIADB);
  }
}
