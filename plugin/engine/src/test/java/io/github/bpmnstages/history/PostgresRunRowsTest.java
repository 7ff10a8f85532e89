package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresRunRowsTest extends RunRowsContract {

  PostgresRunRowsTest() {
    super(TestDatabase.POSTGRES);
  }
}
