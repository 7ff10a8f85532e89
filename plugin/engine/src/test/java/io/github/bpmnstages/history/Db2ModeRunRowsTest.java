package io.github.bpmnstages.history;

import io.github.bpmnstages.testing.TestDatabase;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class Db2ModeRunRowsTest extends RunRowsContract {

  Db2ModeRunRowsTest() {
    super(TestDatabase.DB2_MODE);
  }

  @Test
  @Override
  @Disabled("DB2 cannot ask for a lock in vain: it waits, as long as the database is configured to")
  void shouldWaitForTheLockAndTakeOverWhatItsHolderCommitted() {}
}
