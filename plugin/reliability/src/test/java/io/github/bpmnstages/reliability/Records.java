package io.github.bpmnstages.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Reads the tables as an operator would: with SQL. */
final class Records {

  private static final String CHECK = "/io/github/bpmnstages/history/consistency-check.sql";

  private final DataSource database;

  Records(DataSource database) {
    this.database = database;
  }

  /**
   * What the consistency check of the documentation finds; true at every moment, under load too.
   */
  List<String> disagreements() throws IOException {
    try (InputStream script = Records.class.getResourceAsStream(CHECK)) {
      return select(new String(script.readAllBytes(), StandardCharsets.UTF_8), 3);
    }
  }

  /** Acknowledged starts of which there is no run, and acknowledged completions without record. */
  List<String> lost(Ledger ledger) {
    Set<String> runs = new HashSet<>(select("select ID_ from STG_HI_RUN", 1));
    Set<String> steps =
        new HashSet<>(
            select(
                "select TASK_ID_ from STG_HI_STEP_RUN where STATUS_ = 'COMPLETED'"
                    + " and TASK_ID_ is not null",
                1));
    List<String> lost = new ArrayList<>();
    ledger.startedRuns().stream().filter(id -> !runs.contains(id)).forEach(lost::add);
    ledger.completedTasks().stream().filter(id -> !steps.contains(id)).forEach(lost::add);
    return lost;
  }

  /** Jobs that could be executed now or are locked. */
  int jobsAhead() {
    return count(
        "ACT_RU_JOB where RETRIES_ > 0 and SUSPENSION_STATE_ = 1 and HANDLER_TYPE_ not like"
            + " 'history-%' and (DUEDATE_ is null or DUEDATE_ <= now() at time zone 'UTC'"
            + " + interval '1 day')");
  }

  /** All that is known of the run whose id stands at the end of the line. */
  String story(String disagreement) {
    String run = disagreement.substring(disagreement.lastIndexOf(' ') + 1);
    StringBuilder story = new StringBuilder();
    Map.of(
            "STG_HI_RUN", "ID_",
            "STG_HI_STAGE_RUN", "RUN_ID_",
            "STG_HI_STEP_RUN", "RUN_ID_",
            "STG_HI_MILESTONE", "RUN_ID_",
            "ACT_HI_PROCINST", "ID_",
            "ACT_HI_ACTINST", "PROC_INST_ID_",
            "ACT_HI_JOB_LOG", "PROCESS_INSTANCE_ID_",
            "ACT_HI_INCIDENT", "PROC_INST_ID_",
            "ACT_RU_JOB", "PROCESS_INSTANCE_ID_",
            "ACT_RU_EXECUTION", "PROC_INST_ID_")
        .forEach(
            (table, column) ->
                select(
                        "select row_to_json(x) from "
                            + table
                            + " x where "
                            + column
                            + " = '"
                            + run
                            + "'",
                        1)
                    .forEach(row -> story.append("\n  ").append(table).append(' ').append(row)));
    return story.toString();
  }

  int count(String from) {
    return Integer.parseInt(select("select count(*) from " + from, 1).get(0));
  }

  List<String> select(String sql, int columns) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join(" ", row));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
