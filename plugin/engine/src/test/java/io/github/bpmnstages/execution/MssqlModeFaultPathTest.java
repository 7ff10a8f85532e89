package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class MssqlModeFaultPathTest extends FaultPathContract {

  MssqlModeFaultPathTest() {
    super(TestDatabase.MSSQL_MODE);
  }
}
