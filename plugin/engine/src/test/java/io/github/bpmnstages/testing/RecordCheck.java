package io.github.bpmnstages.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Finds records that contradict each other or the engine's own history. */
public final class RecordCheck {

  private static final String FAILURES =
      "('failedJob', 'failedExternalTask', 'failedStageCondition')";

  /** What must hold, and a query for the ids of the rows for which it does not. */
  private static final Map<String, String> RULES = new LinkedHashMap<>();

  static {
    RULES.put(
        "a run has ended if and only if its process instance has, at the same time",
        """
        select r.ID_ from STG_HI_RUN r join ACT_HI_PROCINST p on p.ID_ = r.ID_
        where r.START_TIME_ <> p.START_TIME_ or coalesce(r.END_TIME_, r.START_TIME_) <> coalesce(p.END_TIME_, p.START_TIME_)
          or (r.END_TIME_ is null and p.END_TIME_ is not null) or (r.END_TIME_ is not null and p.END_TIME_ is null)
        """);
    RULES.put(
        "a stage run has ended if and only if its activity instance has, at the same time",
        """
        select s.ID_ from STG_HI_STAGE_RUN s left join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
        where a.ID_ is null or s.START_TIME_ <> a.START_TIME_ or s.STAGE_ID_ <> a.ACT_ID_
          or coalesce(s.END_TIME_, s.START_TIME_) <> coalesce(a.END_TIME_, a.START_TIME_)
          or (s.END_TIME_ is null and a.END_TIME_ is not null) or (s.END_TIME_ is not null and a.END_TIME_ is null)
        """);
    RULES.put(
        "a step run has ended if and only if its activity instance has, at the same time",
        """
        select s.ID_ from STG_HI_STEP_RUN s left join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
        where s.ACT_INST_ID_ is not null and (a.ID_ is null
          or coalesce(s.END_TIME_, s.START_TIME_) <> coalesce(a.END_TIME_, s.START_TIME_)
          or (s.END_TIME_ is null and a.END_TIME_ is not null) or (s.END_TIME_ is not null and a.END_TIME_ is null))
        """);
    RULES.put(
        "a completed stage was not canceled in the engine's history, any other ended one was",
        """
        select s.ID_ from STG_HI_STAGE_RUN s join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
        where s.END_TIME_ is not null and ((s.STATUS_ = 'COMPLETED' and a.ACT_INST_STATE_ = 2)
          or (s.STATUS_ <> 'COMPLETED' and a.ACT_INST_STATE_ <> 2))
        """);
    RULES.put(
        "a completed step was not canceled in the engine's history, any other ended one was",
        """
        select s.ID_ from STG_HI_STEP_RUN s join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
        where s.END_TIME_ is not null and ((s.STATUS_ = 'COMPLETED' and a.ACT_INST_STATE_ = 2)
          or (s.STATUS_ <> 'COMPLETED' and a.ACT_INST_STATE_ <> 2))
        """);
    for (String table : List.of("RUN", "STAGE_RUN", "STEP_RUN")) {
      RULES.put(
          "what has ended has a duration and a status to end with: " + table,
          "select ID_ from STG_HI_"
              + table
              + " where (END_TIME_ is null and (DURATION_ is not null or STATUS_ in ('COMPLETED', 'CANCELED')))"
              + " or (END_TIME_ is not null and (DURATION_ is null or STATUS_ in ('IN_PROGRESS', 'SUSPENDED')))");
    }
    RULES.put(
        "a run has one open stage at most",
        "select RUN_ID_ from STG_HI_STAGE_RUN where END_TIME_ is null group by RUN_ID_ having count(*) > 1");
    RULES.put(
        "nothing is open in a run that has ended",
        """
        select s.ID_ from STG_HI_STAGE_RUN s join STG_HI_RUN r on r.ID_ = s.RUN_ID_
        where s.END_TIME_ is null and r.END_TIME_ is not null
        """);
    RULES.put(
        "nothing is open in a stage that has ended",
        """
        select t.ID_ from STG_HI_STEP_RUN t join STG_HI_STAGE_RUN s on s.ID_ = t.STAGE_RUN_ID_
        where t.END_TIME_ is null and s.END_TIME_ is not null
        """);
    RULES.put(
        "the current stage of an open run is its open stage",
        """
        select r.ID_ from STG_HI_RUN r
          left join STG_HI_STAGE_RUN s on s.RUN_ID_ = r.ID_ and s.END_TIME_ is null
        where r.END_TIME_ is null and coalesce(r.CURRENT_STAGE_ID_, '-') <> coalesce(s.STAGE_ID_, '-')
        """);
    RULES.put(
        "an open run is in error if and only if it has an open incident",
        "select r.ID_ from STG_HI_RUN r where r.END_TIME_ is null and"
            + " ((r.STATUS_ = 'ERROR' and not exists (select 1 from ACT_RU_INCIDENT i"
            + " where i.PROC_INST_ID_ = r.ID_ and i.INCIDENT_TYPE_ in "
            + FAILURES
            + ")) or (r.STATUS_ <> 'ERROR' and exists (select 1 from ACT_RU_INCIDENT i"
            + " where i.PROC_INST_ID_ = r.ID_ and i.INCIDENT_TYPE_ in "
            + FAILURES
            + ")))");
    RULES.put(
        "an open stage that is neither in progress nor suspended is in a run in error",
        """
        select s.ID_ from STG_HI_STAGE_RUN s join STG_HI_RUN r on r.ID_ = s.RUN_ID_
        where s.END_TIME_ is null and s.STATUS_ <> r.STATUS_
          and not (s.STATUS_ = 'DISCONTINUED' and r.STATUS_ = 'ERROR')
        """);
    RULES.put(
        "a step in error is in a stage in error, unless it has ended",
        """
        select t.ID_ from STG_HI_STEP_RUN t join STG_HI_STAGE_RUN s on s.ID_ = t.STAGE_RUN_ID_
        where t.END_TIME_ is null and t.STATUS_ = 'ERROR' and s.STATUS_ <> 'ERROR'
        """);
    for (String table : List.of("STAGE_RUN", "STEP_RUN")) {
      RULES.put(
          "an error code belongs to an error: " + table,
          "select ID_ from STG_HI_"
              + table
              + " where STATUS_ <> 'ERROR' and (ERROR_CODE_ is not null or ERROR_MSG_ is not null)");
    }
    RULES.put(
        "milestones follow each other in time",
        """
        select m.ID_ from STG_HI_MILESTONE m join STG_HI_MILESTONE n on n.RUN_ID_ = m.RUN_ID_
        where m.SEQUENCE_ < n.SEQUENCE_ and m.TIMESTAMP_ > n.TIMESTAMP_
        """);
    RULES.put(
        "no two milestones of a run have one sequence number",
        "select RUN_ID_ from STG_HI_MILESTONE group by RUN_ID_, SEQUENCE_ having count(*) > 1");
    RULES.put(
        "rows carry the root and the definition of their process instance",
        """
        select m.ID_ from STG_HI_MILESTONE m join ACT_HI_PROCINST p on p.ID_ = m.RUN_ID_
        where m.ROOT_PROC_INST_ID_ <> p.ROOT_PROC_INST_ID_ or m.PROC_DEF_ID_ <> p.PROC_DEF_ID_ or m.PROC_DEF_KEY_ <> p.PROC_DEF_KEY_
        """);
  }

  private final DataSource database;

  public RecordCheck(DataSource database) {
    this.database = database;
  }

  /** One line for each contradiction; none is expected. */
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    RULES.forEach(
        (rule, sql) ->
            select(sql, 1).forEach(row -> found.add("'" + rule + "' does not hold for " + row[0])));
    new MilestoneReplay(this).contradictions(found);
    return found;
  }

  List<String[]> select(String sql, int columns) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String[]> rows = new ArrayList<>();
      while (result.next()) {
        String[] row = new String[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = result.getString(i + 1);
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
