package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;
import java.util.List;

class PostgresExplainTest extends ExplainContract {

  PostgresExplainTest() {
    super(TestDatabase.POSTGRES);
  }

  @Override
  String numbers(int last) {
    return "generate_series(1, " + last + ") as t(n)";
  }

  @Override
  String quotient(int divisor) {
    return "(n / " + divisor + ")";
  }

  @Override
  String time(String seconds) {
    return "timestamp '2030-01-01' + n * interval '" + seconds + " seconds'";
  }

  @Override
  List<String> analyze(List<String> tables) {
    return tables.stream().map(table -> "vacuum analyze " + table).toList();
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
