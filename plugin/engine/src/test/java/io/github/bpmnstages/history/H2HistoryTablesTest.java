package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class H2HistoryTablesTest extends HistoryTablesContract {

  H2HistoryTablesTest() {
    super(TestDatabase.H2);
  }
}
