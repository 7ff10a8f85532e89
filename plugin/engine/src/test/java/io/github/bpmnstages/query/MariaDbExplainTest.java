package io.github.bpmnstages.query;

import io.github.bpmnstages.testing.TestDatabase;
import java.util.List;

class MariaDbExplainTest extends ExplainContract {

  MariaDbExplainTest() {
    super(TestDatabase.MARIADB);
  }

  @Override
  String numbers(int last) {
    return "(select seq as n from seq_1_to_" + last + ") t";
  }

  @Override
  String quotient(int divisor) {
    return "(n div " + divisor + ")";
  }

  @Override
  String time(String seconds) {
    return "timestamp('2030-01-01') + interval (n * " + seconds + ") second";
  }

  @Override
  List<String> analyze(List<String> tables) {
    return tables.stream().map(table -> "analyze table " + table).toList();
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
