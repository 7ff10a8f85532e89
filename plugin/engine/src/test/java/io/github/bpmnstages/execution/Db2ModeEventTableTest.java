package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class Db2ModeEventTableTest extends EventTableContract {

  Db2ModeEventTableTest() {
    super(TestDatabase.DB2_MODE);
  }
}
