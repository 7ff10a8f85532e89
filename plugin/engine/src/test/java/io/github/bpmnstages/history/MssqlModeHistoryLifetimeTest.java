package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class MssqlModeHistoryLifetimeTest extends HistoryLifetimeContract {

  MssqlModeHistoryLifetimeTest() {
    super(TestDatabase.MSSQL_MODE);
  }
}
