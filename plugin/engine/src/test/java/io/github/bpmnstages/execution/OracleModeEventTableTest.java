package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class OracleModeEventTableTest extends EventTableContract {

  OracleModeEventTableTest() {
    super(TestDatabase.ORACLE_MODE);
  }
}
