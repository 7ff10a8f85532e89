package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbHistoryTablesTest extends HistoryTablesContract {

  MariaDbHistoryTablesTest() {
    super(TestDatabase.MARIADB);
  }
}
