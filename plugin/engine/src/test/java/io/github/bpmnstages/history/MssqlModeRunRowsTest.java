package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class MssqlModeRunRowsTest extends RunRowsContract {

  MssqlModeRunRowsTest() {
    super(TestDatabase.MSSQL_MODE);
  }
}
