package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class H2ConsistencyCheckTest extends ConsistencyCheckContract {

  H2ConsistencyCheckTest() {
    super(TestDatabase.H2);
  }
}
