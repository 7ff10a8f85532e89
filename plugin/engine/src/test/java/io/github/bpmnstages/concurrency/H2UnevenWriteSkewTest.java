package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.testing.TestDatabase;

class H2UnevenWriteSkewTest extends UnevenWriteSkewContract {

  H2UnevenWriteSkewTest() {
    super(TestDatabase.H2);
  }
}
