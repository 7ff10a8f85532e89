package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbFaultPathTest extends FaultPathContract {

  MariaDbFaultPathTest() {
    super(TestDatabase.MARIADB);
  }
}
