package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.subProcess;
import static io.github.bpmnstages.testing.StageModel.twoStages;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.CheckedStagesTest;
import io.github.bpmnstages.testing.StageModel;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, sections 2 and 3: sentences that no other test asks about. */
class ConditionGapsTest extends CheckedStagesTest {

  private static final String ANSWER = "isOrchestrationConditionMet";

  private static String flowStage() {
    return stage(
        "one",
        Map.of("exitCondition", "evaluationFlow", "evaluationFlow", "flow"),
        sequence("s", "a", "b") + userTask("a") + userTask("b"));
  }

  private static String decisionStage() {
    return stage(
        "one",
        Map.of("exitCondition", "evaluationDecision", "evaluationDecision", "decision"),
        sequence("s", "a", "b") + userTask("a") + userTask("b"));
  }

  private static String answering(String expression) {
    return process(
        "flow",
        sequence("f", "x")
            + "<bpmn:serviceTask id='x' camunda:expression='"
            + expression
            + "' camunda:resultVariable='"
            + ANSWER
            + "'/>");
  }

  private static String decision(String hitPolicy, String outputs, String rules) {
    return """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="test">
          <decision id="decision" name="d"><decisionTable id="t" hitPolicy="%s">
            <input id="i"><inputExpression id="ie" typeRef="boolean" expressionLanguage="juel"><text>${done}</text></inputExpression></input>
            %s %s
          </decisionTable></decision>
        </definitions>
        """
        .formatted(hitPolicy, outputs, rules);
  }

  private static String output(String id) {
    return "<output id='%s' name='%s' typeRef='boolean'/>".formatted(id, id);
  }

  private static String rule(String id, String input, String... outputs) {
    StringBuilder rule =
        new StringBuilder("<rule id='" + id + "'><inputEntry id='" + id + "i'><text>" + input);
    rule.append("</text></inputEntry>");
    for (int i = 0; i < outputs.length; i++) {
      rule.append("<outputEntry id='" + id + "o" + i + "'><text>" + outputs[i]);
      rule.append("</text></outputEntry>");
    }
    return rule.append("</rule>").toString();
  }

  private void deployDecision(String tenant, String decision) {
    var deployment = engine.getRepositoryService().createDeployment().addString("d.dmn", decision);
    if (tenant != null) {
      deployment.tenantId(tenant);
    }
    deployment.deploy();
  }

  private void deployFor(String tenant, String xml) {
    var deployment =
        engine
            .getRepositoryService()
            .createDeployment()
            .addInputStream("t.bpmn", StageModel.stream(xml));
    if (tenant != null) {
      deployment.tenantId(tenant);
    }
    deployment.deploy();
  }

  // what may be wrong with a flow or a decision

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${\"true\"}             | sets isOrchestrationConditionMet to 'true' of type java.lang.String",
        "${1}                    | sets isOrchestrationConditionMet to '1' of type java.lang.Long",
      })
  void shouldRefuseAnAnswerThatIsNoBoolean(String expression, String message) {
    deploy(twoStages(flowStage()), answering(expression.replace("\"", "&quot;")));

    assertThatThrownBy(() -> start("p"))
        .hasMessageContaining("stage 'one'")
        .hasMessageContaining("'flow'")
        .hasMessageContaining(message);
    assertThat(runtime().createProcessInstanceQuery().count()).isZero();
  }

  @Test
  void shouldRefuseAFlowThatIsNotDeployed() {
    deploy(twoStages(flowStage()));

    assertThatThrownBy(() -> start("p"))
        .hasMessageContaining("stage 'one'")
        .hasMessageContaining("'flow'")
        .hasMessageContaining("not deployed");
  }

  @Test
  void shouldRefuseADecisionThatIsNotDeployed() {
    deploy(twoStages(decisionStage()));

    assertThatThrownBy(() -> start("p"))
        .hasMessageContaining("stage 'one'")
        .hasMessageContaining("'decision'")
        .hasMessageContaining("no decision of that key is deployed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asyncBefore", "asyncAfter"})
  void shouldRefuseAFlowThatWaitsForAJob(String where) {
    deploy(
        twoStages(flowStage()),
        process(
            "flow",
            sequence("f", "x", "y")
                + "<bpmn:serviceTask id='x' camunda:expression='${1}' camunda:%s='true'/>"
                    .formatted(where)
                + "<bpmn:serviceTask id='y' camunda:expression='${true}' camunda:resultVariable='"
                + ANSWER
                + "'/>"));

    assertThatThrownBy(() -> start("p")).hasMessageContaining("must end within the call");
    assertThat(runtime().createProcessInstanceQuery().count()).isZero();
    assertThat(management().createJobQuery().count()).isZero();
  }

  @Test
  void shouldRefuseAFlowWhoseCalledProcessWaits() {
    deploy(
        twoStages(flowStage()),
        process("flow", sequence("f", "x") + "<bpmn:callActivity id='x' calledElement='waits'/>"),
        process("waits", sequence("w", "t") + userTask("t")));

    assertThatThrownBy(() -> start("p")).hasMessageContaining("must end within the call");
    assertThat(runtime().createProcessInstanceQuery().count()).isZero();
    assertThat(openTasks()).isEmpty();
  }

  @Test
  void shouldRefuseAFlowWithStages() {
    deploy(
        twoStages(flowStage()),
        process("flow", sequence("f", "st") + stage("st", sequence("u", "t") + userTask("t"))));

    assertThatThrownBy(() -> start("p")).hasMessageContaining("has stages");
  }

  @Test
  void shouldRefuseADecisionWithSeveralOutputsOrRules() {
    deployDecision(
        null, decision("FIRST", output("o") + output("q"), rule("r", "true", "true", "false")));
    deploy(twoStages(decisionStage()));
    assertThatThrownBy(() -> start("p", Map.of("done", true)))
        .hasMessageContaining("stage 'one'")
        .hasMessageContaining("'decision'");

    deployDecision(
        null,
        decision("COLLECT", output("o"), rule("r1", "true", "true") + rule("r2", "true", "false")));
    assertThatThrownBy(() -> start("p", Map.of("done", true)))
        .hasMessageContaining("stage 'one'")
        .hasMessageContaining("'decision'");
  }

  @ParameterizedTest
  @CsvSource({"flow", "decision"})
  void shouldTakeTheTenantsOwnVersionAndElseTheOneWithoutTenant(String kind) {
    // given a newer one without tenant
    if ("flow".equals(kind)) {
      deployFor("rich", answering("${true}"));
      deployFor(null, answering("${false}"));
    } else {
      deployDecision("rich", decision("FIRST", output("o"), rule("r", "-", "true")));
      deployDecision(null, decision("FIRST", output("o"), rule("r", "-", "false")));
    }
    String model = twoStages("flow".equals(kind) ? flowStage() : decisionStage());
    deployFor("rich", model);
    deployFor("poor", model);

    // when
    String rich = startOf("rich");
    String poor = startOf("poor");

    // then
    assertThat(stages(rich)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(stages(poor)).containsExactly("one=IN_PROGRESS");

    // when the newest version counts
    if ("flow".equals(kind)) {
      deployFor(null, answering("${true}"));
    } else {
      deployDecision(null, decision("FIRST", output("o"), rule("r", "-", "true")));
    }
    assertThat(service().evaluate(stageRun(poor, "one").getId())).isTrue();
  }

  private String startOf(String tenant) {
    return runtime()
        .createProcessInstanceByKey("p")
        .processDefinitionTenantId(tenant)
        .setVariable("done", true)
        .execute()
        .getId();
  }

  // what JUEL never reaches

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${done or missing}            | true",
        "${!done and missing}          | false",
        "${done ? true : missing}      | true",
        "${!missing}                   | false",
        "${missing == null}            | false",
        "${empty missing}              | false",
      })
  void shouldNotCountWhatIsNeverReached(String requirement, boolean isMet) {
    // given
    deploy(twoStages(stage("one", requirement, sequence("s", "a") + userTask("a"))));

    // when
    String run = start("p", Map.of("done", true));

    // then
    assertThat(stages(run))
        .containsExactlyElementsOf(
            isMet ? List.of("one=COMPLETED", "two=IN_PROGRESS") : List.of("one=IN_PROGRESS"));
  }

  // ways to write a variable

  @Test
  void shouldLookAtVariablesOfEachWayToWriteThem() {
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage(
                    "one",
                    "${done}",
                    StageModel.parallel("s", "a", "b", "x")
                        + "<bpmn:userTask id='a' camunda:assignee='mary'><bpmn:extensionElements>"
                        + "<camunda:taskListener event='assignment' expression=\"${task.assignee == 'john' ? task.execution.setVariable('done', true) : 1}\"/>"
                        + "</bpmn:extensionElements></bpmn:userTask>"
                        + userTask("b")
                        + "<bpmn:serviceTask id='x' camunda:type='external' camunda:topic='t'/>")
                + stage("two", sequence("t", "c") + userTask("c"))));
    Map<String, Object> no = Map.of("done", false);
    Map<String, Object> yes = Map.of("done", true);

    shouldLeave(() -> engine.getTaskService().resolveTask(of("b"), yes), no, true);
    shouldLeave(() -> engine.getTaskService().setAssignee(of("a"), "john"), no, false);
    shouldLeave(() -> engine.getFormService().submitTaskForm(of("b"), yes), no, false);
    shouldLeave(
        () ->
            engine
                .getExternalTaskService()
                .handleFailure(fetch(), "w", "later", "details", 3, 0, yes, Map.of()),
        no,
        false);
    shouldLeave(
        () -> {
          runtime()
              .setVariablesAsync(
                  List.of(runtime().createProcessInstanceQuery().singleResult().getId()), yes);
          executeBatch();
        },
        no,
        false);
    shouldLeave(
        () ->
            runtime()
                .removeVariable(
                    runtime().createProcessInstanceQuery().singleResult().getId(), "blocked"),
        Map.of("done", true, "blocked", true),
        false);
  }

  private String of(String task) {
    return task(task).getId();
  }

  private String fetch() {
    return engine
        .getExternalTaskService()
        .fetchAndLock(1, "w")
        .topic("t", 60_000)
        .execute()
        .get(0)
        .getId();
  }

  private void executeBatch() {
    for (int i = 0; i < 5; i++) {
      for (Job job : management().createJobQuery().active().withRetriesLeft().list()) {
        if (management().createJobQuery().jobId(job.getId()).count() == 1) {
          management().executeJob(job.getId());
        }
      }
    }
  }

  private void shouldLeave(Runnable write, Map<String, Object> variables, boolean delegate) {
    if (variables.containsKey("blocked")) {
      deploy(
          twoStages(
              stage(
                  "one",
                  Map.of(
                      "exitCondition", "requirements",
                      "requirement.1", "${blocked}",
                      "requirementLogic", "NOT 1"),
                  sequence("s", "a") + userTask("a"))));
    }
    String run = start("p", variables);
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    if (delegate) {
      engine.getTaskService().setOwner(of("b"), "mary");
      engine.getTaskService().delegateTask(of("b"), "john");
    }
    write.run();
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    runtime().deleteProcessInstance(run, "next");
  }

  // the stage itself

  @ParameterizedTest
  @ValueSource(strings = {"early", "late", "start"})
  void shouldLeaveByTheFlowWhoseConditionIsTrue(String when) {
    // given
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='start'/>"
                + flow("start", "one")
                + stage("one", "${done}", sequence("s", "a") + userTask("a"))
                    .replace(
                        "<bpmn:subProcess id=\"one\"",
                        "<bpmn:subProcess default=\"other\" id=\"one\"")
                + "<bpmn:sequenceFlow id='other' sourceRef='one' targetRef='d'/>"
                + "<bpmn:sequenceFlow id='this' sourceRef='one' targetRef='two'>"
                + "<bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'>${big}</bpmn:conditionExpression></bpmn:sequenceFlow>"
                + stage("two", sequence("t", "c") + userTask("c"))
                + userTask("d")
                + "<bpmn:endEvent id='e1'/><bpmn:endEvent id='e2'/>"
                + flow("two", "e1")
                + flow("d", "e2")));

    for (boolean big : new boolean[] {true, false}) {
      // when
      String run = start("p", Map.of("done", "start".equals(when), "big", big));
      if ("late".equals(when)) {
        complete("a");
      }
      runtime().setVariable(run, "done", true);

      // then
      assertThat(openTasks()).containsExactly(big ? "c" : "d");
      runtime().deleteProcessInstance(run, "next");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLeaveAStageWithoutOutgoingFlowOrBehindAJob(boolean async) {
    // given
    String model =
        async
            ? twoStages(stage("one", "${done}", sequence("s", "a") + userTask("a")))
                .replace(
                    "<bpmn:subProcess id=\"one\"",
                    "<bpmn:subProcess camunda:asyncAfter=\"true\" id=\"one\"")
            : process(
                "p",
                "<bpmn:startEvent id='start'/>"
                    + flow("start", "one")
                    + stage("one", "${done}", sequence("s", "a") + userTask("a")));
    deploy(model);
    String run = start("p", Map.of("done", false));

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED");
    if (async) {
      executeAllJobs();
      finish(run);
    } else {
      assertThat(isEnded(run)).isTrue();
      assertThat(runStatus(run)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"early", "start"})
  void shouldMapInputAndOutputOfTheStageItself(String when) {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage("one", "${limit < given}", sequence("s", "a") + userTask("a"))
                    .replace(
                        "<camunda:properties>",
                        "<camunda:inputOutput><camunda:inputParameter name='limit'>${10}</camunda:inputParameter>"
                            + "<camunda:outputParameter name='out'>${limit + 1}</camunda:outputParameter>"
                            + "</camunda:inputOutput><camunda:properties>")
                + stage("two", sequence("t", "c") + userTask("c"))));

    // when
    String run = start("p", Map.of("given", "start".equals(when) ? 11 : 1));
    runtime().setVariable(run, "given", 11);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(runtime().getVariable(run, "out")).isEqualTo(11L);
    assertThat(runtime().getVariable(run, "limit")).isNull();
  }

  @Test
  void shouldTellListenersOfEachEndOnce() {
    // given
    String counting =
        "<camunda:executionListener event='end' expression=\"${execution.setVariable('ends', execution.getVariable('ends').concat(execution.currentActivityId).concat(' '))}\"/>";
    deploy(
        twoStages(
            stage(
                    "one",
                    "${done}",
                    sequence("s", "sub")
                        + subProcess(
                            "sub",
                            sequence("i", "a")
                                + "<bpmn:userTask id='a'><bpmn:extensionElements>"
                                + counting
                                + "<camunda:taskListener event='delete' expression=\"${task.execution.setVariable('deleted', true)}\"/>"
                                + "</bpmn:extensionElements></bpmn:userTask>"))
                .replace("<camunda:properties>", counting + "<camunda:properties>")));
    String run = start("p", Variables.putValue("done", false).putValue("ends", ""));

    // when
    runtime().setVariable(run, "done", true);

    // then
    assertThat(runtime().getVariable(run, "ends")).isEqualTo("a one ");
    assertThat(runtime().getVariable(run, "deleted")).isEqualTo(true);
  }

  // the status variable

  @Test
  void shouldWriteEachStatusToTheVariable() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                Map.of("exitCondition", "allStepsCompleted", "statusVariable", "state"),
                sequence("s", "x", "a")
                    + "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:expression='${healed ? 1 : noSuchBean.work()}'/>"
                    + userTask("a"))));
    String run = start("p", Map.of("healed", false));
    Job job = management().createJobQuery().singleResult();
    management().setJobRetries(job.getId(), 1);

    // when, then
    assertThatThrownBy(() -> management().executeJob(job.getId())).isNotNull();
    assertThat(runtime().getVariable(run, "state")).isEqualTo("ERROR");
    management().setJobRetries(job.getId(), 1);
    assertThat(runtime().getVariable(run, "state")).isEqualTo("IN_PROGRESS");
    runtime().suspendProcessInstanceById(run);
    assertThat(runtime().getVariable(run, "state")).isEqualTo("SUSPENDED");
    runtime().activateProcessInstanceById(run);
    service().move(run, "two");
    assertThat(runtime().getVariable(run, "state")).isEqualTo("CANCELED");
  }

  @Test
  void shouldNotLookBecauseOfTheStatusVariable() {
    // given
    deploy(
        twoStages(
            stage(
                "one",
                Map.of(
                    "exitCondition",
                    "evaluationFlow",
                    "evaluationFlow",
                    "flow",
                    "statusVariable",
                    "state"),
                sequence("s", "a") + userTask("a"))),
        answering("${false}"));
    start("p");

    // then one look at the start of the stage, which has written the variable as well
    assertThat(history().createHistoricProcessInstanceQuery().processDefinitionKey("flow").count())
        .isEqualTo(1);
  }
}
