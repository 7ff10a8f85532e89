package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;

class H2QueryTest extends QueryContract {

  H2QueryTest() {
    super(TestDatabase.H2);
  }
}
