package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;

class PostgresExplainTest extends ExplainContract {

  PostgresExplainTest() {
    super(TestDatabase.POSTGRES);
  }

  @Override
  boolean readsAll(String line) {
    return line.contains("Seq Scan on stg_hi_");
  }

  @Override
  String selectIndexes() {
    return "select indexname from pg_indexes where indexname like 'stg_idx_%'";
  }
}
