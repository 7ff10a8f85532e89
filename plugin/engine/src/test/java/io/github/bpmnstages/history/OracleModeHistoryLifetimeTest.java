package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class OracleModeHistoryLifetimeTest extends HistoryLifetimeContract {

  OracleModeHistoryLifetimeTest() {
    super(TestDatabase.ORACLE_MODE);
  }
}
