package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbExplainTest extends ExplainContract {

  MariaDbExplainTest() {
    super(TestDatabase.MARIADB);
  }

  @Override
  boolean readsAll(String line) {
    return line.contains(" ALL ") && !line.contains("<derived");
  }

  @Override
  String selectIndexes() {
    return "select distinct index_name from information_schema.statistics"
        + " where table_schema = database() and index_name like 'STG_IDX_%'";
  }
}
