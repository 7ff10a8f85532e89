package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class H2HistoryLifetimeTest extends HistoryLifetimeContract {

  H2HistoryLifetimeTest() {
    super(TestDatabase.H2);
  }
}
