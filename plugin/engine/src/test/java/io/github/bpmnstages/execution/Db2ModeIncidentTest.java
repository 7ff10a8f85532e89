package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class Db2ModeIncidentTest extends IncidentContract {

  Db2ModeIncidentTest() {
    super(TestDatabase.DB2_MODE);
  }
}
