package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class Db2ModeErrorTableTest extends ErrorTableContract {

  Db2ModeErrorTableTest() {
    super(TestDatabase.DB2_MODE);
  }
}
