package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 7: the automatic outputs in every language that the engine speaks. */
class OutputLanguagesTest extends CheckedStagesTest {

  private static final String TASK =
      "<bpmn:scriptTask id='asks' scriptFormat='%s' camunda:resultVariable='answer'><bpmn:script><![CDATA[%s]]></bpmn:script></bpmn:scriptTask>";

  private static String decision(String language, String expression) {
    return """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="test">
          <decision id="decision" name="d">
            <decisionTable id="t">
              <input id="i"><inputExpression id="ie" typeRef="string" expressionLanguage="%s"><text>%s</text></inputExpression></input>
              <output id="o" name="o" typeRef="boolean"/>
              <rule id="r"><inputEntry id="c"><text>"COMPLETED"</text></inputEntry><outputEntry id="oe"><text>true</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """
        .formatted(language, expression);
  }

  /** A stage with an id that is no identifier, and behind it a script that is asked. */
  private String answerOf(String language, String script) {
    deploy(
        process(
            "p",
            sequence("p", "my-stage", "asks", "two")
                + stage("my-stage", sequence("s", "a") + userTask("a"))
                + TASK.formatted(language, script)
                + stage("two", sequence("t", "b") + userTask("b"))));
    String run = start("p");
    complete("a");
    return String.valueOf(runtime().getVariable(run, "answer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"groovy", "javascript"})
  void shouldAnswerScripts(String language) {
    assertThat(
            answerOf(
                language,
                "stages['my-stage'].status + ' ' + steps.a.status + ' ' + run.status + ' '"
                    + " + stages.two.status + ' ' + (stages['my-stage'].endTime != null)"))
        .isEqualTo("COMPLETED COMPLETED IN_PROGRESS null true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "groovy     | stages['nope'].status  | There is no stage 'nope'; the process has my-stage, two",
        "javascript | stages['nope'].status  | There is no stage 'nope'; the process has my-stage, two",
        "groovy     | steps.a.state          | Step 'a' has no 'state'; it has status",
        "javascript | steps.a.state          | Step 'a' has no 'state'; it has status"
      })
  void shouldNameWhatThereIsToScripts(String language, String script, String message) {
    assertThatThrownBy(() -> answerOf(language, script)).hasStackTraceContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "juel | ${stages['my-stage'].status}",
        "juel | ${steps.a.status}",
        "feel | stages.`my-stage`.status",
        "feel | steps.a.status",
        "feel | if stages.nope.status = null and steps.a.state = null then steps.a.status else null",
        "feel | if run.status = \"IN_PROGRESS\" and stages.two.status = null and run.id = id then \"COMPLETED\" else null"
      })
  void shouldAnswerDecisions(String language, String expression) {
    // given
    engine
        .getRepositoryService()
        .createDeployment()
        .addString("d.dmn", decision(language, expression.replace("\"", "&quot;")))
        .deploy();
    deploy(
        process(
            "p",
            sequence("p", "my-stage", "asks", "two")
                + stage("my-stage", sequence("s", "a") + userTask("a"))
                + "<bpmn:businessRuleTask id='asks' camunda:decisionRef='decision'"
                + " camunda:resultVariable='answer' camunda:mapDecisionResult='singleEntry'/>"
                + stage("two", sequence("t", "b") + userTask("b"))));
    String run = start("p");
    runtime().setVariable(run, "id", run);

    // when
    complete("a");

    // then
    assertThat(runtime().getVariable(run, "answer")).isEqualTo(true);
  }

  @Test
  void shouldAnswerTheDecisionOfAnExitCondition() {
    // given
    engine
        .getRepositoryService()
        .createDeployment()
        .addString("d.dmn", decision("feel", "steps.a.status"))
        .deploy();
    deploy(
        process(
            "p",
            sequence("p", "one", "two")
                + stage(
                    "one",
                    Map.of("exitCondition", "evaluationDecision", "evaluationDecision", "decision"),
                    sequence("s", "a", "b") + userTask("a") + userTask("b"))
                + stage("two", sequence("t", "c") + userTask("c"))));
    String run = start("p");
    assertThat(stages(run)).containsExactly("one=IN_PROGRESS");

    // when
    complete("a");

    // then
    assertThat(stages(run)).containsExactly("one=COMPLETED", "two=IN_PROGRESS");
  }
}
