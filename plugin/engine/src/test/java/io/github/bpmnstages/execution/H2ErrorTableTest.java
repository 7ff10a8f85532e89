package io.github.bpmnstages.execution;

import io.github.bpmnstages.testing.TestDatabase;

class H2ErrorTableTest extends ErrorTableContract {

  H2ErrorTableTest() {
    super(TestDatabase.H2);
  }
}
