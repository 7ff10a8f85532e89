package io.github.bpmnstages.event;

import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import io.github.bpmnstages.testing.StagesTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every status change is told, once, in order, in the transaction that makes it. */
class StatusListenerTest extends StagesTest {

  /** Fails as long as it is told to. */
  public static final class Work {
    private boolean broken;

    public void run() {
      if (broken) {
        throw new IllegalStateException("it broke");
      }
    }
  }

  private static final String ASYNC =
      "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:expression='${work.run()}'/>";

  private final Work work = new Work();
  private final List<StatusChanged> changes = new ArrayList<>();
  private Consumer<StatusChanged> reaction = change -> {};
  private String listenerFailure = "rollback";

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    configuration.setBeans(new HashMap<>(Map.of("work", work)));
    StagesPlugin plugin = (StagesPlugin) configuration.getProcessEnginePlugins().get(0);
    plugin.addStatusListener(changes::add);
    plugin.addStatusListener(change -> reaction.accept(change));
    plugin.setListenerFailure(listenerFailure);
  }

  @BeforeEach
  void forget() {
    work.broken = false;
    changes.clear();
  }

  @AfterEach
  void reset() {
    reaction = change -> {};
    if (!listenerFailure.equals("rollback")) {
      listenerFailure = "rollback";
      restartEngine();
    }
  }

  private void logFailures() {
    listenerFailure = "log";
    restartEngine();
  }

  private static String oneStage() {
    return process(
        "p", sequence("p", "one") + stage("one", sequence("s", "x", "y") + tasks("x", "y")));
  }

  private static String asyncStep() {
    return process("p", sequence("p", "one") + stage("one", sequence("s", "x") + ASYNC));
  }

  private static String tasks(String... ids) {
    StringBuilder xml = new StringBuilder();
    for (String id : ids) {
      xml.append(userTask(id));
    }
    return xml.toString();
  }

  private List<String> told() {
    List<String> told = changes.stream().map(StatusListenerTest::text).toList();
    changes.clear();
    return told;
  }

  private static String text(StatusChanged change) {
    String subject =
        change instanceof StageStatusChanged stage
            ? stage.stageId()
            : change instanceof StepStatusChanged step ? step.stepId() : "run";
    return subject + " " + change.from() + " > " + change.to() + (change.ended() ? " (ended)" : "");
  }

  private void fail() {
    Job job = engine.getManagementService().createJobQuery().singleResult();
    try {
      engine.getManagementService().executeJob(job.getId());
    } catch (RuntimeException expected) {
      assertThat(expected).hasStackTraceContaining("it broke");
    }
  }

  @Test
  void shouldTellEveryChangeOnceAndInOrder() {
    // given
    deploy(oneStage());

    // when
    start("p");

    // then
    assertThat(told())
        .containsExactly(
            "run null > IN_PROGRESS", "one null > IN_PROGRESS", "x null > IN_PROGRESS");
    complete("x");
    assertThat(told()).containsExactly("x IN_PROGRESS > COMPLETED (ended)", "y null > IN_PROGRESS");
    complete("y");
    assertThat(told())
        .containsExactly(
            "y IN_PROGRESS > COMPLETED (ended)",
            "one IN_PROGRESS > COMPLETED (ended)",
            "run IN_PROGRESS > COMPLETED (ended)");
  }

  @Test
  void shouldTellOfWhatAnEarlyExitTakesBack() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one") + stage("one", "${done}", sequence("s", "x") + userTask("x"))));
    String run = start("p");
    told();

    // when
    engine.getRuntimeService().setVariable(run, "done", true);

    // then
    assertThat(told())
        .containsExactly(
            "x IN_PROGRESS > DISCONTINUED (ended)",
            "one IN_PROGRESS > COMPLETED (ended)",
            "run IN_PROGRESS > COMPLETED (ended)");
  }

  @Test
  void shouldSayWhatItIsAbout() {
    // given
    deploy(oneStage());

    // when
    String run = engine.getRuntimeService().startProcessInstanceByKey("p", "order 7").getId();

    // then
    String definition =
        engine.getRepositoryService().createProcessDefinitionQuery().list().get(0).getId();
    assertThat(changes)
        .allSatisfy(
            change -> {
              assertThat(change.processInstanceId()).isEqualTo(run);
              assertThat(change.rootProcessInstanceId()).isEqualTo(run);
              assertThat(change.processDefinitionId()).isEqualTo(definition);
              assertThat(change.processDefinitionKey()).isEqualTo("p");
              assertThat(change.businessKey()).isEqualTo("order 7");
              assertThat(change.time()).isNotNull();
              assertThat(change.durationInMillis()).isNull();
            });
    assertThat(changes.get(0)).isInstanceOf(RunStatusChanged.class);
    StageStatusChanged stage = (StageStatusChanged) changes.get(1);
    StepStatusChanged step = (StepStatusChanged) changes.get(2);
    assertThat(stage.to()).isEqualTo(StageStatus.IN_PROGRESS);
    assertThat(stage.stageName()).isEqualTo("The one");
    assertThat(step.stageRunId()).isEqualTo(stage.id());
    assertThat(step.stepType()).isEqualTo("INTERACTIVE");
    assertThat(column("select ID_ from STG_HI_STEP_RUN")).isEqualTo(step.id());
  }

  @Test
  void shouldTellOfAnErrorAndItsEnd() {
    // given
    deploy(asyncStep());
    start("p");
    told();
    work.broken = true;
    fail();
    fail();
    assertThat(told()).isEmpty();

    // when
    fail();

    // then
    assertThat(changes)
        .filteredOn(change -> change.to() == StepStatus.ERROR)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(((StepStatusChanged) change).errorCode()).isEqualTo("STAGE_STEP_FAILED");
              assertThat(((StepStatusChanged) change).errorMessage()).contains("it broke");
              assertThat(change.ended()).isFalse();
            });
    assertThat(changes)
        .filteredOn(change -> change.to() == RunStatus.ERROR)
        .singleElement()
        .satisfies(change -> assertThat(((RunStatusChanged) change).reason()).contains("it broke"));
    assertThat(told()).contains("one IN_PROGRESS > ERROR");
    work.broken = false;
    fail();
    assertThat(told())
        .contains(
            "x IN_PROGRESS > COMPLETED (ended)",
            "one IN_PROGRESS > COMPLETED (ended)",
            "run IN_PROGRESS > COMPLETED (ended)")
        .containsOnlyOnce("run ERROR > IN_PROGRESS");
  }

  @Test
  void shouldTellThatWhatIsInErrorHasEnded() {
    // given
    deploy(asyncStep());
    String run = start("p");
    work.broken = true;
    fail();
    fail();
    fail();
    told();

    // when
    engine.getRuntimeService().deleteProcessInstance(run, "given up");

    // then
    assertThat(told()).contains("one ERROR > ERROR (ended)", "run ERROR > CANCELED (ended)");
  }

  @Test
  void shouldTellOfSuspensionAndResumption() {
    // given
    deploy(oneStage());
    String run = start("p");
    told();

    // when
    engine.getRuntimeService().suspendProcessInstanceById(run);
    engine.getRuntimeService().activateProcessInstanceById(run);

    // then
    assertThat(told())
        .containsExactly(
            "run IN_PROGRESS > SUSPENDED",
            "one IN_PROGRESS > SUSPENDED",
            "run SUSPENDED > IN_PROGRESS",
            "one SUSPENDED > IN_PROGRESS");
  }

  @Test
  void shouldRollBackWhatAListenerRefuses() {
    // given
    deploy(oneStage());
    String run = start("p");
    reaction =
        change -> {
          throw new IllegalStateException("refused");
        };

    // when
    assertThatThrownBy(() -> complete("x")).hasStackTraceContaining("refused");

    // then
    assertThat(openTasks()).containsExactly("x");
    assertThat(steps(run)).containsExactly("x=IN_PROGRESS");
  }

  @Test
  void shouldNotLeaveHalfACancellationBehind() {
    // given
    deploy(oneStage());
    String run = start("p");
    reaction =
        change -> {
          throw new IllegalStateException("refused");
        };

    // when
    assertThatThrownBy(() -> engine.getRuntimeService().deleteProcessInstance(run, "no"))
        .hasStackTraceContaining("refused");

    // then
    assertThat(isEnded(run)).isFalse();
    assertThat(runStatus(run)).isEqualTo("IN_PROGRESS");
  }

  @Test
  void shouldPassOverAFailingListenerIfConfigured() {
    // given
    logFailures();
    deploy(oneStage());
    reaction =
        change -> {
          throw new IllegalStateException("passed over");
        };

    // when
    String run = start("p");
    complete("x");

    // then
    assertThat(steps(run)).containsExactly("x=COMPLETED", "y=IN_PROGRESS");
    assertThat(changes).hasSize(5);
  }

  @Test
  void shouldNotKeepTheEngineFromRecordingAFailedJob() {
    // given
    deploy(asyncStep());
    String run = start("p");
    work.broken = true;
    fail();
    fail();
    reaction =
        change -> {
          throw new IllegalStateException("refused");
        };

    // when
    fail();

    // then
    assertThat(engine.getRuntimeService().createIncidentQuery().count()).isEqualTo(1);
    assertThat(runStatus(run)).isEqualTo("ERROR");
  }

  @Test
  void shouldSettleWhatAListenerDoesToTheRun() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one")
                + stage("one", "${done}", sequence("s", "x", "y") + tasks("x", "y"))));
    String run = start("p");
    told();
    reaction =
        change -> {
          if (change.to() == StepStatus.COMPLETED) {
            engine.getRuntimeService().setVariable(change.processInstanceId(), "done", true);
          }
        };

    // when
    complete("x");

    // then
    assertThat(told())
        .containsExactly(
            "x IN_PROGRESS > COMPLETED (ended)",
            "y null > IN_PROGRESS",
            "y IN_PROGRESS > DISCONTINUED (ended)",
            "one IN_PROGRESS > COMPLETED (ended)",
            "run IN_PROGRESS > COMPLETED (ended)");
    assertThat(isEnded(run)).isTrue();
  }

  @Test
  void shouldTellAfterTheCommitWhoeverAsksTheEngine() {
    // given
    List<String> mails = new ArrayList<>();
    // tag::after-commit[]
    StatusListener failureMail =
        change -> {
          if (change instanceof StageStatusChanged stage && stage.to() == StageStatus.ERROR) {
            Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(
                    TransactionState.COMMITTED,
                    context -> mails.add(stage.stageName() + " of " + stage.businessKey()));
          }
        };
    // end::after-commit[]
    reaction = failureMail::statusChanged;
    deploy(asyncStep());
    engine.getRuntimeService().startProcessInstanceByKey("p", "order 7");
    work.broken = true;
    fail();
    fail();
    assertThat(mails).isEmpty();

    // when
    fail();

    // then
    assertThat(mails).containsExactly("The one of order 7");
  }

  @Test
  void shouldNotCountASuspensionTwiceWhenAListenerIsCalled() {
    // given
    deploy(oneStage());
    String run = start("p");

    // when
    engine.getRuntimeService().suspendProcessInstanceById(run);

    // then
    assertThat(milestones(run)).containsOnlyOnce("SUSPEND_RUN=run");
  }

  @Test
  void shouldRefuseAnUnknownSetting() {
    // given
    StagesPlugin plugin = new StagesPlugin();

    // when, then
    assertThatCode(() -> plugin.setListenerFailure("ignore"))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("'rollback' or 'log'");
  }
}
