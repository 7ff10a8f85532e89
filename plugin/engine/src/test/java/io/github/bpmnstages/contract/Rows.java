package io.github.bpmnstages.contract;

import io.github.bpmnstages.testing.SelectedRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the tables. */
final class Rows {

  private final DataSource database;
  private final Map<String, String> ended = new HashMap<>();

  Rows(DataSource database) {
    this.database = database;
  }

  List<String[]> select(String sql, int columns) {
    return SelectedRows.of(database, sql, columns);
  }

  void clear() {
    ended.clear();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("RUN", "STAGE_RUN", "STEP_RUN", "MILESTONE")) {
        statement.executeUpdate("delete from STG_HI_" + table);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Process instances that the activity of that instance has called, oldest first. */
  List<String> called(String instance, String activity) {
    return select(
            "select CALL_PROC_INST_ID_ from ACT_HI_ACTINST where PROC_INST_ID_ = '%s' and ACT_ID_ = '%s' and CALL_PROC_INST_ID_ is not null order by START_TIME_, SEQUENCE_COUNTER_"
                .formatted(instance, activity),
            1)
        .stream()
        .map(row -> row[0])
        .toList();
  }

  /** Rows that had ended and have changed since. */
  List<String> changedAfterTheEnd() {
    List<String> changed = new ArrayList<>();
    for (String table : List.of("RUN", "STAGE_RUN", "STEP_RUN")) {
      for (String[] row :
          select(
              "select ID_, STATUS_, START_TIME_, END_TIME_, DURATION_ from STG_HI_"
                  + table
                  + " where END_TIME_ is not null",
              5)) {
        String text = List.of(row[1], row[2], row[3], row[4]).toString();
        String before = ended.putIfAbsent(table + row[0], text);
        if (before != null && !before.equals(text)) {
          changed.add(table + " " + row[0] + " was " + before + " and is " + text);
        }
      }
    }
    return changed;
  }
}
