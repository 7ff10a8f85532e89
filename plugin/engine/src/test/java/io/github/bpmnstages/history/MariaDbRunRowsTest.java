package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbRunRowsTest extends RunRowsContract {

  MariaDbRunRowsTest() {
    super(TestDatabase.MARIADB);
  }
}
