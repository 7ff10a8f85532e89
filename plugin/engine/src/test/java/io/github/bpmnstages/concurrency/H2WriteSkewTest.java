package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.testing.TestDatabase;

class H2WriteSkewTest extends WriteSkewContract {

  H2WriteSkewTest() {
    super(TestDatabase.H2);
  }
}
