package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.eventSubProcess;
import static io.github.bpmnstages.testing.StageModel.message;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract, sections 3, 5 and 10: suspended and resumed, by whatever way and whoever did it. */
class SuspensionTest extends CheckedStagesTest {

  private static final String MODEL =
      twoStages(stage("one", "${done}", sequence("s", "a") + userTask("a")));

  private enum Way {
    INSTANCE,
    INSTANCES_OF_DEFINITION,
    INSTANCES_OF_KEY,
    INSTANCES_OF_KEY_WITHOUT_TENANT,
    DEFINITION,
    KEY,
    SYNCHRONOUS_LIST,
    BATCH,
    DELAYED_DEFINITION,
    DELAYED_KEY,
    BY_QUERY
  }

  @AfterEach
  void reset() {
    ClockUtil.reset();
    engine.getIdentityService().clearAuthentication();
    engine.getProcessEngineConfiguration().setAuthorizationEnabled(false);
    engine
        .getAuthorizationService()
        .createAuthorizationQuery()
        .list()
        .forEach(a -> engine.getAuthorizationService().deleteAuthorization(a.getId()));
  }

  private String definitionId() {
    return engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .latestVersion()
        .singleResult()
        .getId();
  }

  private void suspend(Way way, String run) {
    var repository = engine.getRepositoryService();
    Date later = new Date(ClockUtil.getCurrentTime().getTime() + 60_000);
    switch (way) {
      case INSTANCE -> runtime().suspendProcessInstanceById(run);
      case INSTANCES_OF_DEFINITION ->
          runtime().suspendProcessInstanceByProcessDefinitionId(definitionId());
      case INSTANCES_OF_KEY -> runtime().suspendProcessInstanceByProcessDefinitionKey("p");
      case INSTANCES_OF_KEY_WITHOUT_TENANT ->
          runtime()
              .updateProcessInstanceSuspensionState()
              .byProcessDefinitionKey("p")
              .processDefinitionWithoutTenantId()
              .suspend();
      case DEFINITION -> repository.suspendProcessDefinitionById(definitionId(), true, null);
      case KEY -> repository.suspendProcessDefinitionByKey("p", true, null);
      case SYNCHRONOUS_LIST ->
          runtime().updateProcessInstanceSuspensionState().byProcessInstanceIds(run).suspend();
      case BY_QUERY ->
          runtime()
              .updateProcessInstanceSuspensionState()
              .byProcessInstanceQuery(runtime().createProcessInstanceQuery())
              .suspend();
      case BATCH -> {
        runtime().updateProcessInstanceSuspensionState().byProcessInstanceIds(run).suspendAsync();
        executeAllJobs();
      }
      case DELAYED_DEFINITION -> {
        repository.suspendProcessDefinitionById(definitionId(), true, later);
        fireTimer();
      }
      case DELAYED_KEY -> {
        repository.suspendProcessDefinitionByKey("p", true, later);
        fireTimer();
      }
    }
  }

  private void activate(Way way, String run) {
    var repository = engine.getRepositoryService();
    Date later = new Date(ClockUtil.getCurrentTime().getTime() + 60_000);
    switch (way) {
      case INSTANCE -> runtime().activateProcessInstanceById(run);
      case INSTANCES_OF_DEFINITION ->
          runtime().activateProcessInstanceByProcessDefinitionId(definitionId());
      case INSTANCES_OF_KEY -> runtime().activateProcessInstanceByProcessDefinitionKey("p");
      case INSTANCES_OF_KEY_WITHOUT_TENANT ->
          runtime()
              .updateProcessInstanceSuspensionState()
              .byProcessDefinitionKey("p")
              .processDefinitionWithoutTenantId()
              .activate();
      case DEFINITION -> repository.activateProcessDefinitionById(definitionId(), true, null);
      case KEY -> repository.activateProcessDefinitionByKey("p", true, null);
      case SYNCHRONOUS_LIST ->
          runtime().updateProcessInstanceSuspensionState().byProcessInstanceIds(run).activate();
      case BY_QUERY ->
          runtime()
              .updateProcessInstanceSuspensionState()
              .byProcessInstanceQuery(runtime().createProcessInstanceQuery())
              .activate();
      case BATCH -> {
        runtime().updateProcessInstanceSuspensionState().byProcessInstanceIds(run).activateAsync();
        executeAllJobs();
      }
      case DELAYED_DEFINITION -> {
        repository.activateProcessDefinitionById(definitionId(), true, later);
        fireTimer();
      }
      case DELAYED_KEY -> {
        repository.activateProcessDefinitionByKey("p", true, later);
        fireTimer();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void shouldSuspendAndResumeByWhateverWay(Way way) {
    // given
    deploy(MODEL);
    String run = start("p");

    // when
    suspend(way, run);

    // then
    assertThat(runStatus(run)).isEqualTo("SUSPENDED");
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");
    runtime().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    activate(way, run);
    executeAllJobs();
    assertThat(milestones(run))
        .containsSubsequence(
            "SUSPEND_RUN=run",
            "SUSPEND_STAGE=one",
            "RESUME_RUN=run",
            "START_STAGE=one",
            "END_STAGE=one");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    finish(run);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void shouldLookWhenARunWithoutRowsIsResumed(Way way) {
    // given
    deploy(MODEL);
    String run = start("p");
    suspend(way, run);
    forget(run);
    runtime().setVariable(run, "done", true);

    // when
    activate(way, run);
    executeAllJobs();

    // then
    assertThat(openTasks()).containsExactly("c");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("two=IN_PROGRESS");
    finish(run);
  }

  @Test
  void shouldLeaveARunWithoutRowsAloneWhoseConditionIsNotMet() {
    // given
    deploy(MODEL);
    String run = start("p");
    runtime().suspendProcessInstanceById(run);
    forget(run);

    // when
    runtime().activateProcessInstanceById(run);

    // then
    assertThat(openTasks()).containsExactly("a");
    assertThat(management().createJobQuery().count()).isZero();
    assertThat(runStatus(run)).isNull();
    runtime().setVariable(run, "done", true);
    finish(run);
  }

  @Test
  void shouldNotFailTheResumeOfARunWithoutRowsWhoseConditionFails() {
    // given
    deploy(MODEL);
    String run = start("p");
    runtime().suspendProcessInstanceById(run);
    forget(run);
    runtime().setVariable(run, "done", "not a Boolean");

    // when
    runtime().activateProcessInstanceById(run);

    // then
    assertThat(openTasks()).containsExactly("a");
    assertThat(runtime().createIncidentQuery().singleResult().getIncidentType())
        .isEqualTo("failedStageCondition");
    runtime().setVariable(run, "done", true);
    executeAllJobs();
    finish(run);
  }

  /** As if the plugin had not been there yet, or its rows had been cleaned up. */
  private void forget(String run) {
    update("delete from STG_HI_RUN where ID_ = '" + run + "'");
    for (String table : List.of("STAGE_RUN", "STEP_RUN", "MILESTONE")) {
      update("delete from STG_HI_" + table + " where RUN_ID_ = '" + run + "'");
    }
  }

  @Test
  void shouldLookInTheSameRequestWhenASingleRunIsResumed() {
    // given
    deploy(MODEL);
    String run = start("p");
    runtime().suspendProcessInstanceById(run);
    runtime().setVariable(run, "done", true);

    // when
    runtime().activateProcessInstanceById(run);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(management().createJobQuery().count()).isZero();
    finish(run);
  }

  @Test
  void shouldNotFailTheOperatorWhenWhatFollowsTheLookFails() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "x")
                + stage("one", "${done}", sequence("s", "a") + userTask("a"))
                + "<bpmn:serviceTask id='x' camunda:expression='${missing.call()}'/>"));
    String run = start("p");
    runtime().suspendProcessInstanceById(run);
    runtime().setVariable(run, "done", true);

    // when
    runtime().activateProcessInstanceById(run);

    // then
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(management().createJobQuery().withException().count()).isEqualTo(1);
    assertThat(management().createJobQuery().singleResult().getRetries()).isEqualTo(2);
    engine.getRuntimeService().deleteProcessInstance(run, "end");
  }

  @Test
  void shouldLookWithoutTheOperatorsPermissions() {
    // given
    deploy(MODEL);
    String run = start("p");
    runtime().suspendProcessInstanceById(run);
    runtime().setVariable(run, "done", true);
    grant("operator", Resources.PROCESS_INSTANCE, run, Permissions.UPDATE);
    engine.getProcessEngineConfiguration().setAuthorizationEnabled(true);
    engine.getIdentityService().setAuthenticatedUserId("operator");

    // when
    runtime().activateProcessInstanceById(run);

    // then
    assertThat(engine.getIdentityService().getCurrentAuthentication().getUserId())
        .isEqualTo("operator");
    engine.getIdentityService().clearAuthentication();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(history().createUserOperationLogQuery().operationType("Execute").count()).isZero();
    finish(run);
  }

  @Test
  void shouldRecordWhatAUserDoesWhoMayNotRead() {
    // given
    deploy(MODEL);
    String run = start("p");
    grant("operator", Resources.PROCESS_DEFINITION, "p", Permissions.UPDATE_INSTANCE);
    engine.getProcessEngineConfiguration().setAuthorizationEnabled(true);
    engine.getIdentityService().setAuthenticatedUserId("operator");

    // when
    runtime().suspendProcessInstanceByProcessDefinitionKey("p");

    // then
    assertThat(runStatus(run)).isEqualTo("SUSPENDED");
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    assertThat(
            column(
                "select USER_ID_ from STG_HI_MILESTONE where KIND_ = 'SUSPEND_RUN' and RUN_ID_ = '"
                    + run
                    + "'"))
        .isEqualTo("operator");
    runtime().activateProcessInstanceByProcessDefinitionKey("p");
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
  }

  private void grant(String user, Resources resource, String id, Permissions permission) {
    Authorization grant =
        engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    grant.setUserId(user);
    grant.setResource(resource);
    grant.setResourceId(id);
    grant.addPermission(permission);
    engine.getAuthorizationService().saveAuthorization(grant);
  }

  @Test
  void shouldLeaveRunsAloneWhenOnlyTheDefinitionIsSuspended() {
    // given
    deploy(MODEL);
    String run = start("p");

    // when
    engine.getRepositoryService().suspendProcessDefinitionById(definitionId());

    // then
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    complete("a", Map.of("done", true));
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    engine.getRepositoryService().activateProcessDefinitionById(definitionId());
    finish(run);
  }

  @Test
  void shouldSuspendOnlyTheRunsOfThatDefinition() {
    // given
    deploy(MODEL);
    String old = start("p");
    deploy(MODEL);
    String fresh = start("p");

    // when
    runtime().suspendProcessInstanceByProcessDefinitionId(definitionId());

    // then
    assertThat(runStatus(old)).isEqualTo("IN_PROGRESS");
    assertThat(runStatus(fresh)).isEqualTo("SUSPENDED");
  }

  @Test
  void shouldSuspendAWaitingStage() {
    // given
    deploy(MODEL);
    String run = start("p");
    complete("a");

    // when
    runtime().suspendProcessInstanceById(run);

    // then
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    assertThat(isWaiting(run)).isTrue();
    restartEngine();
    runtime().setVariable(run, "done", true);
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    runtime().activateProcessInstanceById(run);
    finish(run);
  }

  @Test
  void shouldRefuseWorkInASuspendedRunAsEver() {
    // given
    deploy(MODEL);
    String run = start("p");
    String task = task("a").getId();
    runtime().suspendProcessInstanceById(run);

    // when
    assertThatThrownBy(() -> engine.getTaskService().complete(task))
        // then
        .isInstanceOf(SuspendedEntityInteractionException.class);
    assertThat(steps(run)).containsExactly("a=IN_PROGRESS");
  }

  @Test
  void shouldCancelASuspendedRun() {
    // given
    deploy(MODEL);
    String run = start("p");
    runtime().suspendProcessInstanceById(run);

    // when
    runtime().deleteProcessInstance(run, "enough");

    // then
    assertThat(runStatus(run)).isEqualTo("CANCELED");
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(steps(run)).containsExactly("a=CANCELED");
  }

  @Test
  void shouldCancelTheStageOfASuspendedRun() {
    // given
    deploy(MODEL);
    String run = start("p");
    runtime().suspendProcessInstanceById(run);

    // when
    assertThatThrownBy(
            () ->
                runtime()
                    .createProcessInstanceModification(run)
                    .cancelAllForActivity("one")
                    .startBeforeActivity("two")
                    .execute())
        .isInstanceOf(SuspendedEntityInteractionException.class);
    runtime().createProcessInstanceModification(run).cancelAllForActivity("one").execute();

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(runStatus(run)).isEqualTo("CANCELED");
  }

  @Test
  void shouldSuspendTwiceAndResumeTwice() {
    // given
    deploy(MODEL);
    String run = start("p");
    runtime().suspendProcessInstanceById(run);
    runtime().suspendProcessInstanceByProcessDefinitionKey("p");

    // when
    runtime().activateProcessInstanceById(run);
    runtime().activateProcessInstanceByProcessDefinitionKey("p");

    // then
    assertThat(milestones(run))
        .containsExactly(
            "START_RUN=run",
            "START_STAGE=one",
            "START_STEP=a",
            "SUSPEND_RUN=run",
            "SUSPEND_STAGE=one",
            "RESUME_RUN=run",
            "START_STAGE=one");
  }

  @Test
  void shouldSuspendBetweenStages() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "between", "two")
                + stage("one", "${done}", sequence("s", "a") + userTask("a"))
                + userTask("between")
                + stage("two", sequence("t", "c") + userTask("c"))));
    String run = start("p");
    runtime().setVariable(run, "done", true);

    // when
    runtime().suspendProcessInstanceById(run);

    // then
    assertThat(runStatus(run)).isEqualTo("SUSPENDED");
    assertThat(stages(run)).containsExactly("one=COMPLETED");
    runtime().activateProcessInstanceById(run);
    complete("between");
    finish(run);
  }

  @Test
  void shouldWriteVariablesOfSuspendedRunWithMessagesAndEventSubProcesses() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + userTask("a")
                    + eventSubProcess("es", true, message("aMessage"), "e", userTask("e")))));
    String run = start("p");
    runtime().suspendProcessInstanceById(run);

    // when
    runtime().setVariables(run, Map.of("done", true, "x", List.of(1)));
    runtime().removeVariable(run, "done");

    // then
    runtime().activateProcessInstanceById(run);
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    runtime().setVariable(run, "done", true);
    finish(run);
  }
}
