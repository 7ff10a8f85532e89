package io.github.bpmnstages.concurrency;

import static io.github.bpmnstages.testing.StageModel.boundary;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.repair;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.testing.Race;
import io.github.bpmnstages.testing.RecordCheck;
import io.github.bpmnstages.testing.StagesTest;
import io.github.bpmnstages.testing.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two transactions that meet, in every order: what must come of it does not depend on who was
 * first. Contract, section 3, "Concurrent writers never strand a stage".
 */
abstract class InterleavingContract extends StagesTest {

  /** How one of two callers meets the other. */
  enum Meeting {
    /** The other one commits between the work of the first and its last look. */
    BEFORE_LAST_LOOK {
      @Override
      List<Throwable> of(ProcessEngine engine, Runnable one, Runnable other) {
        return Race.beforeLastLook(engine, one, other);
      }
    },
    BEFORE_LAST_LOOK_REVERSED {
      @Override
      List<Throwable> of(ProcessEngine engine, Runnable one, Runnable other) {
        return reversed(Race.beforeLastLook(engine, other, one));
      }
    },
    /** The other one comes between the first one's flush and its commit. */
    BEFORE_COMMIT {
      @Override
      List<Throwable> of(ProcessEngine engine, Runnable one, Runnable other) {
        return Race.beforeCommit(engine, one, other);
      }
    },
    BEFORE_COMMIT_REVERSED {
      @Override
      List<Throwable> of(ProcessEngine engine, Runnable one, Runnable other) {
        return reversed(Race.beforeCommit(engine, other, one));
      }
    },
    /** Both have done their work before either looks. */
    AT_ONCE {
      @Override
      List<Throwable> of(ProcessEngine engine, Runnable one, Runnable other) {
        return Race.forced().with(engine, one).with(engine, other).run();
      }
    };

    /** Answers what each of them got: null or an exception. */
    abstract List<Throwable> of(ProcessEngine engine, Runnable one, Runnable other);

    private static List<Throwable> reversed(List<Throwable> failures) {
      return Arrays.asList(failures.get(1), failures.get(0));
    }
  }

  private static final String PARALLEL =
      "<bpmn:startEvent id='sStart'/><bpmn:parallelGateway id='fork'/>"
          + "<bpmn:endEvent id='aEnd'/><bpmn:endEvent id='bEnd'/>"
          + userTask("a")
          + userTask("a2")
          + "<bpmn:serviceTask id='b' camunda:type='external' camunda:topic='b'/>"
          + flow("sStart", "fork")
          + flow("fork", "a")
          + flow("a", "a2")
          + flow("a2", "aEnd")
          + flow("fork", "b")
          + flow("b", "bEnd");

  private static final String ONE_STEP = sequence("s", "a") + userTask("a");

  private final TestDatabase on;

  InterleavingContract(TestDatabase on) {
    this.on = on;
  }

  @Override
  protected TestDatabase testDatabase() {
    return on;
  }

  @BeforeEach
  void stopTheClock() {
    ClockUtil.setCurrentTime(new Date(1_000 * (System.currentTimeMillis() / 1_000)));
  }

  @AfterEach
  void recordsShouldAgree() {
    ClockUtil.reset();
    assertThat(new RecordCheck(database).contradictions()).isEmpty();
  }

  private String twoStagesWithFaultPath(String condition) {
    return twoStages(stage("one", condition, PARALLEL), repair("one"));
  }

  private void write(String run, String name) {
    engine.getRuntimeService().setVariable(run, name, true);
  }

  private void suspend(String run) {
    engine.getRuntimeService().suspendProcessInstanceById(run);
  }

  private void resume(String run) {
    engine.getRuntimeService().activateProcessInstanceById(run);
  }

  private void complete(Task task) {
    engine.getTaskService().complete(task.getId());
  }

  private Runnable failing() {
    String task = lock();
    return () -> engine.getExternalTaskService().handleFailure(task, "w", "it broke", 0, 0);
  }

  private String lock() {
    return engine
        .getExternalTaskService()
        .fetchAndLock(1, "w")
        .topic("b", 600_000)
        .execute()
        .get(0)
        .getId();
  }

  private static void assertNobodyFailed(List<Throwable> failures) {
    assertThat(failures).allSatisfy(failure -> assertThat(failure).isNull());
  }

  /** Who works on what the other has taken away gets the engine's answer. */
  private static void assertInherent(List<Throwable> failures) {
    assertThat(failures)
        .allSatisfy(
            failure ->
                assertThat(failure == null || isInherent(failure)).as("%s", failure).isTrue());
    assertThat(failures).anySatisfy(failure -> assertThat(failure).isNull());
  }

  private static boolean isInherent(Throwable failure) {
    return failure instanceof OptimisticLockingException
        || failure instanceof SuspendedEntityInteractionException
        || failure instanceof NotFoundException
        || failure instanceof NullValueException;
  }

  private void executeLooks() {
    for (Job job : engine.getManagementService().createJobQuery().messages().active().list()) {
      engine.getManagementService().executeJob(job.getId());
    }
  }

  // what the exit takes back is out of date

  @Test
  void shouldLeaveStageThoughAnotherOneHasChangedTheExecutionOfItsStep() {
    // given
    deploy(twoStages(stage("one", "${done}", ONE_STEP)));
    String run = start("p", Map.of("done", false));
    Task task = task("a");
    Runnable writeFirstLocalVariable =
        () -> engine.getRuntimeService().setVariableLocal(task.getExecutionId(), "note", "n");

    // when
    Race.inOneTransaction(
        engine,
        () -> {
          engine.getTaskService().setAssignee(task.getId(), "mary");
          CompletableFuture.runAsync(writeFirstLocalVariable).join();
        },
        () -> write(run, "done"));

    // then
    executeLooks();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=DISCONTINUED", "c=IN_PROGRESS");
  }

  @Test
  void shouldLeaveStageThoughAnotherOneHasChangedAJobOfItThatWasReadBefore() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                sequence("s", "a")
                    + "<bpmn:serviceTask id='a' camunda:asyncBefore='true'"
                    + " camunda:expression='${true}'/>")));
    String run = start("p", Map.of("done", false));
    var management = engine.getManagementService();
    String job = management.createJobQuery().singleResult().getId();

    // when
    Race.inOneTransaction(
        engine,
        () -> {
          management.createJobQuery().list();
          CompletableFuture.runAsync(() -> management.setJobRetries(job, 7)).join();
        },
        () -> write(run, "done"));

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(management.createJobQuery().count()).isZero();
  }

  @Test
  void shouldLeaveStageThoughAnotherOneHasChangedItsTimerThatWasReadBefore() {
    // given
    deploy(
        twoStages(
            stage("one", "${done}", ONE_STEP),
            boundary(
                "late",
                "one",
                true,
                "<bpmn:timerEventDefinition id='in'><bpmn:timeDuration>P1D</bpmn:timeDuration>"
                    + "</bpmn:timerEventDefinition>"),
            "<bpmn:endEvent id='lateEnd'/>",
            flow("late", "lateEnd")));
    String run = start("p", Map.of("done", false));
    Task task = task("a");
    var management = engine.getManagementService();
    String timer = management.createJobQuery().timers().singleResult().getId();

    // when
    Race.inOneTransaction(
        engine,
        () -> {
          management.createJobQuery().list();
          CompletableFuture.runAsync(() -> management.setJobRetries(timer, 7)).join();
        },
        () -> engine.getTaskService().complete(task.getId(), Map.of("done", true)));

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run)).containsExactly("a=COMPLETED", "c=IN_PROGRESS");
    assertThat(management.createJobQuery().count()).isZero();
  }

  @Test
  void shouldEndAStepOnceThatAnotherOneHasStartedBeforeTheExitTakesItBack() {
    // given a stage in error, which is looked at again when the job has started its step
    deploy(
        twoStages(
            stage(
                "one",
                "${done}",
                "<bpmn:startEvent id='s'/><bpmn:parallelGateway id='fork'/>"
                    + "<bpmn:parallelGateway id='join'/><bpmn:endEvent id='e1'/><bpmn:endEvent id='e2'/>"
                    + flow("s", "fork")
                    + flow("fork", "a")
                    + flow("fork", "b")
                    + flow("fork", "x")
                    + flow("a", "join")
                    + flow("b", "join")
                    + flow("join", "e1")
                    + flow("x", "e2")
                    + userTask("a")
                    + userTask("b")
                    + "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:type='external' camunda:topic='t'>"
                    + "<bpmn:extensionElements><camunda:executionListener event='end'"
                    + " expression=\"${execution.setVariable('ends', ends + 1)}\"/></bpmn:extensionElements>"
                    + "</bpmn:serviceTask>")));
    String run = start("p", Map.of("done", false, "ends", 0));
    Job job = engine.getManagementService().createJobQuery().singleResult();
    engine.getManagementService().setJobRetries(job.getId(), 0);
    Task task = task("a");

    // when
    List<Throwable> failures =
        Race.beforeLastLook(
            engine,
            () -> engine.getTaskService().complete(task.getId(), Map.of("done", true)),
            () -> engine.getManagementService().executeJob(job.getId()));

    // then
    assertNobodyFailed(failures);
    executeLooks();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run))
        .containsExactlyInAnyOrder(
            "a=COMPLETED", "b=DISCONTINUED", "x=DISCONTINUED", "c=IN_PROGRESS");
    assertThat(engine.getRuntimeService().getVariable(run, "ends")).isEqualTo(1L);
  }

  @Test
  void shouldTellWhoTakesBackACallThatFailsMeanwhileToTryAgain() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "<bpmn:startEvent id='s'/><bpmn:parallelGateway id='fork'/><bpmn:endEvent id='e'/>"
                    + "<bpmn:endEvent id='stop'><bpmn:terminateEventDefinition id='td'/></bpmn:endEvent>"
                    + flow("s", "fork")
                    + flow("fork", "x")
                    + flow("fork", "t")
                    + flow("x", "e")
                    + flow("t", "stop")
                    + "<bpmn:callActivity id='x' calledElement='called'/>"
                    + userTask("t"))),
        process(
            "called",
            sequence("q", "b")
                + "<bpmn:serviceTask id='b' camunda:type='external' camunda:topic='b'/>"));
    String run = start("p");
    Task task = task("t");
    Runnable fail = failing();
    var executions = engine.getRuntimeService();

    // when
    assertThatThrownBy(
            () ->
                Race.inOneTransaction(
                    engine,
                    () -> {
                      executions.setVariableLocal(task.getExecutionId(), "read", true);
                      CompletableFuture.runAsync(fail).join();
                    },
                    () -> complete(task)))
        // then
        .isInstanceOf(OptimisticLockingException.class);
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");

    // when
    complete("t");

    // then
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
  }

  // a resume and a write

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldLookWhenRunIsResumedWhileItsVariableIsWritten(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", ONE_STEP)));
    String run = start("p", Map.of("done", false));
    suspend(run);

    // when
    List<Throwable> failures = meeting.of(engine, () -> write(run, "done"), () -> resume(run));

    // then
    assertNobodyFailed(failures);
    executeLooks();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(engine.getManagementService().createJobQuery().count()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldLookAtWaitingStageWhenRunIsResumedWhileItsVariableIsWritten(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", ONE_STEP)));
    String run = start("p", Map.of("done", false));
    complete("a");
    suspend(run);

    // when
    List<Throwable> failures =
        meeting.of(
            engine,
            () -> write(run, "done"),
            () -> engine.getRuntimeService().activateProcessInstanceByProcessDefinitionKey("p"));

    // then
    assertNobodyFailed(failures);
    executeLooks();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldNotFailTheOperatorWhenTheFirstVariableIsWrittenMeanwhile(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", ONE_STEP)));
    String run = start("p");
    suspend(run);

    // when
    List<Throwable> failures = meeting.of(engine, () -> write(run, "done"), () -> resume(run));

    // then the first variable of an execution changes its row, and so does the resume
    assertThat(failures.get(1)).isNull();
    if (failures.get(0) != null) {
      assertThat(failures.get(0)).isInstanceOf(OptimisticLockingException.class);
      write(run, "done");
    }
    executeLooks();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldNotFailAnybodyWhenTwoWriteWhileRunIsSuspended(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done and ready}", ONE_STEP)));
    String run = start("p", Map.of("done", false, "ready", false));
    suspend(run);

    // when
    List<Throwable> failures =
        meeting.of(engine, () -> write(run, "done"), () -> write(run, "ready"));

    // then
    assertNobodyFailed(failures);
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    resume(run);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldNotFailWhoCompletesATaskWhileTheResumedRunIsLookedAt(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", PARALLEL)));
    String run = start("p", Map.of("done", false));
    suspend(run);
    engine.getRuntimeService().activateProcessInstanceByProcessDefinitionKey("p");
    Job look = engine.getManagementService().createJobQuery().singleResult();
    var task = task("a");

    // when
    List<Throwable> failures =
        meeting.of(
            engine,
            () -> complete(task),
            () -> engine.getManagementService().executeJob(look.getId()));

    // then
    assertNobodyFailed(failures);
    assertThat(openTasks()).containsExactly("a2");
  }

  @Test
  void shouldLeaveNoLookBehindWhenRunIsDeletedBeforeIt() {
    // given
    deploy(twoStages(stage("one", "${done}", ONE_STEP)));
    String run = start("p", Map.of("done", false));
    suspend(run);
    engine.getRuntimeService().activateProcessInstanceByProcessDefinitionKey("p");
    suspend(run);
    assertThat(engine.getManagementService().createJobQuery().count()).isEqualTo(1);

    // when
    engine.getRuntimeService().deleteProcessInstance(run, "enough");

    // then
    assertThat(engine.getManagementService().createJobQuery().count()).isZero();
  }

  // two steps at once

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldEndStageOnceWhenItsLastTwoStepsFinishAtOnce(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", PARALLEL)));
    String run = start("p");
    complete("a");
    var task = task("a2");
    String external = lock();

    // when
    List<Throwable> failures =
        meeting.of(
            engine,
            () -> complete(task),
            () -> engine.getExternalTaskService().complete(external, "w"));

    // then
    assertInherent(failures);
    if (failures.get(0) != null) {
      complete("a2");
    }
    if (failures.get(1) != null) {
      engine.getExternalTaskService().complete(external, "w");
    }
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(steps(run))
        .containsExactlyInAnyOrder("a=COMPLETED", "b=COMPLETED", "a2=COMPLETED", "c=IN_PROGRESS");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldWaitOrLeaveOnceWhenTheLastTwoStepsOfAConditionFinishAtOnce(Meeting meeting) {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${steps.a2.status == 'COMPLETED' and steps.b.status == 'COMPLETED'}",
                PARALLEL)));
    String run = start("p");
    complete("a");
    var task = task("a2");
    String external = lock();

    // when
    List<Throwable> failures =
        meeting.of(
            engine,
            () -> complete(task),
            () -> engine.getExternalTaskService().complete(external, "w"));

    // then
    assertInherent(failures);
    if (failures.get(0) != null) {
      complete("a2");
    }
    if (failures.get(1) != null) {
      engine.getExternalTaskService().complete(external, "w");
    }
    executeLooks();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  // a step and the first or last variable, which changes the row of the execution that holds it

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldNotFailWhoCompletesAStepWhileTheFirstVariableIsWritten(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done and steps.a.status == 'COMPLETED'}", PARALLEL)));
    String run = start("p");
    var task = task("a");

    // when
    List<Throwable> failures = meeting.of(engine, () -> write(run, "done"), () -> complete(task));

    // then
    assertNobodyFailed(failures);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldNotFailWhoCompletesAStepWhileTheFirstOfTwoVariablesIsWritten(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done and ready}", PARALLEL)));
    String run = start("p");
    var task = task("a");

    // when
    List<Throwable> failures = meeting.of(engine, () -> write(run, "done"), () -> complete(task));

    // then
    assertNobodyFailed(failures);
    assertThat(openTasks()).containsExactly("a2");
    write(run, "ready");
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldNotFailWhoCompletesAStepWhileTheLastVariableIsDeleted(Meeting meeting) {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                "${steps.a.status == 'COMPLETED' and not execution.hasVariable('block')}",
                PARALLEL)));
    String run = start("p", Map.of("block", true));
    var task = task("a");

    // when
    List<Throwable> failures =
        meeting.of(
            engine,
            () -> engine.getRuntimeService().removeVariable(run, "block"),
            () -> complete(task));

    // then
    assertNobodyFailed(failures);
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  // a step and the end or the halt of its run

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldAgreeWhenStepFinishesWhileRunIsSuspended(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", PARALLEL)));
    String run = start("p", Map.of("done", false));
    var task = task("a");

    // when
    List<Throwable> failures = meeting.of(engine, () -> complete(task), () -> suspend(run));

    // then
    assertInherent(failures);
    assertThat(failures.get(1)).isNull();
    assertThat(runStatus(run)).isEqualTo("SUSPENDED");
    assertThat(stages(run)).containsExactly("one=SUSPENDED");
    assertThat(steps(run))
        .contains(failures.get(0) == null ? "a=COMPLETED" : "a=IN_PROGRESS", "b=IN_PROGRESS");
    resume(run);
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldSuspendTheNextStageWhenTheLastStepFinishesWhileRunIsSuspended(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", ONE_STEP)));
    String run = start("p");
    var task = task("a");

    // when
    List<Throwable> failures = meeting.of(engine, () -> complete(task), () -> suspend(run));

    // then
    assertInherent(failures);
    if (failures.get(1) == null) {
      assertThat(runStatus(run)).isEqualTo("SUSPENDED");
      assertThat(stages(run))
          .isIn(List.of("one=SUSPENDED"), List.of("one=COMPLETED", "two=SUSPENDED"));
    }
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldAgreeWhenConditionBecomesTrueWhileRunIsSuspended(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", PARALLEL)));
    String run = start("p", Map.of("done", false));

    // when
    List<Throwable> failures = meeting.of(engine, () -> write(run, "done"), () -> suspend(run));

    // then
    assertNobodyFailed(failures);
    assertThat(runStatus(run)).isEqualTo("SUSPENDED");
    assertThat(stages(run))
        .isIn(List.of("one=SUSPENDED"), List.of("one=COMPLETED", "two=SUSPENDED"));
    resume(run);
    executeLooks();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldAgreeWhenStepFinishesWhileRunIsCanceled(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", PARALLEL)));
    String run = start("p", Map.of("done", false));
    var task = task("a");

    // when
    List<Throwable> failures =
        meeting.of(
            engine,
            () -> complete(task),
            () -> engine.getRuntimeService().deleteProcessInstance(run, "enough"));

    // then
    assertInherent(failures);
    assertThat(steps(run)).contains(failures.get(0) != null ? "a=CANCELED" : "a=COMPLETED");
    if (failures.get(1) != null) {
      engine.getRuntimeService().deleteProcessInstance(run, "enough");
    }
    assertThat(runStatus(run)).isEqualTo("CANCELED");
    assertThat(stages(run)).containsExactly("one=CANCELED");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldAgreeWhenStepFinishesWhileAnotherFails(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", PARALLEL)));
    String run = start("p", Map.of("done", false));
    var task = task("a");

    // when
    List<Throwable> failures = meeting.of(engine, () -> complete(task), failing());

    // then
    assertNobodyFailed(failures);
    assertThat(runStatus(run)).isEqualTo("ERROR");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).containsExactlyInAnyOrder("a=COMPLETED", "b=ERROR", "a2=IN_PROGRESS");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldAgreeWhenStepFinishesWhileTheFaultPathIsTaken(Meeting meeting) {
    // given
    deploy(twoStagesWithFaultPath("${done}"));
    String run = start("p", Map.of("done", false));
    var task = task("a");
    Runnable failing = failing();

    // when
    List<Throwable> failures = meeting.of(engine, () -> complete(task), failing);

    // then
    assertInherent(failures);
    if (failures.get(1) != null) {
      failing.run();
    }
    executeLooks();
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(steps(run)).contains("b=ERROR");
    assertThat(openTasks()).containsExactly("repair");
  }

  /** The engine takes the failure of work that it has seen before the suspension. */
  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldTakeTheFaultPathOrKeepTheFailureWhenTheRunIsSuspendedMeanwhile(Meeting meeting) {
    // given
    deploy(twoStagesWithFaultPath("${done}"));
    String run = start("p", Map.of("done", false));
    String external = lock();
    Runnable failing =
        () -> engine.getExternalTaskService().handleFailure(external, "w", "it broke", 0, 0);

    // when
    List<Throwable> failures = meeting.of(engine, () -> suspend(run), failing);

    // then
    assertInherent(failures);
    if (failures.get(0) != null) {
      suspend(run);
    }
    boolean isKept = engine.getRuntimeService().createIncidentQuery().count() == 1;
    assertThat(runStatus(run)).isEqualTo(isKept ? "ERROR" : "SUSPENDED");
    resume(run);
    if (isKept) {
      assertThat(stages(run)).containsExactly("one=ERROR");
      engine.getExternalTaskService().setRetries(external, 1);
      assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    }
    if (isKept || failures.get(1) != null) {
      failing.run();
    }
    executeLooks();
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(openTasks()).containsExactly("repair");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldLookWhenTheIncidentIsResolvedWhileTheVariableIsWritten(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", PARALLEL)));
    String run = start("p", Map.of("done", false));
    failing().run();
    String external =
        engine.getExternalTaskService().createExternalTaskQuery().singleResult().getId();
    assertThat(stages(run)).containsExactly("one=ERROR");

    // when
    List<Throwable> failures =
        meeting.of(
            engine,
            () -> write(run, "done"),
            () -> engine.getExternalTaskService().setRetries(external, 1));

    // then
    assertNobodyFailed(failures);
    executeLooks();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  // exit and fault at once

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldEitherExitOrTakeTheFaultPath(Meeting meeting) {
    // given
    deploy(twoStagesWithFaultPath("${done}"));
    String run = start("p", Map.of("done", false));

    // when
    List<Throwable> failures = meeting.of(engine, () -> write(run, "done"), failing());

    // then who only writes never fails
    assertInherent(failures);
    assertThat(failures.get(0)).isNull();
    executeLooks();
    assertThat(stages(run)).isIn(List.of("one=ERROR"), List.of("one=COMPLETED", "two=IN_PROGRESS"));
    assertThat(openTasks()).containsExactly(stages(run).size() == 1 ? "repair" : "c");
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldEitherExitOrBeInErrorWithAnIncident(Meeting meeting) {
    // given
    deploy(twoStages(stage("one", "${done}", PARALLEL)));
    String run = start("p", Map.of("done", false));

    // when
    List<Throwable> failures = meeting.of(engine, () -> write(run, "done"), failing());

    // then
    assertInherent(failures);
    assertThat(failures.get(0)).isNull();
    executeLooks();
    assertThat(stages(run)).isIn(List.of("one=ERROR"), List.of("one=COMPLETED", "two=IN_PROGRESS"));
  }

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldEitherExitOrBeLeftByAnotherEvent(Meeting meeting) {
    // given
    deploy(
        twoStages(
            stage("one", "${done}", PARALLEL),
            boundary("left", "one", true, "<bpmn:messageEventDefinition messageRef='aMessage'/>"),
            userTask("elsewhere"),
            flow("left", "elsewhere")));
    String run = start("p", Map.of("done", false));

    // when
    List<Throwable> failures =
        meeting.of(
            engine,
            () -> write(run, "done"),
            () -> engine.getRuntimeService().correlateMessage("aMessage"));

    // then
    assertThat(failures.get(0)).isNull();
    assertThat(failures.get(1) == null || failures.get(1) instanceof ProcessEngineException)
        .isTrue();
    executeLooks();
    assertThat(stages(run))
        .isIn(List.of("one=CANCELED"), List.of("one=COMPLETED", "two=IN_PROGRESS"));
    assertThat(openTasks()).containsExactly(stages(run).size() == 1 ? "elsewhere" : "c");
  }

  /** The rows of the run are read before the other one commits, its tokens afterwards. */
  private void readRowsBefore(String run, Runnable other, Runnable call) {
    Race.inOneTransaction(
        engine,
        () -> {
          RecordSession.current().stages().findOpen(run);
          RecordSession.current().outputs().run(run);
          assertThat(CompletableFuture.runAsync(other)).succeedsWithin(Duration.ofMinutes(1));
        },
        call);
  }

  @Test
  void shouldNotSayThatStageWaitsThatIsLeftJustAfterItsLastStep() {
    // given
    deploy(twoStages(stage("one", "${done}", ONE_STEP)));
    String run = start("p", Map.of("done", false));

    // when
    readRowsBefore(
        run,
        () -> complete("a"),
        () ->
            engine
                .getRuntimeService()
                .createProcessInstanceModification(run)
                .startBeforeActivity("two")
                .cancelAllForActivity("one")
                .execute());

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED", "two=IN_PROGRESS");
    assertThat(waiting("one")).isEqualTo("false");
    assertThat(currentStage(run)).isEqualTo("two");
  }

  @Test
  void shouldNotSayThatStageWaitsInWhichStepIsStartedAgainJustAfterItsLastOne() {
    // given
    deploy(twoStages(stage("one", "${done}", ONE_STEP)));
    String run = start("p", Map.of("done", false));

    // when
    readRowsBefore(
        run,
        () -> complete("a"),
        () ->
            engine
                .getRuntimeService()
                .createProcessInstanceModification(run)
                .startBeforeActivity("a")
                .execute());

    // then
    assertThat(openTasks()).containsExactly("a");
    assertThat(waiting("one")).isEqualTo("false");
  }

  @Test
  void shouldHaveNoCurrentStageWhenOneIsLeftThatOthersHaveJustStarted() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "before", "one")
                + userTask("before")
                + stage("one", ONE_STEP)
                + userTask("beside")));
    String run = start("p");
    engine
        .getRuntimeService()
        .createProcessInstanceModification(run)
        .startBeforeActivity("beside")
        .execute();

    // when
    readRowsBefore(
        run,
        () -> complete("before"),
        () ->
            engine
                .getRuntimeService()
                .createProcessInstanceModification(run)
                .cancelAllForActivity("one")
                .execute());

    // then
    assertThat(stages(run)).containsExactly("one=CANCELED");
    assertThat(currentStage(run)).isNull();
  }

  private String waiting(String stageId) {
    return column(
        "select case when WAITING_ = true then 'true' else 'false' end from STG_HI_STAGE_RUN"
            + " where STAGE_ID_ = '"
            + stageId
            + "'");
  }

  private String currentStage(String run) {
    return column("select CURRENT_STAGE_ID_ from STG_HI_RUN where ID_ = '" + run + "'");
  }

  // two tokens that each lead into a stage

  @ParameterizedTest
  @EnumSource(Meeting.class)
  void shouldRefuseOneOfTwoWhoEachLeadATokenIntoAStage(Meeting meeting) {
    // given
    deploy(
        process(
            "p",
            sequence("p", "before", "one", "two")
                + userTask("before")
                + stage("one", sequence("s", "a") + userTask("a"))
                + stage("two", sequence("t", "b") + userTask("b"))));
    String run = start("p");
    engine
        .getRuntimeService()
        .createProcessInstanceModification(run)
        .startBeforeActivity("before")
        .execute();
    List<Task> tasks = engine.getTaskService().createTaskQuery().list();

    // when
    List<Throwable> failures =
        meeting.of(engine, () -> complete(tasks.get(0)), () -> complete(tasks.get(1)));

    // then
    assertThat(failures).filteredOn(failure -> failure == null).hasSize(1);
    assertInherent(failures);
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    assertThat(openTasks()).containsExactlyInAnyOrder("a", "before");
    assertThatThrownBy(() -> complete("before"))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("STG-101");
  }
}
