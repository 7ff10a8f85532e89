package io.github.bpmnstages.execution;

import static io.github.bpmnstages.execution.FailingProcess.ASYNC;
import static io.github.bpmnstages.execution.FailingProcess.EXTERNAL;
import static io.github.bpmnstages.execution.FailingProcess.around;
import static io.github.bpmnstages.execution.FailingProcess.content;
import static io.github.bpmnstages.execution.FailingProcess.withFaultPath;
import static io.github.bpmnstages.execution.FailingProcess.withoutFaultPath;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.RecordContract;
import io.github.bpmnstages.testing.TestDatabase;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 5: what each event does to run, stages and steps. */
abstract class EventTableContract extends RecordContract {

  EventTableContract(TestDatabase database) {
    super(database);
  }

  private static final String STAGE_BESIDE_A_TASK =
      process(
          "p",
          "<bpmn:startEvent id='pStart'/><bpmn:parallelGateway id='pFork'/><bpmn:endEvent id='pEnd'/>"
              + flow("pStart", "intake")
              + flow("intake", "pFork")
              + flow("pFork", "work")
              + flow("pFork", "beside")
              + flow("work", "pEnd")
              + stage("intake", sequence("i", "receive") + userTask("receive"))
              + stage("work", content(EXTERNAL))
              + "BESIDE");

  private static String stageBeside(String task, String end) {
    return STAGE_BESIDE_A_TASK.replace("BESIDE", task + end + flow("beside", "besideEnd"));
  }

  private static final String PLAIN_END = "<bpmn:endEvent id='besideEnd'/>";

  private String startAtWork() {
    String run = start("p");
    complete("receive");
    complete("first");
    return run;
  }

  private RuntimeService runtime() {
    return engine.getRuntimeService();
  }

  private String definitionId() {
    return engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .processDefinitionKey("p")
        .singleResult()
        .getId();
  }

  private void assertStatuses(String run, String runStatus, String stageStatus, String... steps) {
    assertThat(run(run)).isEqualTo(runStatus);
    assertThat(stageRuns(run)).startsWith("intake COMPLETED ended", "work " + stageStatus);
    assertThat(stepRuns(run))
        .contains("receive COMPLETED ended", "first COMPLETED ended")
        .contains(steps);
  }

  @Test
  void lastEndEventReached() {
    // given
    deploy(withFaultPath(userTask("x")));
    String run = startAtWork();
    complete("x");
    complete("other");

    // when
    complete("archive");

    // then
    assertThat(run(run)).isEqualTo("COMPLETED ended");
    assertThat(stageRuns(run))
        .containsExactly(
            "intake COMPLETED ended", "work COMPLETED ended", "closing COMPLETED ended");
    assertThat(stepRuns(run)).allMatch(step -> step.endsWith(" COMPLETED ended"));
  }

  @Test
  void terminateEndEventOfTheProcessReached() {
    // given
    deploy(
        stageBeside(
            userTask("beside"),
            "<bpmn:endEvent id='besideEnd'><bpmn:terminateEventDefinition id='t'/></bpmn:endEvent>"));
    String run = startAtWork();

    // when
    complete("beside");

    // then
    assertStatuses(
        run, "COMPLETED ended", "CANCELED ended", "x CANCELED ended", "other CANCELED ended");
    assertThat(history(run)).endsWith("END_STAGE work", "END_RUN");
  }

  @Test
  void exitConditionTrue() {
    // given
    deploy(around(stage("work", "${done}", content(EXTERNAL)), ""));
    String run = startAtWork();

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertStatuses(
        run,
        "IN_PROGRESS in closing",
        "COMPLETED ended",
        "x DISCONTINUED ended",
        "other DISCONTINUED ended");
  }

  enum By {
    INSTANCE,
    DEFINITION,
    DEFINITION_KEY,
    DEFINITION_WITH_INSTANCES,
    DEFINITION_KEY_WITH_INSTANCES,
    SEVERAL_INSTANCES,
    BATCH,
    DELAYED
  }

  private void suspend(String run, By by) {
    RepositoryService repository = engine.getRepositoryService();
    switch (by) {
      case INSTANCE -> runtime().suspendProcessInstanceById(run);
      case DEFINITION -> runtime().suspendProcessInstanceByProcessDefinitionId(definitionId());
      case DEFINITION_KEY -> runtime().suspendProcessInstanceByProcessDefinitionKey("p");
      case DEFINITION_WITH_INSTANCES ->
          repository.suspendProcessDefinitionById(definitionId(), true, null);
      case DEFINITION_KEY_WITH_INSTANCES ->
          repository.suspendProcessDefinitionByKey("p", true, null);
      case SEVERAL_INSTANCES ->
          runtime().updateProcessInstanceSuspensionState().byProcessInstanceIds(run).suspend();
      case BATCH -> {
        runtime().updateProcessInstanceSuspensionState().byProcessInstanceIds(run).suspendAsync();
        executeAllJobs();
      }
      case DELAYED -> {
        repository.suspendProcessDefinitionById(
            definitionId(), true, new Date(System.currentTimeMillis() + 1000));
        executeAllJobs();
      }
    }
  }

  private void resume(String run, By by) {
    RepositoryService repository = engine.getRepositoryService();
    switch (by) {
      case INSTANCE -> runtime().activateProcessInstanceById(run);
      case DEFINITION -> runtime().activateProcessInstanceByProcessDefinitionId(definitionId());
      case DEFINITION_KEY -> runtime().activateProcessInstanceByProcessDefinitionKey("p");
      case DEFINITION_WITH_INSTANCES ->
          repository.activateProcessDefinitionById(definitionId(), true, null);
      case DEFINITION_KEY_WITH_INSTANCES ->
          repository.activateProcessDefinitionByKey("p", true, null);
      case SEVERAL_INSTANCES ->
          runtime().updateProcessInstanceSuspensionState().byProcessInstanceIds(run).activate();
      case BATCH -> {
        runtime().updateProcessInstanceSuspensionState().byProcessInstanceIds(run).activateAsync();
        executeAllJobs();
      }
      case DELAYED -> {
        repository.activateProcessDefinitionById(
            definitionId(), true, new Date(System.currentTimeMillis() + 1000));
        executeAllJobs();
      }
    }
  }

  /** Seed jobs and the jobs that they make; the monitor job of a batch is left alone. */
  private void executeAllJobs() {
    for (int round = 0; round < 2; round++) {
      for (Job job : engine.getManagementService().createJobQuery().active().list()) {
        if (engine.getManagementService().createJobQuery().jobId(job.getId()).count() == 1) {
          execute(job);
        }
      }
    }
    engine
        .getManagementService()
        .createBatchQuery()
        .list()
        .forEach(batch -> engine.getManagementService().deleteBatch(batch.getId(), true));
  }

  @ParameterizedTest
  @EnumSource
  void runSuspendedAndResumed(By by) {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    int before = historySize(run);

    // when
    suspend(run, by);

    // then
    assertStatuses(run, "SUSPENDED in work", "SUSPENDED", "x IN_PROGRESS", "other IN_PROGRESS");
    assertThat(historySince(run, before)).containsExactly("SUSPEND_RUN", "SUSPEND_STAGE work");

    // when
    resume(run, by);

    // then
    assertStatuses(run, "IN_PROGRESS in work", "IN_PROGRESS", "x IN_PROGRESS", "other IN_PROGRESS");
    assertThat(historySince(run, before + 2)).containsExactly("RESUME_RUN", "START_STAGE work");
  }

  enum Cancel {
    DELETED,
    DELETED_WITHOUT_LISTENERS,
    LAST_ACTIVITY_MODIFIED_AWAY,
    CALLER_LEFT
  }

  private static final String CALLER =
      process(
          "caller",
          sequence("c", "call")
              + "<bpmn:callActivity id='call' calledElement='p'/>"
              + "<bpmn:boundaryEvent id='leave' attachedToRef='call'><bpmn:messageEventDefinition id='lm' messageRef='aMessage'/></bpmn:boundaryEvent>"
              + "<bpmn:endEvent id='left'/>"
              + flow("leave", "left"));

  private String startToCancel(Cancel cancel) {
    deploy(withoutFaultPath(EXTERNAL), CALLER);
    if (cancel != Cancel.CALLER_LEFT) {
      return startAtWork();
    }
    start("caller");
    complete("receive");
    complete("first");
    return column("select ID_ from STG_HI_RUN where PROC_DEF_KEY_ = 'p'");
  }

  private void cancel(String run, Cancel cancel) {
    switch (cancel) {
      case DELETED -> runtime().deleteProcessInstance(run, "enough");
      case DELETED_WITHOUT_LISTENERS -> runtime().deleteProcessInstance(run, "enough", true);
      case LAST_ACTIVITY_MODIFIED_AWAY ->
          runtime()
              .createProcessInstanceModification(run)
              .cancelAllForActivity("x")
              .cancelAllForActivity("other")
              .setAnnotation("enough")
              .execute();
      case CALLER_LEFT -> runtime().correlateMessage("aMessage");
    }
  }

  @ParameterizedTest
  @EnumSource
  void runCanceled(Cancel cancel) {
    // given
    String run = startToCancel(cancel);
    int before = historySize(run);

    // when
    cancel(run, cancel);

    // then
    assertCanceled(run);
    assertThat(historySince(run, before))
        .containsExactlyInAnyOrder("END_STEP x", "END_STEP other", "END_STAGE work", cancelRun(run))
        .endsWith("END_STAGE work", cancelRun(run));
  }

  private void assertCanceled(String run) {
    assertThat(isEnded(run)).isTrue();
    assertThat(run(run)).startsWith("CANCELED ended in work");
    assertThat(stageRuns(run)).containsExactly("intake COMPLETED ended", "work CANCELED ended");
    assertThat(stepRuns(run))
        .containsExactly(
            "first COMPLETED ended",
            "other CANCELED ended",
            "receive COMPLETED ended",
            "x CANCELED ended");
  }

  private String cancelRun(String run) {
    String reason = column("select REASON_ from STG_HI_RUN where ID_ = '" + run + "'");
    return reason == null ? "CANCEL_RUN" : "CANCEL_RUN (" + reason + ")";
  }

  @ParameterizedTest
  @EnumSource(names = {"DELETED", "DELETED_WITHOUT_LISTENERS"})
  void runCanceledWhileSuspended(Cancel cancel) {
    // given
    String run = startToCancel(cancel);
    runtime().suspendProcessInstanceById(run);

    // when
    cancel(run, cancel);

    // then
    assertCanceled(run);
    assertThat(run(run)).endsWith(" because enough");
    assertThat(history(run)).endsWith("END_STAGE work", "CANCEL_RUN (enough)");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void canceledWhileInError(boolean skipCustomListeners) {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    reportFailure("t", 0);
    int before = historySize(run);

    // when
    runtime().deleteProcessInstance(run, "enough", skipCustomListeners);

    // then
    assertStatuses(
        run,
        "CANCELED ended in work because enough",
        "ERROR ended STAGE_STEP_FAILED: it broke",
        "x ERROR ended STAGE_STEP_FAILED: it broke",
        "other CANCELED ended");
    assertThat(historySince(run, before)).containsExactly("END_STEP other", "CANCEL_RUN (enough)");
  }

  @Test
  void canceledWhileInErrorOfAStepThatHadNotStarted() {
    // given
    deploy(withoutFaultPath(ASYNC));
    String run = startAtWork();
    work.breaks("x");
    failForGood(job());
    int before = historySize(run);

    // when
    runtime().deleteProcessInstance(run, "enough");

    // then
    assertStatuses(
        run,
        "CANCELED ended in work because enough",
        "ERROR ended STAGE_STEP_FAILED: it broke",
        "x ERROR ended STAGE_STEP_FAILED: it broke",
        "other CANCELED ended");
    assertThat(historySince(run, before)).containsExactly("END_STEP other", "CANCEL_RUN (enough)");
  }

  @Test
  void stageFailsWithFaultPath() {
    // given
    deploy(withFaultPath(EXTERNAL));
    String run = startAtWork();
    int before = historySize(run);

    // when
    reportBpmnError("t");

    // then
    assertStatuses(
        run,
        "IN_PROGRESS in repair",
        "ERROR ended anError: no way caught by caught",
        "x ERROR ended anError: no way",
        "other DISCONTINUED ended");
    assertThat(historySince(run, before))
        .containsExactlyInAnyOrder(
            "FAIL_STEP x",
            "DISCONTINUE_STEP other",
            "FAIL_STAGE work",
            "TAKE_FAULT_PATH work (caught)",
            "START_STAGE repair",
            "START_STEP fix")
        .endsWith(
            "FAIL_STAGE work",
            "TAKE_FAULT_PATH work (caught)",
            "START_STAGE repair",
            "START_STEP fix");
  }

  @Test
  void stageFailsCaughtNowhere() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    int before = historySize(run);

    // when
    reportBpmnError("t");

    // then
    assertStatuses(
        run,
        "ERROR ended in work because no way",
        "ERROR ended anError: no way",
        "x ERROR ended anError: no way",
        "other DISCONTINUED ended");
    assertThat(historySince(run, before))
        .containsExactlyInAnyOrder(
            "FAIL_STEP x",
            "DISCONTINUE_STEP other",
            "FAIL_STAGE work",
            "FAIL_RUN (no way)",
            "DISCONTINUE_STAGE intake")
        .endsWith("FAIL_STAGE work", "FAIL_RUN (no way)", "DISCONTINUE_STAGE intake");
  }

  @Test
  void stageFailsWithoutFaultPathIncident() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    int before = historySize(run);

    // when
    reportFailure("t", 0);

    // then
    assertStatuses(
        run,
        "ERROR in work",
        "ERROR STAGE_STEP_FAILED: it broke",
        "x ERROR STAGE_STEP_FAILED: it broke",
        "other IN_PROGRESS");
    assertThat(historySince(run, before))
        .containsExactly(
            "FAIL_STEP x", "FAIL_STAGE work", "FAIL_RUN (it broke)", "DISCONTINUE_STAGE intake");
  }

  @Test
  void runFailsOutsideAStageIncident() {
    // given
    deploy(
        stageBeside(
            "<bpmn:serviceTask id='beside' camunda:type='external' camunda:topic='b'/>",
            PLAIN_END));
    String run = startAtWork();
    int before = historySize(run);

    // when
    reportFailure("b", 0);

    // then
    assertStatuses(run, "ERROR in work", "DISCONTINUED", "x IN_PROGRESS", "other IN_PROGRESS");
    assertThat(historySince(run, before))
        .containsExactly("FAIL_RUN (beside)", "DISCONTINUE_STAGE intake", "DISCONTINUE_STAGE work");

    // when
    String task =
        engine
            .getExternalTaskService()
            .createExternalTaskQuery()
            .topicName("b")
            .singleResult()
            .getId();
    engine.getExternalTaskService().setRetries(task, 1);

    // then
    assertStatuses(run, "IN_PROGRESS in work", "IN_PROGRESS", "x IN_PROGRESS", "other IN_PROGRESS");
    assertThat(historySince(run, before + 3)).containsExactly("RESUME_RUN", "START_STAGE work");
  }

  @Test
  void runFailsOutsideAStageAndIsCanceled() {
    // given
    deploy(
        stageBeside(
            "<bpmn:serviceTask id='beside' camunda:type='external' camunda:topic='b'/>",
            PLAIN_END));
    String run = startAtWork();
    reportFailure("b", 0);

    // when
    runtime().deleteProcessInstance(run, "enough");

    // then
    assertStatuses(
        run,
        "CANCELED ended in work because enough",
        "DISCONTINUED ended",
        "x CANCELED ended",
        "other CANCELED ended");
  }

  @Test
  void runFailsOutsideAStageAndEnds() {
    // given
    deploy(stageBeside(userTask("beside"), PLAIN_END));
    String run = startAtWork();
    int before = historySize(run);

    // when
    engine.getTaskService().handleBpmnError(task("beside").getId(), "anError", "no way");

    // then
    assertThat(isEnded(run)).isTrue();
    assertStatuses(
        run,
        "ERROR ended in work because no way",
        "DISCONTINUED ended",
        "x DISCONTINUED ended",
        "other DISCONTINUED ended");
    assertThat(historySince(run, before))
        .containsExactlyInAnyOrder(
            "DISCONTINUE_STEP x",
            "DISCONTINUE_STEP other",
            "DISCONTINUE_STAGE work",
            "FAIL_RUN (beside)",
            "DISCONTINUE_STAGE intake");
  }

  /** What can interrupt a stage. */
  enum Interruption {
    TIMER(
        "<bpmn:timerEventDefinition id='d'><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"),
    MESSAGE("<bpmn:messageEventDefinition id='d' messageRef='aMessage'/>"),
    SIGNAL("<bpmn:signalEventDefinition id='d' signalRef='aSignal'/>"),
    CONDITION(
        "<bpmn:conditionalEventDefinition id='d'><bpmn:condition>${go == true}</bpmn:condition></bpmn:conditionalEventDefinition>"),
    ESCALATION("<bpmn:escalationEventDefinition id='d'/>");

    private final String definition;

    Interruption(String definition) {
      this.definition = definition;
    }
  }

  private void interrupt(String run, Interruption interruption) {
    switch (interruption) {
      case TIMER -> execute(timer());
      case MESSAGE -> runtime().correlateMessage("aMessage");
      case SIGNAL -> runtime().signalEventReceived("aSignal");
      case CONDITION -> runtime().setVariable(run, "go", true);
      case ESCALATION ->
          engine.getTaskService().handleEscalation(task("other").getId(), "anEscalation");
    }
  }

  private Job timer() {
    return engine.getManagementService().createJobQuery().timers().singleResult();
  }

  private static String boundary(Interruption interruption, String attachedTo) {
    return "<bpmn:boundaryEvent id='b' attachedToRef='"
        + attachedTo
        + "'>"
        + interruption.definition
        + "</bpmn:boundaryEvent>"
        + userTask("after")
        + flow("b", "after");
  }

  private static String eventSubProcess(Interruption interruption) {
    return "<bpmn:subProcess id='esp' triggeredByEvent='true'><bpmn:startEvent id='b'>"
        + interruption.definition
        + "</bpmn:startEvent>"
        + userTask("after")
        + flow("b", "after")
        + "</bpmn:subProcess>";
  }

  private void assertStageLeft(String run, int before) {
    assertThat(openTasks()).containsExactly("after");
    assertStatuses(
        run, "IN_PROGRESS", "CANCELED ended", "x CANCELED ended", "other CANCELED ended");
    assertThat(historySince(run, before))
        .containsExactlyInAnyOrder("END_STEP x", "END_STEP other", "END_STAGE work")
        .endsWith("END_STAGE work");
    complete("after");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @ParameterizedTest
  @EnumSource
  void stageLeftByABoundaryEvent(Interruption interruption) {
    // given
    deploy(around(stage("work", content(EXTERNAL)), boundary(interruption, "work")));
    String run = startAtWork();
    int before = historySize(run);

    // when
    interrupt(run, interruption);

    // then
    assertStageLeft(run, before);
  }

  @ParameterizedTest
  @EnumSource
  void stageLeftByAnEventSubProcess(Interruption interruption) {
    // given
    deploy(around(stage("work", content(EXTERNAL)), eventSubProcess(interruption)));
    String run = startAtWork();
    int before = historySize(run);

    // when
    interrupt(run, interruption);

    // then
    assertStageLeft(run, before);
  }

  @ParameterizedTest
  @EnumSource
  void stageLeftByABoundaryEventInErrorToo(Interruption interruption) {
    // given
    deploy(around(stage("work", content(EXTERNAL)), boundary(interruption, "work")));
    String run = startAtWork();
    reportFailure("t", 0);
    assertThat(run(run)).isEqualTo("ERROR in work");
    int before = historySize(run);

    // when
    interrupt(run, interruption);

    // then
    assertThat(openTasks()).containsExactly("after");
    assertStatuses(
        run, "IN_PROGRESS", "CANCELED ended", "x CANCELED ended", "other CANCELED ended");
    assertThat(historySince(run, before))
        .containsExactlyInAnyOrder("END_STEP x", "END_STEP other", "END_STAGE work", "RESUME_RUN")
        .endsWith("END_STAGE work", "RESUME_RUN");
  }

  @Test
  void stageLeftByModification() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    int before = historySize(run);

    // when
    runtime()
        .createProcessInstanceModification(run)
        .cancelAllForActivity("work")
        .startBeforeActivity("closing")
        .execute();

    // then
    assertStatuses(
        run,
        "IN_PROGRESS in closing",
        "CANCELED ended",
        "x CANCELED ended",
        "other CANCELED ended");
    assertThat(historySince(run, before))
        .containsSubsequence("END_STAGE work", "START_STAGE closing", "START_STEP archive");
  }

  @Test
  void stageLeftByModificationInErrorToo() {
    // given
    deploy(withoutFaultPath(ASYNC));
    String run = startAtWork();
    work.breaks("x");
    failForGood(job());

    // when
    runtime()
        .createProcessInstanceModification(run)
        .startBeforeActivity("closing")
        .cancelAllForActivity("work")
        .execute();

    // then
    assertStatuses(
        run,
        "IN_PROGRESS in closing",
        "CANCELED ended",
        "x CANCELED ended",
        "other CANCELED ended");
    complete("archive");
    assertThat(run(run)).isEqualTo("COMPLETED ended");
  }

  @ParameterizedTest
  @EnumSource(names = "ESCALATION", mode = EnumSource.Mode.EXCLUDE)
  void stepLeftByABoundaryEvent(Interruption interruption) {
    // given
    deploy(around(stage("work", content(EXTERNAL) + boundary(interruption, "x")), ""));
    String run = startAtWork();
    int before = historySize(run);

    // when
    interrupt(run, interruption);

    // then
    assertStatuses(
        run,
        "IN_PROGRESS in work",
        "IN_PROGRESS",
        "x CANCELED ended",
        "other IN_PROGRESS",
        "after IN_PROGRESS");
    assertThat(historySince(run, before)).containsExactly("END_STEP x", "START_STEP after");
  }

  @ParameterizedTest
  @EnumSource
  void stepLeftByAnEventSubProcess(Interruption interruption) {
    // given
    deploy(around(stage("work", content(EXTERNAL) + eventSubProcess(interruption)), ""));
    String run = startAtWork();
    int before = historySize(run);

    // when
    interrupt(run, interruption);

    // then
    assertStatuses(
        run,
        "IN_PROGRESS in work",
        "IN_PROGRESS",
        "x CANCELED ended",
        "other CANCELED ended",
        "after IN_PROGRESS");
    assertThat(historySince(run, before))
        .containsExactlyInAnyOrder("END_STEP x", "END_STEP other", "START_STEP after");
    complete("after");
    assertThat(stageRuns(run)).contains("work COMPLETED ended", "closing IN_PROGRESS");
  }

  @Test
  void stepLeftByModification() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();

    // when
    runtime().createProcessInstanceModification(run).cancelAllForActivity("x").execute();

    // then
    assertStatuses(
        run, "IN_PROGRESS in work", "IN_PROGRESS", "x CANCELED ended", "other IN_PROGRESS");
  }

  @Test
  void stepLeftByATerminateEndEvent() {
    // given
    deploy(
        withoutFaultPath(userTask("x"))
            .replace(
                "<bpmn:endEvent id='xEnd'/>",
                "<bpmn:endEvent id='xEnd'><bpmn:terminateEventDefinition id='td'/></bpmn:endEvent>"));
    String run = startAtWork();

    // when
    complete("x");

    // then
    assertStatuses(
        run,
        "IN_PROGRESS in closing",
        "COMPLETED ended",
        "x COMPLETED ended",
        "other CANCELED ended");
  }

  private static final String OUTER_STEPS =
      "<bpmn:startEvent id='oStart'/><bpmn:callActivity id='call' calledElement='p'/><bpmn:endEvent id='oEnd'/>"
          + flow("oStart", "call")
          + flow("call", "oEnd");

  private static String callingStage(String work, String more) {
    return process(
        "caller",
        "<bpmn:startEvent id='cStart'/><bpmn:endEvent id='cEnd'/>"
            + flow("cStart", "outer")
            + flow("outer", "cEnd")
            + work
            + more);
  }

  private void assertCalledRunCanceled(String called) {
    assertThat(run(called)).startsWith("CANCELED ended in work");
    assertThat(stageRuns(called)).containsExactly("intake COMPLETED ended", "work CANCELED ended");
    assertThat(stepRuns(called)).contains("x CANCELED ended", "other CANCELED ended");
    assertThat(history(called)).contains("END_STAGE work", "END_STEP x", "END_STEP other");
  }

  private String startCaller() {
    String caller = start("caller");
    complete("receive");
    complete("first");
    return caller;
  }

  @Test
  void callersStageLeft() {
    // given
    deploy(
        withoutFaultPath(EXTERNAL),
        callingStage(stage("outer", OUTER_STEPS), boundary(Interruption.MESSAGE, "outer")));
    String caller = startCaller();
    String called = calledBy(caller);

    // when
    runtime().correlateMessage("aMessage");

    // then
    assertCalledRunCanceled(called);
    assertThat(stageRuns(caller)).containsExactly("outer CANCELED ended");
    assertThat(stepRuns(caller)).containsExactly("call CANCELED ended");
  }

  @Test
  void callersStepLeft() {
    // given
    deploy(
        withoutFaultPath(EXTERNAL),
        callingStage(stage("outer", OUTER_STEPS + boundary(Interruption.MESSAGE, "call")), ""));
    String caller = startCaller();
    String called = calledBy(caller);

    // when
    runtime().correlateMessage("aMessage");

    // then
    assertCalledRunCanceled(called);
    assertThat(stageRuns(caller)).containsExactly("outer IN_PROGRESS");
    assertThat(stepRuns(caller)).containsExactly("after IN_PROGRESS", "call CANCELED ended");
  }

  @Test
  void callersStageExited() {
    // given
    deploy(withoutFaultPath(EXTERNAL), callingStage(stage("outer", "${done}", OUTER_STEPS), ""));
    String caller = startCaller();
    String called = calledBy(caller);

    // when
    runtime().setVariable(caller, "done", true);

    // then
    assertCalledRunCanceled(called);
    assertThat(run(caller)).isEqualTo("COMPLETED ended");
    assertThat(stageRuns(caller)).containsExactly("outer COMPLETED ended");
    assertThat(stepRuns(caller)).containsExactly("call DISCONTINUED ended");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void callersRunCanceled(boolean skipCustomListeners) {
    // given
    deploy(withoutFaultPath(EXTERNAL), callingStage(stage("outer", OUTER_STEPS), ""));
    String caller = startCaller();
    String called = calledBy(caller);

    // when
    runtime().deleteProcessInstance(caller, "enough", skipCustomListeners);

    // then
    assertCalledRunCanceled(called);
    assertThat(run(caller)).isEqualTo("CANCELED ended in outer because enough");
    assertThat(stageRuns(caller)).containsExactly("outer CANCELED ended");
    assertThat(stepRuns(caller)).containsExactly("call CANCELED ended");
  }

  @Test
  void callersStageDiscontinuedBecauseItsRunEnded() {
    // given
    deploy(
        withoutFaultPath(EXTERNAL),
        process(
            "caller",
            "<bpmn:startEvent id='cStart'/><bpmn:parallelGateway id='cFork'/><bpmn:endEvent id='cEnd'/>"
                + flow("cStart", "cFork")
                + flow("cFork", "outer")
                + flow("cFork", "beside")
                + flow("outer", "cEnd")
                + flow("beside", "cEnd")
                + userTask("beside")
                + stage("outer", OUTER_STEPS)));
    String caller = startCaller();
    String called = calledBy(caller);

    // when
    engine.getTaskService().handleBpmnError(task("beside").getId(), "anError", "no way");

    // then
    assertCalledRunCanceled(called);
    assertThat(run(caller)).isEqualTo("ERROR ended in outer because no way");
    assertThat(stageRuns(caller)).containsExactly("outer DISCONTINUED ended");
    assertThat(stepRuns(caller)).containsExactly("call DISCONTINUED ended");
  }

  private static String multiInstance(String condition) {
    return "<bpmn:serviceTask id='x' camunda:type='external' camunda:topic='t'><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality>"
        + condition
        + "</bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>";
  }

  @Test
  void multiInstanceStepCompletesWithItsLastInstance() {
    // given
    deploy(withoutFaultPath(multiInstance("")));
    String run = startAtWork();

    // when
    for (int i = 0; i < 3; i++) {
      assertThat(stepRuns(run)).contains("x IN_PROGRESS");
      engine.getExternalTaskService().complete(lock("t").getId(), "w");
    }

    // then
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
    assertThat(history(run)).containsOnlyOnce("START_STEP x", "END_STEP x");
  }

  @Test
  void multiInstanceStepCompletesByItsCompletionCondition() {
    // given
    deploy(
        withoutFaultPath(
            multiInstance(
                "<bpmn:completionCondition>${nrOfCompletedInstances == 1}</bpmn:completionCondition>")));
    String run = startAtWork();

    // when
    engine.getExternalTaskService().complete(lock("t").getId(), "w");

    // then
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
    assertThat(history(run)).containsOnlyOnce("START_STEP x", "END_STEP x");
  }

  @Test
  void multiInstanceStepIsInErrorUntilNoInstanceFails() {
    // given
    deploy(withoutFaultPath(multiInstance("")));
    String run = startAtWork();

    // when
    reportFailure("t", 0);
    reportFailure("t", 0);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x ERROR STAGE_STEP_FAILED: it broke").hasSize(4);
    assertThat(history(run)).containsOnlyOnce("FAIL_STEP x", "FAIL_STAGE work");

    // when
    List<String> failed =
        engine.getExternalTaskService().createExternalTaskQuery().noRetriesLeft().list().stream()
            .map(task -> task.getId())
            .toList();
    engine.getExternalTaskService().setRetries(failed.get(0), 1);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stepRuns(run)).contains("x ERROR STAGE_STEP_FAILED: it broke");

    // when
    engine.getExternalTaskService().setRetries(failed.get(1), 1);

    // then
    assertThat(run(run)).isEqualTo("IN_PROGRESS in work");
    assertThat(stepRuns(run)).contains("x IN_PROGRESS").hasSize(4);
    for (int i = 0; i < 3; i++) {
      engine.getExternalTaskService().complete(lock("t").getId(), "w");
    }
    assertThat(stepRuns(run)).contains("x COMPLETED ended").hasSize(4);
  }

  @Test
  void suspendingARunInErrorLeavesItsStatusesAlone() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    reportFailure("t", 0);
    List<String> before = everything();

    // when
    runtime().suspendProcessInstanceById(run);

    // then
    assertThat(run(run)).isEqualTo("ERROR in work");
    assertThat(stageRuns(run)).contains("work ERROR STAGE_STEP_FAILED: it broke");
    assertThat(history(run)).doesNotContain("SUSPEND_RUN");

    // when
    runtime().activateProcessInstanceById(run);

    // then
    assertThat(everything()).hasSameSizeAs(before);
    assertThat(run(run)).isEqualTo("ERROR in work");
  }

  @Test
  void anIncidentThatGoesAwayInASuspendedRunTurnsErrorIntoSuspended() {
    // given
    deploy(withoutFaultPath(EXTERNAL));
    String run = startAtWork();
    reportFailure("t", 0);
    runtime().suspendProcessInstanceById(run);

    // when
    engine.getExternalTaskService().setRetries(externalTask().getId(), 1);

    // then
    assertStatuses(run, "SUSPENDED in work", "SUSPENDED", "x IN_PROGRESS", "other IN_PROGRESS");

    // when
    runtime().activateProcessInstanceById(run);

    // then
    assertStatuses(run, "IN_PROGRESS in work", "IN_PROGRESS", "x IN_PROGRESS", "other IN_PROGRESS");
  }

  @Test
  void aStatusWithWhichAStageHasEndedNeverChangesAgain() {
    // given
    deploy(withFaultPath(EXTERNAL));
    String run = startAtWork();
    reportBpmnError("t");
    String query = "select STATUS_, END_TIME_ from STG_HI_STAGE_RUN where STAGE_ID_ = 'work'";
    List<String> before = rows(query);

    // when
    runtime().suspendProcessInstanceById(run);
    runtime().activateProcessInstanceById(run);
    runtime().deleteProcessInstance(run, "enough");

    // then
    assertThat(rows(query)).isEqualTo(before);
    assertThat(run(run)).isEqualTo("CANCELED ended in repair because enough");
    assertThat(stageRuns(run)).endsWith("repair CANCELED ended");
  }

  @Test
  void aStartThatFailsLeavesNothing() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "intake")
                + stage("intake", sequence("i", "x") + FailingProcess.DELEGATE)));
    work.breaks("x");

    // when
    try {
      runtime().createProcessInstanceByKey("p").setVariables(Map.of("a", 1)).execute();
    } catch (RuntimeException expected) {
      // then
      assertThat(everything()).isEmpty();
      return;
    }
    throw new AssertionError("The start did not fail");
  }

  @Test
  void theRunStartsWithItsProcessInstance() {
    // given
    deploy(withFaultPath(EXTERNAL));

    // when
    ProcessInstance instance = runtime().startProcessInstanceByKey("p", "a business key");

    // then
    assertThat(run(instance.getId())).isEqualTo("IN_PROGRESS in intake");
    assertThat(column("select BUSINESS_KEY_ from STG_HI_RUN")).isEqualTo("a business key");
  }
}
