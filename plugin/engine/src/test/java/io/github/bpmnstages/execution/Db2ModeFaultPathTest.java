package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class Db2ModeFaultPathTest extends FaultPathContract {

  Db2ModeFaultPathTest() {
    super(TestDatabase.DB2_MODE);
  }
}
