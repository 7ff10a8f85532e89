package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresQueryTest extends QueryContract {

  PostgresQueryTest() {
    super(TestDatabase.POSTGRES);
  }
}
