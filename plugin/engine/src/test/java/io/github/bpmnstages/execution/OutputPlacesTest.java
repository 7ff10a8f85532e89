package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.faultPath;
import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.connect.plugin.impl.ConnectProcessEnginePlugin;
import org.junit.jupiter.api.Test;

/** Contract, section 7: the automatic outputs in every place that has an expression. */
class OutputPlacesTest extends CheckedStagesTest {

  private static final String ONE = stage("one", sequence("s", "a") + userTask("a"));
  private static final String TWO = stage("two", sequence("t", "b") + userTask("b"));

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    super.configure(configuration);
    List<ProcessEnginePlugin> plugins = new ArrayList<>(configuration.getProcessEnginePlugins());
    plugins.add(new ConnectProcessEnginePlugin());
    configuration.setProcessEnginePlugins(plugins);
  }

  private static String serviceTask(String extensions) {
    return "<bpmn:serviceTask id='x' camunda:expression='${1}'><bpmn:extensionElements>%s</bpmn:extensionElements></bpmn:serviceTask>"
        .formatted(extensions);
  }

  private String runPastOne(String x) {
    deploy(process("p", sequence("p", "one", "x", "two") + ONE + x + TWO));
    String run = start("p");
    complete("a");
    return run;
  }

  private Object variable(String run, String name) {
    return runtime().getVariable(run, name);
  }

  @Test
  void shouldAnswerInputAndOutputOfAConnector() {
    // when
    String run =
        runPastOne(
            "<bpmn:serviceTask id='x'><bpmn:extensionElements><camunda:connector>"
                + "<camunda:connectorId>echo</camunda:connectorId><camunda:inputOutput>"
                + "<camunda:inputParameter name='given'>${stages.one.status}</camunda:inputParameter>"
                + "<camunda:outputParameter name='in'>${given}</camunda:outputParameter>"
                + "<camunda:outputParameter name='out'>${stages.one.status}</camunda:outputParameter>"
                + "<camunda:outputParameter name='script'><camunda:script scriptFormat='groovy'>"
                + "steps.a.status</camunda:script></camunda:outputParameter>"
                + "</camunda:inputOutput></camunda:connector></bpmn:extensionElements></bpmn:serviceTask>");

    // then
    assertThat(variable(run, "in")).isEqualTo("COMPLETED");
    assertThat(variable(run, "out")).isEqualTo("COMPLETED");
    assertThat(variable(run, "script")).isEqualTo("COMPLETED");
  }

  @Test
  void shouldAnswerInputAndOutputOfAnActivity() {
    // when
    String run =
        runPastOne(
            serviceTask(
                "<camunda:inputOutput>"
                    + "<camunda:inputParameter name='given'>${stages.one.status}</camunda:inputParameter>"
                    + "<camunda:outputParameter name='in'>${given}</camunda:outputParameter>"
                    + "<camunda:outputParameter name='out'>${steps.a.status}</camunda:outputParameter>"
                    + "</camunda:inputOutput>"));

    // then
    assertThat(variable(run, "in")).isEqualTo("COMPLETED");
    assertThat(variable(run, "out")).isEqualTo("COMPLETED");
  }

  @Test
  void shouldAnswerSequenceFlowsOfAFaultPath() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + ONE
                + TWO
                + faultPath("fault", "one")
                + "<bpmn:exclusiveGateway id='why' default='other'/><bpmn:endEvent id='gaveUp'/>"
                + userTask("repair")
                + "<bpmn:endEvent id='repaired'/>"
                + flow("fault", "why")
                + "<bpmn:sequenceFlow id='other' sourceRef='why' targetRef='gaveUp'/>"
                + "<bpmn:sequenceFlow id='refused' sourceRef='why' targetRef='repair'>"
                + "<bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'>"
                + "${stages.one.errorCode == 'refused' and steps.a.errorMessage == 'too late'}"
                + "</bpmn:conditionExpression></bpmn:sequenceFlow>"
                + flow("repair", "repaired")));
    start("p");

    // when
    engine.getTaskService().handleBpmnError(task("a").getId(), "refused", "too late", null);

    // then
    assertThat(openTasks()).containsExactly("repair");
  }

  @Test
  void shouldAnswerTaskListenersAndAssignments() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage(
                    "one",
                    sequence("s", "a", "b", "d")
                        + userTask("a")
                        + "<bpmn:userTask id='b' camunda:assignee='${steps.a.status}'><bpmn:extensionElements>"
                        + "<camunda:taskListener event='create' expression=\"${task.setVariable('seen', steps.d.status)}\"/>"
                        + "</bpmn:extensionElements></bpmn:userTask>"
                        + userTask("d"))
                + stage("two", sequence("t", "c") + userTask("c"))));
    String run = start("p");

    // when
    complete("a");

    // then
    assertThat(task("b").getAssignee()).isEqualTo("COMPLETED");
    assertThat(variable(run, "seen")).isEqualTo("NOT_STARTED");
  }

  @Test
  void shouldAnswerMappingsOfACall() {
    // given
    deploy(
        process("called", sequence("q", "inner") + userTask("inner")),
        process(
            "p",
            sequence("p", "one", "x", "two")
                + ONE
                + "<bpmn:callActivity id='x' calledElement='called'><bpmn:extensionElements>"
                + "<camunda:in sourceExpression='${stages.one.status}' target='one'/>"
                + "<camunda:in sourceExpression='${run.id}' target='caller'/>"
                + "</bpmn:extensionElements></bpmn:callActivity>"
                + TWO));
    String run = start("p");

    // when
    complete("a");

    // then
    String called = task("inner").getProcessInstanceId();
    assertThat(variable(called, "one")).isEqualTo("COMPLETED");
    assertThat(variable(called, "caller")).isEqualTo(run);
  }

  @Test
  void shouldAnswerTimes() {
    // when
    String run =
        runPastOne(
            "<bpmn:serviceTask id='x' camunda:resultVariable='times' camunda:expression="
                + "'${run.startTime &lt;= stages.one.startTime and stages.one.startTime &lt;= steps.a.startTime"
                + " and steps.a.startTime &lt;= steps.a.endTime and stages.two.startTime == null}'/>");

    // then
    assertThat(variable(run, "times")).isEqualTo(true);
    assertThat(stageRun(run, "one").getStartTime()).isBeforeOrEqualTo(new Date());
  }
}
