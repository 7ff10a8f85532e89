package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.faultPath;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.CheckedStagesTest;
import io.github.bpmnstages.testing.StageModel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 3: evaluation flow and decision. */
class EvaluationTest extends CheckedStagesTest {

  private static final String DECISION =
      """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
          namespace="test" xmlns:camunda="http://camunda.org/schema/1.0/dmn">
        <decision id="decision" name="decision" camunda:historyTimeToLive="1">
          <decisionTable id="table" hitPolicy="FIRST">
            <input id="input"><inputExpression id="in" typeRef="integer"><text>n</text></inputExpression></input>
            <output id="out" name="out" typeRef="%s"/>
            <rule id="r1"><inputEntry id="i1"><text>1</text></inputEntry><outputEntry id="o1"><text>%s</text></outputEntry></rule>
            <rule id="r2"><inputEntry id="i2"><text>2</text></inputEntry><outputEntry id="o2"><text></text></outputEntry></rule>
          </decisionTable>
        </decision>
      </definitions>
      """;

  private void deployDecision(String type, String output) {
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream("d.dmn", StageModel.stream(DECISION.formatted(type, output)))
        .deploy();
    deploy(
        process(
            "p",
            sequence("p", "one")
                + stage(
                    "one",
                    Map.of("exitCondition", "evaluationDecision", "evaluationDecision", "decision"),
                    sequence("s", "a") + userTask("a"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void shouldNotBeMetWhenNoRuleMatchesOrItsOutputIsEmpty(int n) {
    // given
    deployDecision("boolean", "true");

    // when
    String run = start("p", Map.of("n", n));

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
    engine.getRuntimeService().setVariable(run, "n", 1);
    assertThat(stages(run)).containsExactly("one=COMPLETED");
  }

  @Test
  void shouldFailWhenDecisionAnswersNoBoolean() {
    // given
    deployDecision("string", "\"yes\"");

    // then
    assertThatThrownBy(() -> start("p", Map.of("n", 1)))
        .hasMessageContaining("stage 'one'")
        .hasMessageContaining("'decision'")
        .hasMessageContaining("Boolean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${nobody.there}", "wait"})
  void shouldLeaveNothingOfFlowThatFailsBehindWhenFaultPathGoesOn(String work) {
    // given
    deploy(
        process(
            "evaluation",
            sequence("e", "first", "second")
                + serviceTask("first", "${execution.setVariable('x', 1)}")
                + (work.equals("wait") ? userTask("second") : serviceTask("second", work))),
        process(
            "p",
            sequence("p", "one")
                + stage(
                    "one",
                    Map.of("exitCondition", "evaluationFlow", "evaluationFlow", "evaluation"),
                    sequence("s", "a") + userTask("a"))
                + faultPath("caught", "one")
                + userTask("after")
                + flow("caught", "after")));

    // when
    String run = start("p");

    // then
    assertThat(stages(run)).containsExactly("one=ERROR");
    assertThat(openTasks()).containsExactly("after");
    assertThat(engine.getRuntimeService().createProcessInstanceQuery().list())
        .extracting("id")
        .containsExactly(run);
    assertThat(engine.getRuntimeService().createVariableInstanceQuery().variableName("x").count())
        .isZero();
  }

  private static String flowThatThrows(String elements) {
    return process(
        "evaluation",
        "<bpmn:startEvent id='s'/><bpmn:endEvent id='e'><bpmn:errorEventDefinition id='d'"
            + " errorRef='anError'/></bpmn:endEvent>"
            + flow("s", "e")
            + elements);
  }

  private static String stageWithFlow() {
    return process(
        "p",
        sequence("p", "one")
            + stage(
                "one",
                Map.of("exitCondition", "evaluationFlow", "evaluationFlow", "evaluation"),
                sequence("s", "a") + userTask("a")));
  }

  @Test
  void shouldFailWhenFlowThrowsErrorThatNothingInItCatches() {
    // given
    deploy(flowThatThrows(""), stageWithFlow());

    // when, then
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(() -> start("p"))
          .hasMessageContaining("stage 'one'")
          .hasMessageContaining("'evaluation'")
          .hasMessageContaining("'anError'");
    }
    assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
  }

  @Test
  void shouldNotBeMetWhenFlowCatchesItsError() {
    // given
    deploy(
        flowThatThrows(
            "<bpmn:subProcess id='catching' triggeredByEvent='true'>"
                + "<bpmn:startEvent id='cs' isInterrupting='true'>"
                + "<bpmn:errorEventDefinition id='cd'/></bpmn:startEvent>"
                + "<bpmn:endEvent id='ce'/>"
                + flow("cs", "ce")
                + "</bpmn:subProcess>"),
        stageWithFlow());

    // when
    String run = start("p");

    // then
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");
  }

  @Test
  void shouldRunFlowOnItsOwnAsEver() {
    // given
    deploy(flowThatThrows(""), stageWithFlow());
    assertThatThrownBy(() -> start("p")).hasMessageContaining("'anError'");

    // when
    String instance = start("evaluation");

    // then
    assertThat(isEnded(instance)).isTrue();
  }
}
