package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbQueryTest extends QueryContract {

  MariaDbQueryTest() {
    super(TestDatabase.MARIADB);
  }
}
