package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;

class Db2ModeQueryTest extends QueryContract {

  Db2ModeQueryTest() {
    super(TestDatabase.DB2_MODE);
  }
}
