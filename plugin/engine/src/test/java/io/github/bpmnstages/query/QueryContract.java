package io.github.bpmnstages.query;

import static io.github.bpmnstages.testing.TestRows.NOON;
import static io.github.bpmnstages.testing.TestRows.ended;
import static io.github.bpmnstages.testing.TestRows.milestone;
import static io.github.bpmnstages.testing.TestRows.noonPlusMinutes;
import static io.github.bpmnstages.testing.TestRows.run;
import static io.github.bpmnstages.testing.TestRows.stageRun;
import static io.github.bpmnstages.testing.TestRows.stepRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.history.HistoryTables;
import io.github.bpmnstages.history.MilestoneEntity;
import io.github.bpmnstages.history.OrchestrationRunEntity;
import io.github.bpmnstages.history.RunRows;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.history.StepRunEntity;
import io.github.bpmnstages.parse.StageParseFactory;
import io.github.bpmnstages.parse.StageParseListener;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.HistoricProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.query.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The read side, on one database: three runs of {@code order}, one of {@code plain}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueryContract {

  private static final String ORDER =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
        <process id="order" name="Order %s" isExecutable="true">
          <startEvent id="start"/>
          <sequenceFlow id="f1" sourceRef="start" targetRef="intake"/>
          <subProcess id="intake" name="Intake">
            <extensionElements><camunda:properties>
              <camunda:property name="stage.exitCondition" value="allStepsCompleted"/>
            </camunda:properties></extensionElements>
            <startEvent id="s1"/>
            <sequenceFlow id="f11" sourceRef="s1" targetRef="enter"/>
            <userTask id="enter" name="Enter"/>
            <sequenceFlow id="f12" sourceRef="enter" targetRef="%s"/>
            <userTask id="%s" name="Verify"/>
          </subProcess>
          <sequenceFlow id="f2" sourceRef="intake" targetRef="review"/>
          <subProcess id="review" name="Review">
            <extensionElements><camunda:properties>
              <camunda:property name="stage.exitCondition" value="requirements"/>
              <camunda:property name="stage.requirement.1" value="${ok}"/>
            </camunda:properties></extensionElements>
            <startEvent id="s2"/>
            <sequenceFlow id="f21" sourceRef="s2" targetRef="check"/>
            <serviceTask id="check" camunda:expression="${true}"/>
          </subProcess>
          <sequenceFlow id="f3" sourceRef="review" targetRef="end"/>
          <endEvent id="end"/>
        </process>
      </definitions>
      """;

  private static final String PLAIN =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
        <process id="plain" isExecutable="true"><startEvent id="start"/></process>
      </definitions>
      """;

  private final HikariDataSource database;
  private ProcessEngineConfigurationImpl configuration;
  private ProcessEngine engine;
  private StageService service;
  private String order1;
  private String order2;

  QueryContract(TestDatabase server) {
    database = server.create();
  }

  @BeforeAll
  void startEngine() {
    configuration =
        TestEngine.configuration(
            database,
            TestEngine.postInit(
                engine -> HistoryTables.postInit(engine, null, Duration.ofSeconds(5))));
    configuration.setBpmnParseFactory(new StageParseFactory());
    configuration.setCustomPostBPMNParseListeners(
        new ArrayList<>(List.of(new StageParseListener((process, definition) -> {}))));
    engine = configuration.buildProcessEngine();
    service = new StageQueries(configuration.getCommandExecutorTxRequired(), null);
    order1 = deploy(ORDER.formatted("1", "verify", "verify"), null);
    order2 = deploy(ORDER.formatted("2", "verify2", "verify2"), null);
    deploy(ORDER.formatted("T", "verify", "verify"), "tenant");
    deploy(PLAIN, null);
    insertRows();
  }

  private void insertRows() {
    OrchestrationRunEntity running = orderRun("running", order1);
    running.setBusinessKey("key-1");
    running.setCurrentStageId("review");
    StageRunEntity intake = ended(stageRun(running, "s1", "intake"), StageStatus.COMPLETED, 10);
    StageRunEntity review = stageRun(running, "s2", "review");
    review.setStartTime(noonPlusMinutes(10));
    review.setDueDate(noonPlusMinutes(30));
    review.setWaitingForExitCondition(true);
    StepRunEntity enter = ended(stepRun(intake, "t1", "enter"), StepStatus.COMPLETED, 5);
    enter.setTaskId("task-1");
    enter.setAssignee("mary");
    StepRunEntity check = stepRun(review, "t2", "check");
    check.setStepType("BACKGROUND");
    check.setErrorCode("e1");
    MilestoneEntity startRun = milestone(running, "m1", MilestoneKind.START_RUN);
    MilestoneEntity startStage = milestone(running, "m0", MilestoneKind.START_STAGE);
    startStage.setStageId("intake");
    startStage.setTimestamp(noonPlusMinutes(10));

    OrchestrationRunEntity completed =
        ended(orderRun("completed", order2), RunStatus.COMPLETED, 60);
    completed.setBusinessKey("key-2");
    completed.setSuperProcessInstanceId("running");
    completed.setRootProcessInstanceId("running");
    StageRunEntity again = ended(stageRun(completed, "s3", "intake"), StageStatus.COMPLETED, 30);
    MilestoneEntity endRun = milestone(completed, "m2", MilestoneKind.END_RUN);
    endRun.setUserId("john");

    OrchestrationRunEntity failed = ended(orderRun("failed", order1), RunStatus.ERROR, 20);
    failed.setStartTime(noonPlusMinutes(100));
    failed.setTenantId("tenant");
    StageRunEntity error = ended(stageRun(failed, "s4", "intake"), StageStatus.ERROR, 20);
    error.setErrorCode("e1");
    error.setFaultPath("boundary");
    error.setStartTime(noonPlusMinutes(100));

    configuration
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              RunRows rows = new RunRows(context);
              List.of(running, completed, failed).forEach(rows::insert);
              List.of(intake, review, again, error).forEach(rows::insert);
              List.of(enter, check).forEach(rows::insert);
              List.of(startRun, startStage, endRun).forEach(rows::insert);
              return null;
            });
  }

  @AfterAll
  void closeEngine() {
    engine.close();
    database.close();
  }

  @AfterEach
  void checkNothing() {
    configuration.setAuthorizationEnabled(false);
    configuration.setEnableHistoricInstancePermissions(false);
    configuration.setAuthorizationCheckRevokes("auto");
    engine.getIdentityService().clearAuthentication();
    AuthorizationService authorizations = engine.getAuthorizationService();
    authorizations
        .createAuthorizationQuery()
        .list()
        .forEach(authorization -> authorizations.deleteAuthorization(authorization.getId()));
    ClockUtil.reset();
  }

  // runs

  @Test
  void shouldFilterRuns() {
    assertThat(ids(runs().processInstanceId("running"))).containsExactly("running");
    assertThat(ids(runs().processInstanceIdIn("running", "failed"))).hasSize(2);
    assertThat(ids(runs().rootProcessInstanceId("running"))).hasSize(2);
    assertThat(ids(runs().superProcessInstanceId("running"))).containsExactly("completed");
    assertThat(ids(runs().processDefinitionId(order2))).containsExactly("completed");
    assertThat(ids(runs().processDefinitionKey("order"))).hasSize(3);
    assertThat(ids(runs().processDefinitionKeyIn("other"))).isEmpty();
    assertThat(ids(runs().businessKey("key-1"))).containsExactly("running");
    assertThat(ids(runs().businessKeyIn("key-1", "key-2"))).hasSize(2);
    assertThat(ids(runs().businessKeyLike("key%"))).hasSize(2);
    assertThat(ids(runs().businessKeyLike("key\\_%"))).isEmpty();
    assertThat(ids(runs().status(RunStatus.ERROR))).containsExactly("failed");
    assertThat(ids(runs().statusIn(RunStatus.ERROR, RunStatus.COMPLETED))).hasSize(2);
    assertThat(ids(runs().currentStageId("review"))).containsExactly("running");
    assertThat(ids(runs().ownerId("automated-process"))).hasSize(3);
    assertThat(ids(runs().startedAfter(noonPlusMinutes(100)))).containsExactly("failed");
    assertThat(ids(runs().startedBefore(NOON))).hasSize(2);
    assertThat(ids(runs().endedBefore(noonPlusMinutes(60)))).hasSize(2);
    assertThat(ids(runs().endedAfter(noonPlusMinutes(60)))).containsExactly("completed");
    assertThat(ids(runs().finished())).hasSize(2);
    assertThat(ids(runs().unfinished())).containsExactly("running");
    assertThat(ids(runs().tenantIdIn("tenant"))).containsExactly("failed");
    assertThat(ids(runs().withoutTenantId())).hasSize(2);
    assertThat(ids(runs().status(RunStatus.ERROR).withoutTenantId())).isEmpty();
  }

  @Test
  void shouldFindStuckRuns() {
    assertThat(ids(runs().lastMilestoneBefore(noonPlusMinutes(10)))).containsExactly("running");
    assertThat(ids(runs().lastMilestoneBefore(noonPlusMinutes(9)))).isEmpty();
  }

  @Test
  void shouldAnswerNameAndVersionOfTheDefinition() {
    // when
    OrchestrationRun run = runs().processInstanceId("completed").singleResult();

    // then
    assertThat(run.getProcessDefinitionName()).isEqualTo("Order 2");
    assertThat(run.getProcessDefinitionVersion()).isEqualTo(2);
  }

  @Test
  void shouldFilterByMoreValuesThanAListHolds() {
    // given
    String[] ids =
        IntStream.range(0, 2500)
            .mapToObj(i -> i == 2400 ? "running" : "id-" + i)
            .toArray(String[]::new);

    // when, then
    assertThat(ids(runs().processInstanceIdIn(ids))).containsExactly("running");
  }

  @Test
  void shouldRefuseMoreValuesThanADatabaseTakes() {
    String[] many = IntStream.range(0, 20_000).mapToObj(i -> "id" + i).toArray(String[]::new);
    assertThat(service.createStepRunQuery().stepRunIdIn(many).count()).isZero();
    assertThatThrownBy(() -> service.createStepRunQuery().stepRunIdIn(many).stepIdIn(many).count())
        .isInstanceOf(NotValidException.class)
        .hasMessageContaining("40000");
    assertThatThrownBy(() -> service.createStepRunQuery().stepRunIdIn(many).stepIdIn(many).list())
        .isInstanceOf(NotValidException.class);
  }

  @Test
  void shouldRefuseNullAndEmptyLists() {
    assertThatThrownBy(() -> runs().processInstanceId(null)).isInstanceOf(NotValidException.class);
    assertThatThrownBy(() -> runs().statusIn()).isInstanceOf(NotValidException.class);
    assertThatThrownBy(() -> runs().status(null)).isInstanceOf(NotValidException.class);
    assertThatThrownBy(() -> runs().tenantIdIn("a", null)).isInstanceOf(NotValidException.class);
    assertThatThrownBy(() -> runs().orderByStatus().list()).isInstanceOf(NotValidException.class);
  }

  @Test
  void shouldSortAndPage() {
    assertThat(runs().orderByStatus().desc().list())
        .extracting(OrchestrationRun::getId)
        .containsExactly("running", "failed", "completed");
    assertThat(runs().orderByStartTime().desc().orderByDuration().asc().list().get(0).getId())
        .isEqualTo("failed");
    assertThat(runs().orderByProcessInstanceId().asc().listPage(1, 1))
        .extracting(OrchestrationRun::getId)
        .containsExactly("failed");
    assertThat(runs().listPage(2, 5)).hasSize(1);
  }

  @Test
  void shouldSortByEveryProperty() {
    assertThat(
            runs()
                .orderByRootProcessInstanceId()
                .asc()
                .orderByProcessDefinitionId()
                .asc()
                .orderByProcessDefinitionKey()
                .asc()
                .orderByRemovalTime()
                .asc()
                .orderByTenantId()
                .asc()
                .orderByEndTime()
                .asc()
                .orderBySuperProcessInstanceId()
                .asc()
                .orderByBusinessKey()
                .asc()
                .orderByCurrentStageId()
                .asc()
                .orderByOwnerId()
                .desc()
                .list())
        .hasSize(3);
    assertThat(
            stages()
                .orderByStageId()
                .asc()
                .orderByStageName()
                .asc()
                .orderByActivityInstanceId()
                .asc()
                .orderByDueDate()
                .asc()
                .orderByOwnerId()
                .asc()
                .orderByErrorCode()
                .asc()
                .list())
        .hasSize(4);
    assertThat(
            steps()
                .orderByStageRunId()
                .asc()
                .orderByStageId()
                .asc()
                .orderByStepName()
                .asc()
                .orderByStepType()
                .asc()
                .orderByActivityInstanceId()
                .asc()
                .orderByTaskId()
                .asc()
                .orderByAssignee()
                .asc()
                .orderByCalledProcessInstanceId()
                .asc()
                .orderByErrorCode()
                .asc()
                .list())
        .hasSize(2);
    assertThat(
            service
                .createMilestoneQuery()
                .orderByTimestamp()
                .desc()
                .orderByKind()
                .asc()
                .orderByStageId()
                .asc()
                .orderByStageRunId()
                .asc()
                .orderByStepId()
                .asc()
                .orderByStepRunId()
                .asc()
                .orderByUserId()
                .asc()
                .list()
                .get(0)
                .getId())
        .isEqualTo("m0");
  }

  // stage runs, step runs, milestones

  @Test
  void shouldFilterStageRuns() {
    assertThat(stageIds(stages().stageRunId("s1"))).containsExactly("s1");
    assertThat(stageIds(stages().processInstanceId("running"))).containsExactly("s1", "s2");
    assertThat(stageIds(stages().stageId("intake"))).containsExactly("s1", "s3", "s4");
    assertThat(stageIds(stages().stageIdIn("intake", "review"))).hasSize(4);
    assertThat(stageIds(stages().stageName("Stage review"))).containsExactly("s2");
    assertThat(stageIds(stages().activityInstanceId("review:s2"))).containsExactly("s2");
    assertThat(stageIds(stages().status(StageStatus.COMPLETED))).containsExactly("s1", "s3");
    assertThat(stageIds(stages().waitingForExitCondition())).containsExactly("s2");
    assertThat(stageIds(stages().errorCode("e1"))).containsExactly("s4");
    assertThat(stageIds(stages().faultPath("boundary"))).containsExactly("s4");
    assertThat(stageIds(stages().dueBefore(noonPlusMinutes(30)))).containsExactly("s2");
    assertThat(stageIds(stages().dueAfter(noonPlusMinutes(31)))).isEmpty();
    assertThat(stages().unfinished().count()).isOne();
  }

  @Test
  void shouldFindOverdueStageRuns() {
    // given
    ClockUtil.setCurrentTime(noonPlusMinutes(30));
    assertThat(stages().overdue().count()).isZero();

    // when
    ClockUtil.setCurrentTime(noonPlusMinutes(31));

    // then
    assertThat(stageIds(stages().overdue())).containsExactly("s2");
  }

  @Test
  void shouldFilterStepRuns() {
    assertThat(stepIds(steps().stepRunId("t1"))).containsExactly("t1");
    assertThat(stepIds(steps().stageRunId("s2"))).containsExactly("t2");
    assertThat(stepIds(steps().stageId("intake"))).containsExactly("t1");
    assertThat(stepIds(steps().stepIdIn("enter", "check"))).containsExactly("t1", "t2");
    assertThat(stepIds(steps().stepName("Step check"))).containsExactly("t2");
    assertThat(stepIds(steps().stepType("BACKGROUND"))).containsExactly("t2");
    assertThat(stepIds(steps().activityInstanceId("enter:t1"))).containsExactly("t1");
    assertThat(stepIds(steps().taskId("task-1"))).containsExactly("t1");
    assertThat(stepIds(steps().assignee("mary"))).containsExactly("t1");
    assertThat(stepIds(steps().calledProcessInstanceId("none"))).isEmpty();
    assertThat(stepIds(steps().status(StepStatus.IN_PROGRESS))).containsExactly("t2");
    assertThat(stepIds(steps().errorCode("e1"))).containsExactly("t2");
  }

  @Test
  void shouldAnswerMilestonesBySequence() {
    assertThat(service.createMilestoneQuery().processInstanceId("running").list())
        .extracting("id")
        .containsExactly("m1", "m0");
    assertThat(service.createMilestoneQuery().kind(MilestoneKind.END_RUN).singleResult().getId())
        .isEqualTo("m2");
    assertThat(service.createMilestoneQuery().stageId("intake").count()).isOne();
    assertThat(service.createMilestoneQuery().userId("john").count()).isOne();
    assertThat(service.createMilestoneQuery().occurredAfter(noonPlusMinutes(1)).count()).isOne();
    assertThat(service.createMilestoneQuery().occurredBefore(NOON).count()).isEqualTo(2);
  }

  // overview

  @Test
  void shouldShowStagesInFlowOrderStartedOrNot() {
    // when
    OrchestrationOverview overview = service.getOverview("running");

    // then
    assertThat(overview.run().getId()).isEqualTo("running");
    assertThat(overview.stages())
        .extracting(StageOverview::stageId, StageOverview::position, StageOverview::status)
        .containsExactly(
            tuple("intake", 1, StageStatus.COMPLETED), tuple("review", 2, StageStatus.IN_PROGRESS));
    StageOverview intake = overview.stages().get(0);
    assertThat(intake.exitCondition()).isEqualTo("allStepsCompleted");
    assertThat(intake.steps())
        .extracting(StepOverview::stepId, StepOverview::status)
        .containsExactly(
            tuple("enter", StepStatus.COMPLETED), tuple("verify", StepStatus.NOT_STARTED));
    assertThat(overview.stages().get(1).waitingForExitCondition()).isTrue();
    assertThat(overview.milestones()).extracting("id").containsExactly("m1", "m0");
    assertThat(service.getOverview("completed").stages().get(1).status()).isNull();
    assertThat(service.getOverview("completed").stages().get(1).steps().get(0).status()).isNull();
  }

  @Test
  void shouldNotFindTheOverviewOfAnUnknownRun() {
    assertThatThrownBy(() -> service.getOverview("unknown"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("unknown");
  }

  // definitions

  @Test
  void shouldFindDefinitionsWithStages() {
    assertThat(definitions().list())
        .extracting(OrchestrationSummary::name)
        .containsExactly("Order 2", "Order 1", "Order T");
    assertThat(definitions().count()).isEqualTo(3);
    assertThat(definitions().latestVersion().withoutTenantId().singleResult().id())
        .isEqualTo(order2);
    assertThat(definitions().tenantIdIn("tenant").singleResult().name()).isEqualTo("Order T");
    assertThat(definitions().processDefinitionKey("plain").list()).isEmpty();
    assertThat(definitions().processDefinitionId(order1).singleResult().version()).isOne();
    assertThat(definitions().nameLike("Order _").count()).isEqualTo(3);
    assertThat(definitions().version(2).count()).isOne();
    assertThat(definitions().orderByName().asc().listPage(1, 1))
        .extracting(OrchestrationSummary::name)
        .containsExactly("Order 2");
    assertThat(definitions().processDefinitionId(order1).singleResult().definition().steps())
        .containsOnlyKeys("enter", "verify", "check");
  }

  // statistics

  @Test
  void shouldCountByStatus() {
    // given
    ClockUtil.setCurrentTime(noonPlusMinutes(31));

    // when
    OrchestrationStatistics statistics = service.getStatistics(order1, null, null);

    // then
    assertThat(statistics.runs())
        .containsEntry(RunStatus.IN_PROGRESS, 1L)
        .containsEntry(RunStatus.ERROR, 1L)
        .containsEntry(RunStatus.COMPLETED, 0L);
    assertThat(statistics.completionRate()).isZero();
    assertThat(statistics.averageDurationInMillis()).isNull();
    StageStatistics intake = statistics.stages().get(0);
    assertThat(intake.stageId()).isEqualTo("intake");
    assertThat(intake.runs())
        .containsAllEntriesOf(Map.of(StageStatus.COMPLETED, 1L, StageStatus.ERROR, 1L));
    assertThat(intake.averageDurationInMillis()).isEqualTo(15 * 60_000);
    assertThat(intake.longestDurationInMillis()).isEqualTo(20 * 60_000);
    assertThat(intake.overdue()).isZero();
    assertThat(statistics.stages().get(1).overdue()).isOne();
    assertThat(statistics.stages().get(1).longestDurationInMillis()).isNull();
  }

  @Test
  void shouldCountAllVersionsByKey() {
    // when
    OrchestrationStatistics all = service.getStatisticsByKey("order", null, null, null);
    OrchestrationStatistics early =
        service.getStatisticsByKey("order", null, NOON, noonPlusMinutes(1));
    OrchestrationStatistics none = service.getStatisticsByKey("order", "tenant", null, null);

    // then
    assertThat(all.runs())
        .containsEntry(RunStatus.COMPLETED, 1L)
        .containsEntry(RunStatus.ERROR, 1L);
    assertThat(all.completionRate()).isEqualTo(0.5);
    assertThat(all.averageDurationInMillis()).isEqualTo(60 * 60_000);
    assertThat(all.stages().get(0).runs()).containsEntry(StageStatus.COMPLETED, 2L);
    assertThat(early.runs()).containsEntry(RunStatus.ERROR, 0L);
    assertThat(early.stages().get(0).runs())
        .containsEntry(StageStatus.COMPLETED, 2L)
        .containsEntry(StageStatus.ERROR, 0L);
    assertThat(none.completionRate()).isNull();
    assertThatThrownBy(() -> service.getStatisticsByKey("plain", null, null, null))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> service.getStatistics("unknown", null, null))
        .isInstanceOf(NotFoundException.class);
  }

  // permissions and tenants

  @Test
  void shouldHideWhatTheUserMayNotRead() {
    // given
    configuration.setAuthorizationEnabled(true);

    // when
    engine.getIdentityService().setAuthentication("mary", null, List.of("tenant"));

    // then
    assertNothingIsVisible();
  }

  @Test
  void shouldShowWithReadHistoryOnTheDefinition() {
    for (String revokes : List.of("always", "never")) {
      // given
      grant(Resources.PROCESS_DEFINITION, "order", Permissions.READ_HISTORY);
      grant(Resources.PROCESS_DEFINITION, "*", Permissions.READ_HISTORY);
      configuration.setAuthorizationEnabled(true);
      configuration.setAuthorizationCheckRevokes(revokes);

      // when
      engine.getIdentityService().setAuthentication("mary", null, List.of("tenant"));

      // then
      assertThat(runs().count()).isEqualTo(3);
      assertThat(runs().orderByStartTime().desc().listPage(0, 2)).hasSize(2);
      assertThat(stages().list()).hasSize(4);
      assertThat(steps().count()).isEqualTo(2);
      assertThat(service.createMilestoneQuery().list()).hasSize(3);
      assertThat(service.getOverview("running").stages()).hasSize(2);
      assertThat(definitions().count()).isEqualTo(3);
      assertThat(service.getStatisticsByKey("order", null, null, null).runs())
          .containsEntry(RunStatus.ERROR, 1L);
      checkNothing();
    }
  }

  @Test
  void shouldHideRunsAndDefinitionsFromWhoMayReadTheModelOnly() {
    for (String revokes : List.of("always", "never")) {
      // given
      grant(Resources.PROCESS_DEFINITION, "order", Permissions.READ);
      configuration.setAuthorizationEnabled(true);
      configuration.setAuthorizationCheckRevokes(revokes);

      // when
      engine.getIdentityService().setAuthentication("mary", null, List.of("tenant"));

      // then
      assertNothingIsVisible();
      checkNothing();
    }
  }

  @Test
  void shouldShowSingleInstancesWithHistoricInstancePermissions() {
    for (String revokes : List.of("always", "never")) {
      // given
      grant(
          Resources.HISTORIC_PROCESS_INSTANCE, "running", HistoricProcessInstancePermissions.READ);
      configuration.setAuthorizationEnabled(true);
      configuration.setEnableHistoricInstancePermissions(true);
      configuration.setAuthorizationCheckRevokes(revokes);

      // when
      engine.getIdentityService().setAuthentication("mary", null);

      // then
      assertThat(ids(runs())).containsExactly("running");
      assertThat(stageIds(stages())).containsExactly("s1", "s2");
      assertThat(steps().count()).isEqualTo(2);
      assertThat(service.createMilestoneQuery().count()).isEqualTo(2);
      assertThatThrownBy(() -> service.getOverview("completed"))
          .isInstanceOf(NotFoundException.class);
      checkNothing();
    }
  }

  @Test
  void shouldHideOtherTenants() {
    // when
    engine.getIdentityService().setAuthentication("mary", null, List.of("other"));

    // then
    assertThat(ids(runs())).containsExactlyInAnyOrder("running", "completed");
    assertThat(stageIds(stages())).containsExactly("s1", "s2", "s3");
    assertThat(definitions().count()).isEqualTo(2);
    assertThat(service.getStatistics(order1, null, null).runs()).containsEntry(RunStatus.ERROR, 0L);
    assertThatThrownBy(() -> service.getOverview("failed")).isInstanceOf(NotFoundException.class);
  }

  private void assertNothingIsVisible() {
    assertThat(runs().list()).isEmpty();
    assertThat(runs().count()).isZero();
    assertThat(stages().list()).isEmpty();
    assertThat(stages().count()).isZero();
    assertThat(steps().list()).isEmpty();
    assertThat(service.createMilestoneQuery().count()).isZero();
    assertThat(definitions().count()).isZero();
    assertThatThrownBy(() -> service.getOverview("running")).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> service.getStatistics(order1, null, null))
        .isInstanceOf(NotFoundException.class);
  }

  private void grant(Resource resource, String resourceId, Permission... permissions) {
    AuthorizationService authorizations = engine.getAuthorizationService();
    Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    grant.setUserId("mary");
    grant.setResource(resource);
    grant.setResourceId(resourceId);
    Arrays.stream(permissions).forEach(grant::addPermission);
    authorizations.saveAuthorization(grant);
  }

  private String deploy(String xml, String tenantId) {
    return engine
        .getRepositoryService()
        .createDeployment()
        .addString("process.bpmn", xml)
        .tenantId(tenantId)
        .deployWithResult()
        .getDeployedProcessDefinitions()
        .get(0)
        .getId();
  }

  private static OrchestrationRunEntity orderRun(String id, String processDefinitionId) {
    OrchestrationRunEntity run = run(id);
    run.setProcessDefinitionId(processDefinitionId);
    return run;
  }

  OrchestrationRunQuery runs() {
    return service.createOrchestrationRunQuery();
  }

  private StageRunQuery stages() {
    return service.createStageRunQuery();
  }

  private StepRunQuery steps() {
    return service.createStepRunQuery();
  }

  private OrchestrationDefinitionQuery definitions() {
    return service.createOrchestrationDefinitionQuery();
  }

  static List<String> ids(OrchestrationRunQuery query) {
    return consistent(query).stream().map(OrchestrationRun::getId).toList();
  }

  private static List<String> stageIds(StageRunQuery query) {
    return consistent(query).stream().map(run -> run.getId()).toList();
  }

  private static List<String> stepIds(StepRunQuery query) {
    return consistent(query).stream().map(run -> run.getId()).toList();
  }

  /** What a query lists is what it counts. */
  private static <R> List<R> consistent(Query<?, R> query) {
    List<R> rows = query.list();
    assertThat(query.count()).isEqualTo(rows.size());
    return rows;
  }
}
