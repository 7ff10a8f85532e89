package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class MssqlModeHistoryTablesTest extends HistoryTablesContract {

  MssqlModeHistoryTablesTest() {
    super(TestDatabase.MSSQL_MODE);
  }
}
