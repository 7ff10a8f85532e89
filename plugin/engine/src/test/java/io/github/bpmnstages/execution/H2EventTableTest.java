package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class H2EventTableTest extends EventTableContract {

  H2EventTableTest() {
    super(TestDatabase.H2);
  }
}
