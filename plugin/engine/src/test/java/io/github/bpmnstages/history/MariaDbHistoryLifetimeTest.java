package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbHistoryLifetimeTest extends HistoryLifetimeContract {

  MariaDbHistoryLifetimeTest() {
    super(TestDatabase.MARIADB);
  }
}
