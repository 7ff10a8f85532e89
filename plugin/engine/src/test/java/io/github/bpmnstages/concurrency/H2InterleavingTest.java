package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.testing.TestDatabase;

class H2InterleavingTest extends InterleavingContract {

  H2InterleavingTest() {
    super(TestDatabase.H2);
  }
}
