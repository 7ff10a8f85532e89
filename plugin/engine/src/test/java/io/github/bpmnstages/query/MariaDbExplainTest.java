package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;

class MariaDbExplainTest extends ExplainContract {

  MariaDbExplainTest() {
    super(TestDatabase.MARIADB);
  }

  /** All of what a sub-select has found is no table of the plugin's. */
  @Override
  boolean readsAll(String line) {
    return line.contains(" ALL ") && !line.contains("<derived") && !line.contains("<subquery");
  }

  @Override
  String selectIndexes() {
    return "select distinct index_name from information_schema.statistics"
        + " where table_schema = database() and index_name like 'STG_IDX_%'";
  }
}
