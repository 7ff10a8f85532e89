package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;

class OracleModeConsistencyCheckTest extends ConsistencyCheckContract {

  OracleModeConsistencyCheckTest() {
    super(TestDatabase.ORACLE_MODE);
  }
}
