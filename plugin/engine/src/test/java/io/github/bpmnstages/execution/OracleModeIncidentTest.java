package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class OracleModeIncidentTest extends IncidentContract {

  OracleModeIncidentTest() {
    super(TestDatabase.ORACLE_MODE);
  }
}
