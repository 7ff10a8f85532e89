package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbConsistencyCheckTest extends ConsistencyCheckContract {

  MariaDbConsistencyCheckTest() {
    super(TestDatabase.MARIADB);
  }
}
