package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class OracleModeErrorTableTest extends ErrorTableContract {

  OracleModeErrorTableTest() {
    super(TestDatabase.ORACLE_MODE);
  }
}
