package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.io.Serializable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 3: objects that user code changes in place, without setting a variable. */
class ObjectVariableTest extends CheckedStagesTest {

  /** What an order is like. */
  public static final class Order implements Serializable {
    private static final long serialVersionUID = 1L;
    private boolean approved;
    private boolean seen;

    public boolean isApproved() {
      return approved;
    }

    public boolean approve() {
      approved = true;
      return true;
    }

    public boolean isSeen() {
      return seen;
    }

    public boolean see() {
      seen = true;
      return true;
    }
  }

  private void deployBeside(String task) {
    deploy(
        process(
            "p",
            "<bpmn:startEvent id='start'/><bpmn:parallelGateway id='fork'/><bpmn:endEvent id='e1'/>"
                + "<bpmn:endEvent id='e2'/>"
                + flow("start", "fork")
                + flow("fork", "one")
                + flow("fork", "t")
                + flow("one", "two")
                + flow("two", "e1")
                + flow("t", "x")
                + flow("x", "e2")
                + stage("one", "${order.approved}", sequence("s", "a") + userTask("a"))
                + stage("two", sequence("u", "c") + userTask("c"))
                + task));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<bpmn:serviceTask id='x' camunda:expression='${order.approve()}'/>",
        "<bpmn:scriptTask id='x' scriptFormat='groovy'><bpmn:script>order.approve()</bpmn:script></bpmn:scriptTask>"
      })
  void shouldLookWhenAnObjectIsChangedInPlace(String change) {
    // given
    deployBeside(userTask("t") + change);
    String run = start("p", Map.of("order", new Order()));
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");

    // when
    complete("t");

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
    assertThat(((Order) runtime().getVariable(run, "order")).isApproved()).isTrue();
  }

  @Test
  void shouldLookWhenAListenerChangesAnObjectInPlace() {
    // given
    deployBeside(
        "<bpmn:userTask id='t'><bpmn:extensionElements><camunda:taskListener event='assignment'"
            + " expression='${order.approve()}'/></bpmn:extensionElements></bpmn:userTask>"
            + userTask("x"));
    String run = start("p", Map.of("order", new Order()));

    // when
    engine.getTaskService().claim(task("t").getId(), "mary");

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }

  @Test
  void shouldKeepTheObjectsOfTheRunFromTheEvaluationFlow() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage(
                    "one",
                    Map.of("exitCondition", "evaluationFlow", "evaluationFlow", "flow"),
                    sequence("s", "a", "b") + userTask("a") + userTask("b"))
                + stage("two", sequence("t", "c") + userTask("c"))),
        process(
            "flow",
            sequence("f", "see", "answer")
                + "<bpmn:serviceTask id='see' camunda:expression='${order.see()}'/>"
                + "<bpmn:serviceTask id='answer' camunda:expression='${order.approved}'"
                + " camunda:resultVariable='isOrchestrationConditionMet'/>"));

    // when
    String run = start("p", Map.of("order", new Order()));

    // then
    assertThat(((Order) runtime().getVariable(run, "order")).isSeen()).isFalse();

    // when
    complete("a");

    // then
    assertThat(((Order) runtime().getVariable(run, "order")).isSeen()).isFalse();
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");

    // when what the run itself has changed in place reaches the flow
    Order approved = new Order();
    approved.approve();
    runtime().setVariable(run, "order", approved);

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }
}
