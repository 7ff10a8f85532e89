package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class H2FaultPathTest extends FaultPathContract {

  H2FaultPathTest() {
    super(TestDatabase.H2);
  }
}
