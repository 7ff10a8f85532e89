package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class Db2ModeConsistencyCheckTest extends ConsistencyCheckContract {

  Db2ModeConsistencyCheckTest() {
    super(TestDatabase.DB2_MODE);
  }
}
