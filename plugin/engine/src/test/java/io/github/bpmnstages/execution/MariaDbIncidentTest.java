package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbIncidentTest extends IncidentContract {

  MariaDbIncidentTest() {
    super(TestDatabase.MARIADB);
  }
}
