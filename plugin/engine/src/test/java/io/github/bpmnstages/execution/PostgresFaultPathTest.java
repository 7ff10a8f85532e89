package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresFaultPathTest extends FaultPathContract {

  PostgresFaultPathTest() {
    super(TestDatabase.POSTGRES);
  }
}
