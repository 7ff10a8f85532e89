package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresHistoryLifetimeTest extends HistoryLifetimeContract {

  PostgresHistoryLifetimeTest() {
    super(TestDatabase.POSTGRES);
  }
}
