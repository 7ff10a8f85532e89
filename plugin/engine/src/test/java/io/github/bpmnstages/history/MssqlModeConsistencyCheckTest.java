package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class MssqlModeConsistencyCheckTest extends ConsistencyCheckContract {

  MssqlModeConsistencyCheckTest() {
    super(TestDatabase.MSSQL_MODE);
  }
}
