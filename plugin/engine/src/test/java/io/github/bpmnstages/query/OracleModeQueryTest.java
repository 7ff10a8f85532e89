package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;

class OracleModeQueryTest extends QueryContract {

  OracleModeQueryTest() {
    super(TestDatabase.ORACLE_MODE);
  }
}
