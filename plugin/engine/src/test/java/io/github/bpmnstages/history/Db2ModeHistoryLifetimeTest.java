package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class Db2ModeHistoryLifetimeTest extends HistoryLifetimeContract {

  Db2ModeHistoryLifetimeTest() {
    super(TestDatabase.DB2_MODE);
  }
}
