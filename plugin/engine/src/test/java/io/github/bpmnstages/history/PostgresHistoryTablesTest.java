package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresHistoryTablesTest extends HistoryTablesContract {

  PostgresHistoryTablesTest() {
    super(TestDatabase.POSTGRES);
  }
}
