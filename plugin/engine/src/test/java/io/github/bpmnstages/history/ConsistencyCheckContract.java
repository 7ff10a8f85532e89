package io.github.bpmnstages.history;

import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.ConsistencyCheck;
import io.github.bpmnstages.testing.StagesTest;
import io.github.bpmnstages.testing.TestDatabase;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The check that operators run finds each disagreement, and none where there is none. */
abstract class ConsistencyCheckContract extends StagesTest {

  private static final Pattern PROBLEM = Pattern.compile("(?m)^select '([^']+)'");

  private final TestDatabase on;
  private final Map<String, String> names = new HashMap<>();

  ConsistencyCheckContract(TestDatabase on) {
    this.on = on;
  }

  @Override
  protected TestDatabase testDatabase() {
    return on;
  }

  /** Run A is in its second stage, B suspended, C waits, E is in error, F has ended. */
  @BeforeEach
  void run() {
    deploy(
        twoStages(stage("one", "${done}", sequence("s", "a") + userTask("a"))),
        process(
            "q",
            sequence("p", "one")
                + stage(
                    "one",
                    sequence("s", "x")
                        + "<bpmn:serviceTask id='x' camunda:type='external' camunda:topic='x'/>")));
    String a = started("A", "p");
    complete("a", Map.of("done", true));
    String f = started("F", "p");
    complete("a", Map.of("done", true));
    completeOf(f, "c");
    String c = started("C", "p");
    complete("a");
    String b = started("B", "p");
    engine.getRuntimeService().suspendProcessInstanceById(b);
    String e = started("E", "q");
    var external = engine.getExternalTaskService();
    String task = external.fetchAndLock(1, "w").topic("x", 1000).execute().get(0).getId();
    external.handleFailure(task, "w", "it broke", 0, 0);
    name("A.one", "STAGE_RUN", "STAGE_ID_", a, "one");
    name("A.two", "STAGE_RUN", "STAGE_ID_", a, "two");
    name("C.one", "STAGE_RUN", "STAGE_ID_", c, "one");
    name("A.a", "STEP_RUN", "STEP_ID_", a, "a");
    name("A.c", "STEP_RUN", "STEP_ID_", a, "c");
    assertThat(runStatus(e)).isEqualTo("ERROR");
  }

  /** One second after the one before. */
  private String started(String name, String key) {
    ClockUtil.setCurrentTime(
        new Date(ClockUtil.getCurrentTime().getTime() / 1_000 * 1_000 + 1_000));
    String run = start(key, Map.of("done", false));
    names.put(name, run);
    return run;
  }

  private void completeOf(String run, String key) {
    engine
        .getTaskService()
        .complete(
            engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(run)
                .taskDefinitionKey(key)
                .singleResult()
                .getId());
  }

  private void name(String name, String table, String column, String run, String id) {
    String from =
        " from STG_HI_"
            + table
            + " where RUN_ID_ = '"
            + run
            + "' and "
            + column
            + " = '"
            + id
            + "'";
    names.put(name, column("select ID_" + from));
    names.put(name + ".act", column("select ACT_INST_ID_" + from));
  }

  @AfterEach
  void resetClock() {
    ClockUtil.reset();
  }

  @Test
  void shouldFindNothingWhereNothingIsWrong() {
    assertThat(new ConsistencyCheck(database).disagreements()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("planted")
  void shouldFindWhatDisagrees(String problem, String change) {
    // when
    update(Pattern.compile("\\{([^}]+)}").matcher(change).replaceAll(m -> names.get(m.group(1))));

    // then
    assertThat(new ConsistencyCheck(database).disagreements())
        .anyMatch(found -> found.startsWith(problem + ": "));
  }

  @Test
  void shouldBeShownToFindEveryProblemThatItNames() {
    Set<String> shown =
        planted()
            .map(arguments -> (String) arguments.get()[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(
            PROBLEM.matcher(ConsistencyCheck.sql()).results().map(ConsistencyCheckContract::name))
        .containsExactlyInAnyOrderElementsOf(shown);
  }

  private static String name(MatchResult problem) {
    return problem.group(1);
  }

  static Stream<Arguments> planted() {
    return Stream.of(
        Arguments.of(
            "run without process instance", "update STG_HI_RUN set ID_ = 'x' where ID_ = '{F}'"),
        Arguments.of(
            "process instance without run", "update STG_HI_RUN set ID_ = 'x' where ID_ = '{F}'"),
        Arguments.of(
            "run is open, its process instance has ended",
            "update STG_HI_RUN set END_TIME_ = null where ID_ = '{F}'"),
        Arguments.of(
            "run has ended, its process instance is open",
            "update STG_HI_RUN set END_TIME_ = START_TIME_ where ID_ = '{A}'"),
        Arguments.of(
            "run is open, the engine does not execute it",
            "update STG_HI_RUN set END_TIME_ = null where ID_ = '{F}'"),
        Arguments.of(
            "run has another definition, root, caller, business key or tenant than its process instance",
            "update STG_HI_RUN set BUSINESS_KEY_ = 'x' where ID_ = '{A}'"),
        Arguments.of(
            "run is suspended, its process instance is not",
            "update STG_HI_RUN set STATUS_ = 'SUSPENDED' where ID_ = '{A}'"),
        Arguments.of(
            "run is in progress, its process instance is suspended",
            "update STG_HI_RUN set STATUS_ = 'IN_PROGRESS' where ID_ = '{B}'"),
        Arguments.of(
            "open run is in error without an open incident",
            "update STG_HI_RUN set STATUS_ = 'ERROR' where ID_ = '{A}'"),
        Arguments.of(
            "open run has an open incident and is not in error",
            "update STG_HI_RUN set STATUS_ = 'IN_PROGRESS' where ID_ = '{E}'"),
        Arguments.of(
            "current stage of an open run is not its open stage run",
            "update STG_HI_RUN set CURRENT_STAGE_ID_ = 'one' where ID_ = '{A}'"),
        Arguments.of(
            "current stage of an open run is not its open stage run",
            "update STG_HI_RUN set CURRENT_STAGE_ID_ = null where ID_ = '{A}'"),
        Arguments.of(
            "run has a status to end with and no end time, or an end time without",
            "update STG_HI_RUN set STATUS_ = 'COMPLETED' where ID_ = '{A}'"),
        Arguments.of(
            "stage run without run",
            "update STG_HI_STAGE_RUN set RUN_ID_ = 'x' where ID_ = '{A.one}'"),
        Arguments.of(
            "two stages of a run are open",
            "update STG_HI_STAGE_RUN set END_TIME_ = null where ID_ = '{A.one}'"),
        Arguments.of(
            "stage run without activity instance",
            "update STG_HI_STAGE_RUN set ACT_INST_ID_ = 'x' where ID_ = '{A.one}'"),
        Arguments.of(
            "activity instance of a stage without stage run",
            "update STG_HI_STAGE_RUN set ACT_INST_ID_ = 'x' where ID_ = '{A.one}'"),
        Arguments.of(
            "activity instance with two stage runs",
            "update STG_HI_STAGE_RUN set ACT_INST_ID_ = '{A.one.act}' where ID_ = '{A.two}'"),
        Arguments.of(
            "stage run is open, its activity instance has ended",
            "update STG_HI_STAGE_RUN set END_TIME_ = null where ID_ = '{A.one}'"),
        Arguments.of(
            "stage run has ended, its activity instance is open",
            "update STG_HI_STAGE_RUN set END_TIME_ = START_TIME_ where ID_ = '{A.two}'"),
        Arguments.of(
            "stage run has another stage, definition or tenant than its activity instance",
            "update STG_HI_STAGE_RUN set STAGE_ID_ = 'x' where ID_ = '{A.two}'"),
        Arguments.of(
            "stage run is completed, its activity instance was canceled, or the other way round",
            "update STG_HI_STAGE_RUN set STATUS_ = 'CANCELED' where ID_ = '{A.one}'"),
        Arguments.of(
            "stage run has a status to end with and no end time, or an end time without",
            "update STG_HI_STAGE_RUN set STATUS_ = 'COMPLETED' where ID_ = '{A.two}'"),
        Arguments.of(
            "stage run is open in a run that has ended",
            "update STG_HI_RUN set END_TIME_ = START_TIME_ where ID_ = '{A}'"),
        Arguments.of(
            "open stage run has another status than its run allows",
            "update STG_HI_STAGE_RUN set STATUS_ = 'SUSPENDED' where ID_ = '{A.two}'"),
        Arguments.of(
            "stage run waits for its condition and has ended, or has open steps",
            "update STG_HI_STAGE_RUN set WAITING_ = true where ID_ = '{A.two}'"),
        Arguments.of(
            "stage run waits for its condition, its token does not rest on the stage",
            "update STG_HI_STAGE_RUN set WAITING_ = true where ID_ = '{A.two}'"),
        Arguments.of(
            "token rests on the stage, its stage run does not wait",
            "update STG_HI_STAGE_RUN set WAITING_ = false where ID_ = '{C.one}'"),
        Arguments.of(
            "step run without stage run",
            "update STG_HI_STEP_RUN set STAGE_RUN_ID_ = 'x' where ID_ = '{A.c}'"),
        Arguments.of(
            "step run without activity instance",
            "update STG_HI_STEP_RUN set ACT_INST_ID_ = 'x' where ID_ = '{A.a}'"),
        Arguments.of(
            "activity instance of a step without step run",
            "update STG_HI_STEP_RUN set ACT_INST_ID_ = 'x' where ID_ = '{A.a}'"),
        Arguments.of(
            "activity instance with two step runs",
            "update STG_HI_STEP_RUN set ACT_INST_ID_ = '{A.a.act}' where ID_ = '{A.c}'"),
        Arguments.of(
            "step run is open, its activity instance has ended",
            "update STG_HI_STEP_RUN set END_TIME_ = null where ID_ = '{A.a}'"),
        Arguments.of(
            "step run has ended, its activity instance is open",
            "update STG_HI_STEP_RUN set END_TIME_ = START_TIME_ where ID_ = '{A.c}'"),
        Arguments.of(
            "step run has another definition, task, called process or tenant than its activity instance",
            "update STG_HI_STEP_RUN set CALL_PROC_INST_ID_ = 'x' where ID_ = '{A.c}'"),
        Arguments.of(
            "step run is completed, its activity instance was canceled, or the other way round",
            "update STG_HI_STEP_RUN set STATUS_ = 'DISCONTINUED' where ID_ = '{A.a}'"),
        Arguments.of(
            "step run has a status to end with and no end time, or an end time without",
            "update STG_HI_STEP_RUN set STATUS_ = 'COMPLETED' where ID_ = '{A.c}'"),
        Arguments.of(
            "step run is open in a stage run that has ended",
            "update STG_HI_STAGE_RUN set END_TIME_ = START_TIME_ where ID_ = '{A.two}'"),
        Arguments.of(
            "open step run is in error, its stage run is not",
            "update STG_HI_STEP_RUN set STATUS_ = 'ERROR' where ID_ = '{A.c}'"),
        Arguments.of(
            "step run is open, its task is not",
            "update STG_HI_STEP_RUN set TASK_ID_ = 'x' where ID_ = '{A.c}'"),
        Arguments.of(
            "step run has another assignee than its task",
            "update STG_HI_STEP_RUN set ASSIGNEE_ = 'x' where ID_ = '{A.c}'"),
        Arguments.of(
            "milestone without run, stage run or step run",
            "update STG_HI_MILESTONE set STEP_RUN_ID_ = 'x' where STEP_RUN_ID_ = '{A.c}'"),
        Arguments.of(
            "milestones of a run with the same sequence number",
            "update STG_HI_MILESTONE set SEQUENCE_ = 1 where RUN_ID_ = '{A}'"),
        Arguments.of(
            "run without the milestone of its end, or with two",
            "delete from STG_HI_MILESTONE where KIND_ = 'END_RUN' and RUN_ID_ = '{F}'"),
        Arguments.of(
            "stage run without the milestone of its end, or with two",
            "delete from STG_HI_MILESTONE where KIND_ = 'END_STAGE' and STAGE_RUN_ID_ = '{A.one}'"),
        Arguments.of(
            "step run with two milestones of its end",
            "update STG_HI_MILESTONE set KIND_ = 'END_STEP' where STEP_RUN_ID_ = '{A.a}'"),
        Arguments.of(
            "rows of a run with another root or removal time than the run",
            "update STG_HI_STEP_RUN set ROOT_PROC_INST_ID_ = 'x' where ID_ = '{A.c}'"),
        Arguments.of(
            "rows of a run with another root or removal time than the run",
            "update STG_HI_MILESTONE set REMOVAL_TIME_ = TIMESTAMP_ where RUN_ID_ = '{A}'"),
        Arguments.of(
            "run with another removal time than its process instance",
            "update STG_HI_RUN set REMOVAL_TIME_ = null where ID_ = '{F}'"));
  }
}
