package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class Db2ModeHistoryTablesTest extends HistoryTablesContract {

  Db2ModeHistoryTablesTest() {
    super(TestDatabase.DB2_MODE);
  }
}
