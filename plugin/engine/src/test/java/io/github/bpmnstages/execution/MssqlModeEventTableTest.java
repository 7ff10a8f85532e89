package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class MssqlModeEventTableTest extends EventTableContract {

  MssqlModeEventTableTest() {
    super(TestDatabase.MSSQL_MODE);
  }
}
