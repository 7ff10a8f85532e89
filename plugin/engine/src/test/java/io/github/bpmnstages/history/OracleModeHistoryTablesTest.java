package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class OracleModeHistoryTablesTest extends HistoryTablesContract {

  OracleModeHistoryTablesTest() {
    super(TestDatabase.ORACLE_MODE);
  }
}
