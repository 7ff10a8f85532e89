package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class H2RunRowsTest extends RunRowsContract {

  H2RunRowsTest() {
    super(TestDatabase.H2);
  }
}
