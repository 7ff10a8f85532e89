package io.github.bpmnstages.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Rows by the million, written by the database itself. Every run has four stage runs with two step
 * runs each, and a milestone for each start and end of a step. One run in a hundred is open; the
 * process definitions are {@code order0} to {@code order199}, the ids {@code r1}, {@code s1},
 * {@code t1}, {@code m1} and on.
 */
public final class ManyRecords {

  private static final List<String> TABLES =
      List.of("STG_HI_RUN", "STG_HI_STAGE_RUN", "STG_HI_STEP_RUN", "STG_HI_MILESTONE");
  private static final String SCRIPTS = "/io/github/bpmnstages/history/schema/1.0.0/";
  private static final Pattern INDEX = Pattern.compile("create index (\\w+) on (\\w+) \\(.*\\);");
  private static final int SECONDS = 31_000_000;

  /** What the two servers say differently. */
  private enum Dialect {
    POSTGRES("postgres", "drop index %s", "vacuum analyze %s") {
      @Override
      String numbers(int last) {
        return "generate_series(1, " + last + ") as t(n)";
      }

      @Override
      String quotient(int divisor) {
        return divisor == 1 ? "n" : "((n - 1) / " + divisor + " + 1)";
      }

      @Override
      String time(double seconds) {
        return "timestamp '2030-01-01' + n * interval '" + seconds + " seconds'";
      }
    },

    MARIADB("mysql", "drop index %s on %s", "analyze table %s") {
      @Override
      String numbers(int last) {
        return "(select seq as n from seq_1_to_" + last + ") t";
      }

      @Override
      String quotient(int divisor) {
        return divisor == 1 ? "n" : "((n - 1) div " + divisor + " + 1)";
      }

      @Override
      String time(double seconds) {
        return "timestamp('2030-01-01') + interval (n * " + seconds + ") second";
      }
    };

    private final String script;
    private final String dropIndex;
    private final String analyze;

    Dialect(String script, String dropIndex, String analyze) {
      this.script = script;
      this.dropIndex = dropIndex;
      this.analyze = analyze;
    }

    /** A table {@code t} with a column {@code n} from 1 to the number. */
    abstract String numbers(int last);

    /** Number of the row above, of which that many of these belong to. */
    abstract String quotient(int divisor);

    /** The time {@code n} times that many seconds after the start of 2030. */
    abstract String time(double seconds);
  }

  private final DataSource database;
  private final Dialect dialect;
  private final String definitionId;
  private final int stageRuns;

  private ManyRecords(
      DataSource database, TestDatabase server, String definitionId, int stageRuns) {
    this.database = database;
    this.dialect = Dialect.valueOf(server.name());
    this.definitionId = definitionId;
    this.stageRuns = stageRuns;
  }

  /**
   * Fills the empty tables.
   *
   * @param server PostgreSQL or MariaDB
   * @param definitionId id of a deployed process definition with key {@code order7}
   */
  public static void create(
      DataSource database, TestDatabase server, String definitionId, int stageRuns) {
    new ManyRecords(database, server, definitionId, stageRuns).create();
  }

  // indexes are put up afterwards: a few times faster than growing them row by row
  private void create() {
    List<MatchResult> indexes = INDEX.matcher(script()).results().toList();
    indexes.forEach(index -> execute(dialect.dropIndex.formatted(index.group(1), index.group(2))));
    execute(runs());
    execute(stageRuns());
    execute(stepRuns());
    execute(milestones());
    indexes.forEach(index -> execute(index.group()));
    TABLES.forEach(table -> execute(dialect.analyze.formatted(table)));
  }

  private String runs() {
    return insert(
        "STG_HI_RUN",
        "ID_, BUSINESS_KEY_, SUPER_PROC_INST_ID_",
        "concat('r', n), concat('bk', n), concat('super', n)",
        stageRuns / 4,
        4,
        true);
  }

  private String stageRuns() {
    return insert(
        "STG_HI_STAGE_RUN",
        "ID_, RUN_ID_, STAGE_ID_, STAGE_NAME_, ACT_INST_ID_, WAITING_, UNSTARTED_, SEQUENCE_,"
            + " DUE_DATE_",
        "concat('s', n), "
            + run(4)
            + ", concat('stage', mod(n, 4)), 'A stage', concat('stage', mod(n, 4), ':', n),"
            + " false, false, n, "
            + time(1),
        stageRuns,
        1,
        true);
  }

  private String stepRuns() {
    return insert(
        "STG_HI_STEP_RUN",
        "ID_, RUN_ID_, STAGE_RUN_ID_, STAGE_ID_, STEP_ID_, STEP_TYPE_, ACT_INST_ID_, TASK_ID_,"
            + " CALL_PROC_INST_ID_, ASSIGNEE_, SEQUENCE_",
        "concat('t', n), "
            + run(8)
            + ", concat('s', "
            + dialect.quotient(2)
            + "), concat('stage', mod("
            + dialect.quotient(2)
            + ", 4)), concat('step', mod(n, 8)), 'INTERACTIVE', concat('step', n),"
            + " concat('task', n), concat('called', n), concat('user', mod(n, 500)), n",
        2 * stageRuns,
        0.5,
        true);
  }

  private String milestones() {
    return insert(
        "STG_HI_MILESTONE",
        "ID_, RUN_ID_, STAGE_RUN_ID_, STEP_RUN_ID_, KIND_, STAGE_ID_, STEP_ID_, SEQUENCE_,"
            + " TIMESTAMP_",
        "concat('m', n), "
            + run(16)
            + ", concat('s', "
            + dialect.quotient(4)
            + "), concat('t', "
            + dialect.quotient(2)
            + "), case when mod(n, 2) = 1 then 'START_STEP' else 'END_STEP' end,"
            + " concat('stage', mod("
            + dialect.quotient(4)
            + ", 4)), concat('step', mod("
            + dialect.quotient(2)
            + ", 8)), n, "
            + time(0.25),
        4 * stageRuns,
        0.25,
        false);
  }

  /**
   * @param perStageRun a stage run has one of, half of, or two of these
   * @param timed whether the rows have a status, a start and an end
   */
  private String insert(
      String table, String columns, String values, int rows, double perStageRun, boolean timed) {
    int perRun = (int) (4 / perStageRun);
    return "insert into "
        + table
        + " ("
        + columns
        + ", ROOT_PROC_INST_ID_, PROC_DEF_ID_, PROC_DEF_KEY_, REMOVAL_TIME_"
        + (timed ? ", STATUS_, START_TIME_, END_TIME_, DURATION_" : "")
        + ") select "
        + values
        + ", "
        + run(perRun)
        + ", "
        + definition(dialect.quotient(perRun))
        + ", "
        + time(perStageRun)
        + (timed ? ", " + life(dialect.quotient(perRun), time(perStageRun)) : "")
        + " from "
        + dialect.numbers(rows);
  }

  private String run(int perRun) {
    return "concat('r', " + dialect.quotient(perRun) + ")";
  }

  private String time(double perStageRun) {
    return dialect.time(SECONDS * perStageRun / stageRuns);
  }

  private String definition(String run) {
    return ("case when mod(%1$s, 200) = 7 then '"
            + definitionId
            + "' else concat('order', mod(%1$s, 200), ':1:1') end,"
            + " concat('order', mod(%1$s, 200))")
        .formatted(run);
  }

  private static String life(String run, String time) {
    return ("case when mod(%1$s, 199) = 1 then 'ERROR' when mod(%1$s, 199) = 2 then 'IN_PROGRESS'"
            + " else 'COMPLETED' end, %2$s,"
            + " case when mod(%1$s, 199) in (1, 2) then null else %2$s end, 1000")
        .formatted(run, time);
  }

  private String script() {
    String name = SCRIPTS + dialect.script + ".create.sql";
    try (InputStream script = ManyRecords.class.getResourceAsStream(name)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
