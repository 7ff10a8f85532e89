package io.github.bpmnstages.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Finds records that contradict each other or the engine's own history: what operators can ask
 * their database for, and what only a test can demand.
 */
public final class RecordCheck {

  /**
   * What must hold besides in a test whose clock stands still, and a query for the ids of the rows
   * for which it does not.
   */
  private static final Map<String, String> RULES = new LinkedHashMap<>();

  static {
    RULES.put(
        "a run starts and ends when its process instance does",
        """
        select r.ID_ from STG_HI_RUN r join ACT_HI_PROCINST p on p.ID_ = r.ID_
        where r.START_TIME_ <> p.START_TIME_ or r.END_TIME_ <> p.END_TIME_
        """);
    RULES.put(
        "a stage run starts and ends when its activity instance does",
        """
        select s.ID_ from STG_HI_STAGE_RUN s join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
        where s.START_TIME_ <> a.START_TIME_ or s.END_TIME_ <> a.END_TIME_
        """);
    RULES.put(
        "a step run ends when its activity instance does",
        """
        select s.ID_ from STG_HI_STEP_RUN s join ACT_HI_ACTINST a on a.ID_ = s.ACT_INST_ID_
        where s.END_TIME_ <> a.END_TIME_
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
    List<String> found = new ArrayList<>(new ConsistencyCheck(database).disagreements());
    RULES.forEach(
        (rule, sql) ->
            select(sql, 1).forEach(row -> found.add("'" + rule + "' does not hold for " + row[0])));
    new MilestoneReplay(this).contradictions(found);
    return found;
  }

  List<String[]> select(String sql, int columns) {
    return SelectedRows.of(database, sql, columns);
  }
}
