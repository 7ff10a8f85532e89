package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class MssqlModeIncidentTest extends IncidentContract {

  MssqlModeIncidentTest() {
    super(TestDatabase.MSSQL_MODE);
  }
}
