package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class OracleModeRunRowsTest extends RunRowsContract {

  OracleModeRunRowsTest() {
    super(TestDatabase.ORACLE_MODE);
  }
}
