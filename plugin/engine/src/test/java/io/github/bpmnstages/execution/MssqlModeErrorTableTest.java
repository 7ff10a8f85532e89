package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class MssqlModeErrorTableTest extends ErrorTableContract {

  MssqlModeErrorTableTest() {
    super(TestDatabase.MSSQL_MODE);
  }
}
