package io.github.bpmnstages.concurrency;

import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.Race;
import io.github.bpmnstages.testing.StagesTest;
import io.github.bpmnstages.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.junit.jupiter.api.Test;

/**
 * Contract, section 3, "Concurrent writers never strand a stage". Half of the rounds force the
 * skew: every writer has written before the first one looks. {@code -Dstages.rounds=1000} for more.
 */
abstract class WriteSkewContract extends StagesTest {

  private static final int ROUNDS = Integer.getInteger("stages.rounds", 40);

  private final TestDatabase on;

  WriteSkewContract(TestDatabase on) {
    this.on = on;
  }

  @Override
  protected TestDatabase testDatabase() {
    return on;
  }

  /** Rounds of a test that is told to play many. */
  protected int rounds() {
    return ROUNDS;
  }

  private int fewRounds() {
    return Math.max(1, rounds() / 4);
  }

  /** The engine of the writer of that number; another node where there are two. */
  protected ProcessEngine node(int writer) {
    return engine;
  }

  private static String twoStages(Map<String, String> condition, String steps) {
    return process(
        "p",
        sequence("p", "one", "two")
            + stage("one", condition, steps)
            + stage("two", sequence("t", "next") + userTask("next")));
  }

  private static Map<String, String> requirements(String logic, String... requirements) {
    Map<String, String> properties = new HashMap<>();
    properties.put("exitCondition", "requirements");
    properties.put("requirementLogic", logic);
    for (int i = 0; i < requirements.length; i++) {
      properties.put("requirement." + (i + 1), requirements[i]);
    }
    return properties;
  }

  private static Map<String, String> variables(String logic, int count) {
    String[] requirements = new String[count];
    for (int i = 0; i < count; i++) {
      requirements[i] = "${v" + i + "}";
    }
    return requirements(logic, requirements);
  }

  private static final String ONE_STEP = sequence("s", "a") + userTask("a");

  /** Branches of two steps each: the end of one of them changes nothing that both share. */
  private static String branches(String... ids) {
    StringBuilder xml =
        new StringBuilder("<bpmn:startEvent id='sStart'/><bpmn:parallelGateway id='fork'/>");
    xml.append(flow("sStart", "fork"));
    for (String id : ids) {
      xml.append(userTask(id + "2")).append("<bpmn:endEvent id='" + id + "End'/>");
      xml.append(flow("fork", id)).append(flow(id, id + "2")).append(flow(id + "2", id + "End"));
    }
    return xml.toString();
  }

  private Map<String, Object> falseVariables(int count) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("other", "so that a first variable is not the first one of its execution");
    for (int i = 0; i < count; i++) {
      variables.put("v" + i, false);
    }
    return variables;
  }

  private Race writers(Race race, String run, int from, int to) {
    for (int i = from; i < to; i++) {
      String name = "v" + i;
      ProcessEngine node = node(i);
      race.with(node, () -> node.getRuntimeService().setVariable(run, name, true));
    }
    return race;
  }

  private String taskOf(String run, String key) {
    return engine
        .getTaskService()
        .createTaskQuery()
        .processInstanceId(run)
        .taskDefinitionKey(key)
        .singleResult()
        .getId();
  }

  /** Who has waited too long for the others has left the look to a job. */
  private void doLooksThatAreLeftToJobs() {
    executeJobs();
    assertThat(engine.getManagementService().createJobQuery().count()).isZero();
  }

  /** Left exactly once, and the next one started once. */
  private void assertLeftOnce(String run) {
    assertThat(stages(run))
        .as("jobs %s, steps %s", engine.getManagementService().createJobQuery().count(), steps(run))
        .containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(milestones(run).stream().filter(m -> m.endsWith("_STAGE=one") || m.endsWith("two")))
        .containsExactly("START_STAGE=one", "END_STAGE=one", "START_STAGE=two");
    assertThat(
            engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(run)
                .taskDefinitionKey("next")
                .count())
        .isEqualTo(1);
  }

  private static void assertNobodyFailed(List<Throwable> failures) {
    assertThat(failures).allSatisfy(failure -> assertThat(failure).isNull());
  }

  private void remove(String run) {
    engine.getRuntimeService().deleteProcessInstance(run, "done");
  }

  private void rounds(int rounds, IntFunction<String> round) {
    for (int i = 0; i < rounds; i++) {
      String run = round.apply(i);
      doLooksThatAreLeftToJobs();
      assertLeftOnce(run);
      remove(run);
    }
  }

  @Test
  void shouldLeaveStageOnceWhenEachWriterChangesOneVariable() {
    for (int writers = 2; writers <= 4; writers++) {
      int count = writers;
      deploy(twoStages(variables("all", count), ONE_STEP));
      rounds(
          Math.max(1, rounds() / 3),
          round -> {
            String run = start("p", falseVariables(count));
            assertNobodyFailed(writers(Race.round(round), run, 0, count).run());
            return run;
          });
    }
  }

  @Test
  void shouldLeaveStageOnceWhenEachWriterCreatesOneVariable() {
    deploy(twoStages(variables("all", 3), ONE_STEP));
    rounds(
        fewRounds(),
        round -> {
          String run = start("p", falseVariables(0));
          assertNobodyFailed(writers(Race.round(round), run, 0, 3).run());
          return run;
        });
  }

  @Test
  void shouldLeaveStageOnceWhenEveryWriterMakesConditionTrue() {
    deploy(twoStages(variables("any", 3), ONE_STEP));
    rounds(
        fewRounds(),
        round -> {
          String run = start("p", falseVariables(3));
          assertNobodyFailed(writers(Race.round(round), run, 0, 3).run());
          return run;
        });
  }

  @Test
  void shouldLeaveWaitingStageOnce() {
    deploy(twoStages(variables("all", 3), ONE_STEP));
    rounds(
        fewRounds(),
        round -> {
          String run = start("p", falseVariables(3));
          engine.getTaskService().complete(taskOf(run, "a"));
          assertNobodyFailed(writers(Race.round(round), run, 0, 3).run());
          return run;
        });
  }

  @Test
  void shouldLeaveStageOnceWhenLastStepEndsMeanwhile() {
    deploy(twoStages(variables("all", 2), ONE_STEP));
    rounds(
        fewRounds(),
        round -> {
          String run = start("p", falseVariables(2));
          String task = taskOf(run, "a");
          Race race = writers(Race.round(round), run, 0, 2);
          race.with(node(2), () -> node(2).getTaskService().complete(task));
          List<Throwable> failures = race.run();
          assertNobodyFailed(failures.subList(0, 2));
          assertInherent(failures.get(2));
          return run;
        });
  }

  @Test
  void shouldLeaveStageOnceWhenOneWriterCompletesTask() {
    deploy(twoStages(variables("all", 2), branches("a") + userTask("a")));
    rounds(
        fewRounds(),
        round -> {
          String run = start("p", falseVariables(2));
          String task = taskOf(run, "a");
          Race race = writers(Race.round(round), run, 1, 2);
          race.with(node(0), () -> node(0).getTaskService().complete(task, Map.of("v0", true)));
          assertNobodyFailed(race.run());
          return run;
        });
  }

  @Test
  void shouldLeaveStageOnceWhenOneWriterCompletesExternalTask() {
    deploy(
        twoStages(
            variables("all", 2),
            branches("a")
                + "<bpmn:serviceTask id='a' camunda:type='external' camunda:topic='work'/>"));
    rounds(
        fewRounds(),
        round -> {
          String run = start("p", falseVariables(2));
          LockedExternalTask work =
              engine
                  .getExternalTaskService()
                  .fetchAndLock(1, "worker")
                  .topic("work", 60_000)
                  .execute()
                  .get(0);
          Race race = writers(Race.round(round), run, 1, 2);
          race.with(
              node(0),
              () ->
                  node(0)
                      .getExternalTaskService()
                      .complete(work.getId(), "worker", Map.of("v0", true)));
          assertNobodyFailed(race.run());
          return run;
        });
  }

  @Test
  void shouldLeaveStageOnceWhenOneWriterCorrelatesMessage() {
    deploy(
        twoStages(
            variables("all", 2),
            branches("a") + "<bpmn:receiveTask id='a' messageRef='aMessage'/>"));
    rounds(
        fewRounds(),
        round -> {
          String run = start("p", falseVariables(2));
          Race race = writers(Race.round(round), run, 1, 2);
          race.with(
              node(0),
              () ->
                  node(0)
                      .getRuntimeService()
                      .createMessageCorrelation("aMessage")
                      .processInstanceId(run)
                      .setVariable("v0", true)
                      .correlate());
          assertNobodyFailed(race.run());
          return run;
        });
  }

  @Test
  void shouldLeaveStageOnceWhenTwoStepsEndThatItRequires() {
    deploy(
        twoStages(
            requirements(
                "all", "${steps.a.status == 'COMPLETED'}", "${steps.b.status == 'COMPLETED'}"),
            branches("a", "b") + userTask("a") + userTask("b")));
    rounds(
        fewRounds(),
        round -> {
          String run = start("p");
          String a = taskOf(run, "a");
          String b = taskOf(run, "b");
          List<Throwable> failures =
              Race.round(round)
                  .with(node(0), () -> node(0).getTaskService().complete(a))
                  .with(node(1), () -> node(1).getTaskService().complete(b))
                  .run();
          assertNobodyFailed(failures);
          return run;
        });
  }

  @Test
  void shouldLookAtStageThatStartsWhileItsVariableIsWritten() {
    deploy(
        process(
            "p",
            sequence("p", "before", "one", "two")
                + userTask("before")
                + stage("one", "${v0}", ONE_STEP)
                + stage("two", sequence("t", "next") + userTask("next"))));
    rounds(
        fewRounds(),
        round -> {
          String run = start("p", falseVariables(1));
          String before = taskOf(run, "before");
          Race race = writers(Race.round(round), run, 0, 1);
          race.with(node(1), () -> node(1).getTaskService().complete(before));
          assertNobodyFailed(race.run());
          return run;
        });
  }

  @Test
  void shouldLookAtNextStageWhenItsVariableIsWrittenWhileThatBeforeIsLeft() {
    deploy(
        process(
            "p",
            sequence("p", "zero", "one", "two")
                + stage("zero", "${v0}", sequence("z", "z") + userTask("z"))
                + stage("one", "${v1}", ONE_STEP)
                + stage("two", sequence("t", "next") + userTask("next"))));
    for (int round = 0; round < fewRounds(); round++) {
      String run = start("p", falseVariables(2));
      assertNobodyFailed(writers(Race.round(round), run, 0, 2).run());
      doLooksThatAreLeftToJobs();
      assertThat(stages(run)).containsExactly("zero=COMPLETED", "one=COMPLETED", "two=IN_PROGRESS");
      remove(run);
    }
  }

  /**
   * Who completes work that the exit has taken back in that moment gets the engine's answer:
   * optimistic locking, or that there is no such task.
   */
  protected static void assertInherent(Throwable failure) {
    if (Objects.nonNull(failure)) {
      assertThat(failure)
          .isInstanceOfAny(OptimisticLockingException.class, NullValueException.class);
    }
  }
}
