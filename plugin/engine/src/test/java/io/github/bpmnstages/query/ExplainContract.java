package io.github.bpmnstages.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import io.github.bpmnstages.testing.ExplainingDataSource;
import io.github.bpmnstages.testing.ExplainingDataSource.Plan;
import io.github.bpmnstages.testing.StageModel;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.query.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Each query of the contract's section 9 finds its rows by an index, and each index is there for
 * one. {@code -Dstages.explain=1000000} sets the number of stage runs; there are a quarter as many
 * runs, and twice as many step runs and milestones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExplainContract {

  private static final int STAGE_RUNS = Integer.getInteger("stages.explain", 20_000);
  private static final int RUNS = STAGE_RUNS / 4;
  private static final String ANY_RUN = "r" + RUNS / 2;
  private static final String ANY_STAGE_RUN = "s" + STAGE_RUNS / 2;
  private static final String ANY_STEP_RUN = "t" + STAGE_RUNS;
  private static final Date LATE = Timestamp.valueOf("2030-12-30 00:00:00");
  private static final Pattern INDEX = Pattern.compile("(?i)\\bstg_idx_\\w+");

  private final HikariDataSource database;
  private final ExplainingDataSource explaining;
  private ProcessEngine engine;
  private StageService service;
  private String definitionId;

  ExplainContract(TestDatabase server) {
    database = server.create();
    explaining = new ExplainingDataSource(database);
  }

  /** A table {@code t} with a column {@code n} from 1 to the number. */
  abstract String numbers(int last);

  /** {@code n} divided by that, without remainder. */
  abstract String quotient(int divisor);

  /** The time {@code n} times that many seconds after the start of 2030. */
  abstract String time(String seconds);

  /** Brings the statistics of the tables up to date. */
  abstract List<String> analyze(List<String> tables);

  /** Whether the line of a plan reads a whole table of the plugin. */
  abstract boolean readsAll(String line);

  /** Names of the indexes on the plugin's tables. */
  abstract String selectIndexes();

  @BeforeAll
  void fillTables() {
    var configuration = TestEngine.configuration(explaining.dataSource(), new StagesPlugin());
    engine = configuration.buildProcessEngine();
    service = StagesPlugin.stageService(engine);
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream(
            "order.bpmn",
            StageModel.stream(
                StageModel.process(
                    "order7",
                    StageModel.sequence("p", "stage0")
                        + StageModel.stage(
                            "stage0",
                            StageModel.sequence("s", "step0") + StageModel.userTask("step0")))))
        .deploy();
    definitionId =
        engine.getRepositoryService().createProcessDefinitionQuery().singleResult().getId();
    inserts().forEach(this::execute);
    analyze(List.of("STG_HI_RUN", "STG_HI_STAGE_RUN", "STG_HI_STEP_RUN", "STG_HI_MILESTONE"))
        .forEach(this::execute);
  }

  @AfterAll
  void stopEngine() {
    engine.close();
    database.close();
  }

  @BeforeEach
  void forgetPlans() {
    explaining.reset();
  }

  // One run in a hundred is open, one in two hundred of the order7 that is deployed.
  private List<String> inserts() {
    String definition =
        "case when mod(%1$s, 200) = 7 then '"
            + definitionId
            + "' else concat('order', mod(%1$s, 200), ':1:1') end, concat('order', mod(%1$s, 200))";
    String status =
        "case when mod(%1$s, 199) = 1 then 'ERROR' when mod(%1$s, 199) = 2 then 'IN_PROGRESS'"
            + " else 'COMPLETED' end";
    String open = "mod(%1$s, 199) in (1, 2)";
    return List.of(
        ("insert into STG_HI_RUN (ID_, PROC_DEF_ID_, PROC_DEF_KEY_, BUSINESS_KEY_,"
                + " ROOT_PROC_INST_ID_, SUPER_PROC_INST_ID_, STATUS_, START_TIME_, END_TIME_,"
                + " DURATION_, REMOVAL_TIME_) select concat('r', n), "
                + definition.formatted("n")
                + ", concat('bk', n), concat('r', n), concat('super', n), "
                + status.formatted("n")
                + ", "
                + time("" + 31_000_000 / RUNS)
                + ", case when "
                + open.formatted("n")
                + " then null else "
                + time("" + 31_000_000 / RUNS)
                + " end, 1000, "
                + time("" + 31_000_000 / RUNS)
                + " from ")
            + numbers(RUNS),
        ("insert into STG_HI_STAGE_RUN (ID_, RUN_ID_, PROC_DEF_ID_, PROC_DEF_KEY_,"
                + " ROOT_PROC_INST_ID_, STAGE_ID_, STAGE_NAME_, ACT_INST_ID_, STATUS_, WAITING_,"
                + " START_TIME_, END_TIME_, DURATION_, DUE_DATE_, SEQUENCE_, REMOVAL_TIME_)"
                + " select concat('s', n), concat('r', "
                + quotient(4)
                + "), "
                + definition.formatted(quotient(4))
                + ", concat('r', "
                + quotient(4)
                + "), concat('stage', mod(n, 4)), 'A stage',"
                + " concat('stage', mod(n, 4), ':', n), "
                + status.formatted(quotient(4))
                + ", false, "
                + time("" + 31_000_000 / STAGE_RUNS)
                + ", case when "
                + open.formatted(quotient(4))
                + " then null else "
                + time("" + 31_000_000 / STAGE_RUNS)
                + " end, 1000, "
                + time("" + 31_000_000 / STAGE_RUNS)
                + ", n, "
                + time("" + 31_000_000 / STAGE_RUNS)
                + " from ")
            + numbers(STAGE_RUNS),
        ("insert into STG_HI_STEP_RUN (ID_, RUN_ID_, STAGE_RUN_ID_, PROC_DEF_ID_, PROC_DEF_KEY_,"
                + " ROOT_PROC_INST_ID_, STAGE_ID_, STEP_ID_, STEP_TYPE_, ACT_INST_ID_, TASK_ID_,"
                + " CALL_PROC_INST_ID_, ASSIGNEE_, STATUS_, START_TIME_, END_TIME_, DURATION_,"
                + " SEQUENCE_, REMOVAL_TIME_)"
                + " select concat('t', n), concat('r', "
                + quotient(8)
                + "), concat('s', "
                + quotient(2)
                + "), "
                + definition.formatted(quotient(8))
                + ", concat('r', "
                + quotient(8)
                + "), concat('stage', mod(n, 4)),"
                + " concat('step', mod(n, 8)), 'INTERACTIVE', concat('step', n),"
                + " concat('task', n), concat('called', n), concat('user', mod(n, 500)), "
                + status.formatted(quotient(8))
                + ", "
                + time("" + 31_000_000 / STAGE_RUNS / 2.0)
                + ", case when "
                + open.formatted(quotient(8))
                + " then null else "
                + time("" + 31_000_000 / STAGE_RUNS / 2.0)
                + " end, 1000, n, "
                + time("" + 31_000_000 / STAGE_RUNS / 2.0)
                + " from ")
            + numbers(2 * STAGE_RUNS),
        ("insert into STG_HI_MILESTONE (ID_, RUN_ID_, STAGE_RUN_ID_, STEP_RUN_ID_,"
                + " ROOT_PROC_INST_ID_, PROC_DEF_ID_, PROC_DEF_KEY_, KIND_, STAGE_ID_, TIMESTAMP_,"
                + " SEQUENCE_, REMOVAL_TIME_)"
                + " select concat('m', n), concat('r', "
                + quotient(8)
                + "), concat('s', "
                + quotient(2)
                + "),"
                + " concat('t', n), concat('r', "
                + quotient(8)
                + "), "
                + definition.formatted(quotient(8))
                + ", 'START_STEP', concat('stage', mod(n, 4)), "
                + time("" + 31_000_000 / STAGE_RUNS / 2.0)
                + ", n, "
                + time("" + 31_000_000 / STAGE_RUNS / 2.0)
                + " from ")
            + numbers(2 * STAGE_RUNS));
  }

  private Map<String, Query<?, ?>> queries() {
    Map<String, Query<?, ?>> queries = new LinkedHashMap<>();
    addRunQueries(queries);
    addStageRunQueries(queries);
    addStepRunQueries(queries);
    addMilestoneQueries(queries);
    return queries;
  }

  private OrchestrationRunQuery runs() {
    return service.createOrchestrationRunQuery();
  }

  private StageRunQuery stageRuns() {
    return service.createStageRunQuery();
  }

  private StepRunQuery stepRuns() {
    return service.createStepRunQuery();
  }

  private MilestoneQuery milestones() {
    return service.createMilestoneQuery();
  }

  private void addRunQueries(Map<String, Query<?, ?>> queries) {
    queries.put("run: id", runs().processInstanceIdIn(ANY_RUN, "r1"));
    queries.put("run: root", runs().rootProcessInstanceId(ANY_RUN));
    queries.put("run: super", runs().superProcessInstanceId("super" + RUNS / 2));
    queries.put("run: definition", runs().processDefinitionId("order9:1:1"));
    queries.put("run: key", runs().processDefinitionKey("order9"));
    queries.put("run: business key", runs().businessKey("bk" + RUNS / 2));
    queries.put("run: in error", runs().status(RunStatus.ERROR).orderByStartTime().asc());
    queries.put("run: started", runs().startedAfter(LATE).orderByStartTime().desc());
    queries.put("run: ended", runs().endedAfter(LATE).orderByEndTime().desc());
    queries.put("run: unfinished", runs().unfinished());
    queries.put("run: stuck", runs().lastMilestoneBefore(LATE));
  }

  private void addStageRunQueries(Map<String, Query<?, ?>> queries) {
    queries.put("stage run: id", stageRuns().stageRunId(ANY_STAGE_RUN));
    queries.put("stage run: run", stageRuns().processInstanceId(ANY_RUN));
    queries.put(
        "stage run: run and stage", stageRuns().processInstanceId(ANY_RUN).stageId("stage1"));
    queries.put("stage run: root", stageRuns().rootProcessInstanceId(ANY_RUN));
    queries.put("stage run: definition", stageRuns().processDefinitionId("order9:1:1"));
    queries.put("stage run: key", stageRuns().processDefinitionKey("order9"));
    queries.put(
        "stage run: key and stage", stageRuns().processDefinitionKey("order9").stageId("stage1"));
    queries.put(
        "stage run: activity instance", stageRuns().activityInstanceId("stage0:" + STAGE_RUNS / 2));
    queries.put("stage run: in error", stageRuns().status(StageStatus.ERROR));
    queries.put("stage run: started", stageRuns().startedAfter(LATE).orderByStartTime().desc());
    queries.put("stage run: ended", stageRuns().endedAfter(LATE).orderByEndTime().desc());
    queries.put("stage run: unfinished", stageRuns().unfinished());
    queries.put("stage run: due", stageRuns().dueAfter(LATE).orderByDueDate().asc());
    queries.put("stage run: overdue", stageRuns().overdue());
    queries.put("stage run: waiting", stageRuns().waitingForExitCondition());
  }

  private void addStepRunQueries(Map<String, Query<?, ?>> queries) {
    queries.put("step run: id", stepRuns().stepRunId(ANY_STEP_RUN));
    queries.put("step run: run", stepRuns().processInstanceId(ANY_RUN));
    queries.put("step run: run and step", stepRuns().processInstanceId(ANY_RUN).stepId("step1"));
    queries.put("step run: stage run", stepRuns().stageRunId(ANY_STAGE_RUN));
    queries.put("step run: root", stepRuns().rootProcessInstanceId(ANY_RUN));
    queries.put("step run: definition", stepRuns().processDefinitionId("order9:1:1"));
    queries.put(
        "step run: key and step", stepRuns().processDefinitionKey("order9").stepId("step1"));
    queries.put("step run: activity instance", stepRuns().activityInstanceId("step" + STAGE_RUNS));
    queries.put("step run: task", stepRuns().taskId("task" + STAGE_RUNS));
    queries.put("step run: called", stepRuns().calledProcessInstanceId("called" + STAGE_RUNS));
    queries.put("step run: assignee", stepRuns().assignee("user7"));
    queries.put("step run: in error", stepRuns().status(StepStatus.ERROR));
    queries.put("step run: started", stepRuns().startedAfter(LATE).orderByStartTime().desc());
    queries.put("step run: ended", stepRuns().endedAfter(LATE).orderByEndTime().desc());
    queries.put("step run: unfinished", stepRuns().unfinished());
  }

  private void addMilestoneQueries(Map<String, Query<?, ?>> queries) {
    queries.put("milestone: id", milestones().milestoneId("m7"));
    queries.put("milestone: run", milestones().processInstanceId(ANY_RUN));
    queries.put("milestone: root", milestones().rootProcessInstanceId(ANY_RUN));
    queries.put("milestone: stage run", milestones().stageRunId(ANY_STAGE_RUN));
    queries.put("milestone: step run", milestones().stepRunId(ANY_STEP_RUN));
    queries.put("milestone: definition", milestones().processDefinitionId("order9:1:1"));
    queries.put("milestone: key", milestones().processDefinitionKey("order9"));
    queries.put("milestone: since", milestones().occurredAfter(LATE));
  }

  @Test
  void shouldFindByAnIndexWhateverIsAskedForAndCounted() {
    // when
    Map<String, List<Plan>> plans = new LinkedHashMap<>();
    queries()
        .forEach(
            (name, query) -> {
              plans.put(name, plansOf(() -> query.listPage(0, 20)));
              plans.put(name + ", count", plansOf(query::count));
            });

    // then
    assertThat(plans).allSatisfy((name, asked) -> assertThatIndexesAreUsed(asked));
  }

  @Test
  void shouldSortByAnIndexWhatIsNotFiltered() {
    // when
    List<Plan> plans =
        plansOf(
            () -> {
              runs().listPage(0, 20);
              runs().orderByStartTime().desc().listPage(0, 20);
              stageRuns().orderByStartTime().desc().listPage(0, 20);
              stepRuns().orderByStartTime().desc().listPage(0, 20);
              milestones().listPage(0, 20);
            });

    // then
    assertThatIndexesAreUsed(plans);
  }

  @Test
  void shouldPutOverviewAndStatisticsTogetherByIndexes() {
    // when
    List<Plan> plans =
        plansOf(
            () -> {
              service.getOverview("r207");
              service.getStatistics(definitionId, null, null);
              service.getStatistics(definitionId, LATE, null);
              service.getStatisticsByKey("order7", null, null, null);
            });

    // then
    assertThatIndexesAreUsed(plans);
  }

  @Test
  void shouldHaveNoIndexThatNoQueryNeeds() {
    // given
    explaining.reset();
    queries()
        .values()
        .forEach(
            query -> {
              query.listPage(0, 20);
              query.count();
            });
    milestones().listPage(0, 20);
    service.getOverview("r207");
    removeWhatIsDue();

    // when
    TreeSet<String> used =
        explaining.plans().stream()
            .flatMap(plan -> plan.lines().stream())
            .flatMap(line -> INDEX.matcher(line).results())
            .map(MatchResult::group)
            .map(name -> name.toUpperCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    // then
    assertThat(used).containsAll(indexes());
  }

  /** History cleanup, with nothing that is due: how rows are found is the same. */
  private void removeWhatIsDue() {
    engine.getHistoryService().cleanUpHistoryAsync(true);
    engine
        .getHistoryService()
        .findHistoryCleanupJobs()
        .forEach(job -> engine.getManagementService().executeJob(job.getId()));
  }

  private List<Plan> plansOf(Runnable questions) {
    explaining.reset();
    questions.run();
    return explaining.plans();
  }

  private void assertThatIndexesAreUsed(List<Plan> plans) {
    assertThat(plans)
        .isNotEmpty()
        .allSatisfy(
            plan ->
                assertThat(plan.lines())
                    .as(plan.sql() + "\n" + String.join("\n", plan.lines()))
                    .noneMatch(this::readsAll));
  }

  private TreeSet<String> indexes() {
    TreeSet<String> indexes = new TreeSet<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(selectIndexes())) {
      while (rows.next()) {
        indexes.add(rows.getString(1).toUpperCase(Locale.ROOT));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    assertThat(indexes).isNotEmpty();
    return indexes;
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
