package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class OracleModeFaultPathTest extends FaultPathContract {

  OracleModeFaultPathTest() {
    super(TestDatabase.ORACLE_MODE);
  }
}
