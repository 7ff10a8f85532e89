package io.github.bpmnstages.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import io.github.bpmnstages.testing.ExplainingDataSource;
import io.github.bpmnstages.testing.ExplainingDataSource.Plan;
import io.github.bpmnstages.testing.ManyRecords;
import io.github.bpmnstages.testing.StageModel;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.lang.reflect.Method;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * runs, twice as many step runs and four times as many milestones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExplainContract {

  private static final int STAGE_RUNS = Integer.getInteger("stages.explain", 20_000);
  private static final int RUNS = STAGE_RUNS / 4;
  private static final String ANY_RUN = "r" + RUNS / 2;
  private static final String ANY_STAGE_RUN = "s" + STAGE_RUNS / 2;
  private static final String ANY_STEP_RUN = "t" + STAGE_RUNS;
  private static final Date EARLY = Timestamp.valueOf("2030-01-03 00:00:00");
  private static final Date LATE = Timestamp.valueOf("2030-12-30 00:00:00");
  private static final Pattern INDEX = Pattern.compile("(?i)\\bstg_idx_\\w+");

  private final TestDatabase server;
  private final HikariDataSource database;
  private final ExplainingDataSource explaining;
  private ProcessEngine engine;
  private StageService service;
  private String definitionId;

  ExplainContract(TestDatabase server) {
    this.server = server;
    database = server.create();
    explaining = new ExplainingDataSource(database);
  }

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
    ManyRecords.create(database, server, definitionId, STAGE_RUNS);
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

  /** Named after what they filter by. */
  private Map<String, Query<?, ?>> queries() {
    Map<String, Query<?, ?>> queries = new LinkedHashMap<>();
    addRunQueries(queries);
    addStageRunQueries(queries);
    addStepRunQueries(queries);
    addMilestoneQueries(queries);
    return queries;
  }

  /**
   * What no index is for, so that every step need not pay for one: what most rows have in common,
   * and what names a part of a model. Beside another filter they cost nothing.
   */
  private static final Map<String, Set<String>> MAY_READ_ALL =
      Map.of(
          "as many as there are rows of an owner, a tenant, a type or a kind",
          Set.of("ownerId", "tenantIdIn", "withoutTenantId", "stepType", "kind", "finished"),
          "part of a model: to be given beside the process definition or the run",
          Set.of("currentStageId", "stageId", "stageName", "stepId", "stepName", "faultPath"),
          "to be given beside the status ERROR, a time or a run",
          Set.of("errorCode", "userId", "detail"),
          "whether an index helps is for the server's collation to say",
          Set.of("businessKeyLike"));

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
    queries.put("run: processInstanceIdIn", runs().processInstanceIdIn(ANY_RUN, "r1"));
    queries.put("run: rootProcessInstanceId", runs().rootProcessInstanceId(ANY_RUN));
    queries.put("run: superProcessInstanceId", runs().superProcessInstanceId("super" + RUNS / 2));
    queries.put("run: processDefinitionId", runs().processDefinitionId("order9:1:1"));
    queries.put("run: processDefinitionKey", runs().processDefinitionKey("order9"));
    queries.put(
        "run: processDefinitionKey, by duration",
        runs().processDefinitionKey("order9").orderByDuration().desc());
    queries.put("run: businessKey", runs().businessKey("bk" + RUNS / 2));
    queries.put("run: status", runs().status(RunStatus.ERROR).orderByStartTime().asc());
    queries.put("run: startedAfter", runs().startedAfter(LATE).orderByStartTime().desc());
    queries.put("run: startedBefore", runs().startedBefore(EARLY).orderByStartTime().asc());
    queries.put("run: endedAfter", runs().endedAfter(LATE).orderByEndTime().desc());
    queries.put("run: endedBefore", runs().endedBefore(EARLY));
    queries.put("run: unfinished", runs().unfinished());
    queries.put("run: lastMilestoneBefore", runs().lastMilestoneBefore(LATE));
  }

  private void addStageRunQueries(Map<String, Query<?, ?>> queries) {
    queries.put("stage run: stageRunId", stageRuns().stageRunId(ANY_STAGE_RUN));
    queries.put("stage run: processInstanceId", stageRuns().processInstanceId(ANY_RUN));
    queries.put(
        "stage run: processInstanceId, stageId",
        stageRuns().processInstanceId(ANY_RUN).stageId("stage1"));
    queries.put("stage run: rootProcessInstanceId", stageRuns().rootProcessInstanceId(ANY_RUN));
    queries.put("stage run: processDefinitionId", stageRuns().processDefinitionId("order9:1:1"));
    queries.put("stage run: processDefinitionKey", stageRuns().processDefinitionKey("order9"));
    queries.put(
        "stage run: processDefinitionKey, stageId",
        stageRuns().processDefinitionKey("order9").stageId("stage1"));
    queries.put(
        "stage run: activityInstanceId",
        stageRuns().activityInstanceId("stage0:" + STAGE_RUNS / 2));
    queries.put("stage run: status", stageRuns().status(StageStatus.ERROR));
    queries.put(
        "stage run: status, errorCode", stageRuns().status(StageStatus.ERROR).errorCode("e"));
    queries.put(
        "stage run: startedAfter", stageRuns().startedAfter(LATE).orderByStartTime().desc());
    queries.put("stage run: startedBefore", stageRuns().startedBefore(EARLY));
    queries.put("stage run: endedAfter", stageRuns().endedAfter(LATE).orderByEndTime().desc());
    queries.put("stage run: endedBefore", stageRuns().endedBefore(EARLY));
    queries.put("stage run: unfinished", stageRuns().unfinished());
    queries.put("stage run: dueAfter", stageRuns().dueAfter(LATE).orderByDueDate().asc());
    queries.put("stage run: dueBefore", stageRuns().dueBefore(EARLY).orderByDueDate().asc());
    queries.put("stage run: overdue", stageRuns().overdue());
    queries.put("stage run: waitingForExitCondition", stageRuns().waitingForExitCondition());
  }

  private void addStepRunQueries(Map<String, Query<?, ?>> queries) {
    queries.put("step run: stepRunId", stepRuns().stepRunId(ANY_STEP_RUN));
    queries.put("step run: processInstanceId", stepRuns().processInstanceId(ANY_RUN));
    queries.put(
        "step run: processInstanceId, stepId",
        stepRuns().processInstanceId(ANY_RUN).stepId("step1"));
    queries.put("step run: stageRunId", stepRuns().stageRunId(ANY_STAGE_RUN));
    queries.put("step run: rootProcessInstanceId", stepRuns().rootProcessInstanceId(ANY_RUN));
    queries.put("step run: processDefinitionId", stepRuns().processDefinitionId("order9:1:1"));
    queries.put("step run: processDefinitionKey", stepRuns().processDefinitionKey("order9"));
    queries.put(
        "step run: processDefinitionKey, stepId",
        stepRuns().processDefinitionKey("order9").stepId("step1"));
    queries.put("step run: activityInstanceId", stepRuns().activityInstanceId("step" + STAGE_RUNS));
    queries.put("step run: taskId", stepRuns().taskId("task" + STAGE_RUNS));
    queries.put(
        "step run: calledProcessInstanceId",
        stepRuns().calledProcessInstanceId("called" + STAGE_RUNS));
    queries.put("step run: assignee", stepRuns().assignee("user7"));
    queries.put("step run: status", stepRuns().status(StepStatus.ERROR));
    queries.put("step run: startedAfter", stepRuns().startedAfter(LATE).orderByStartTime().desc());
    queries.put("step run: startedBefore", stepRuns().startedBefore(EARLY));
    queries.put("step run: endedAfter", stepRuns().endedAfter(LATE).orderByEndTime().desc());
    queries.put("step run: endedBefore", stepRuns().endedBefore(EARLY));
    queries.put("step run: unfinished", stepRuns().unfinished());
  }

  private void addMilestoneQueries(Map<String, Query<?, ?>> queries) {
    queries.put("milestone: milestoneId", milestones().milestoneId("m7"));
    queries.put("milestone: processInstanceId", milestones().processInstanceId(ANY_RUN));
    queries.put("milestone: rootProcessInstanceId", milestones().rootProcessInstanceId(ANY_RUN));
    queries.put("milestone: stageRunId", milestones().stageRunId(ANY_STAGE_RUN));
    queries.put("milestone: stepRunId", milestones().stepRunId(ANY_STEP_RUN));
    queries.put("milestone: processDefinitionId", milestones().processDefinitionId("order9:1:1"));
    queries.put("milestone: processDefinitionKey", milestones().processDefinitionKey("order9"));
    queries.put("milestone: occurredAfter", milestones().occurredAfter(LATE));
    queries.put("milestone: occurredBefore", milestones().occurredBefore(EARLY));
  }

  @Test
  void shouldKnowOfEveryFilterWhetherItHasAnIndex() {
    // given
    Set<String> known =
        Stream.concat(
                queries().keySet().stream().map(name -> name.replaceAll("^.*: |, .*$", "")),
                MAY_READ_ALL.values().stream().flatMap(Set::stream))
            .map(ExplainContract::withoutIn)
            .collect(Collectors.toSet());

    // then
    assertThat(
            Stream.of(
                    OrchestrationRunQuery.class,
                    StageRunQuery.class,
                    StepRunQuery.class,
                    MilestoneQuery.class)
                .flatMap(query -> Stream.of(query.getMethods()))
                .filter(method -> !method.getDeclaringClass().equals(Query.class))
                .map(Method::getName)
                .filter(name -> !name.startsWith("orderBy"))
                .map(ExplainContract::withoutIn))
        .allSatisfy(name -> assertThat(known).contains(name));
  }

  /** Several values are found as one is. */
  private static String withoutIn(String filter) {
    return filter.replaceAll("In$", "");
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
  void shouldFindByAnIndexWhatIsToBeRemoved() {
    // when
    List<Plan> plans = plansOf(this::removeWhatIsDue);

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
}
