package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.model.ExitCondition.AllStepsCompleted;
import io.github.bpmnstages.model.ExitCondition.EvaluationDecision;
import io.github.bpmnstages.model.ExitCondition.EvaluationFlow;
import io.github.bpmnstages.model.ExitCondition.Requirements;
import io.github.bpmnstages.model.StageDefinition;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the properties of a stage say, and what the refusals say about them. */
class StagePropertiesTest {

  private static final String EXIT_CONDITION = "exitCondition=allStepsCompleted";
  private static final String REQUIREMENTS = "exitCondition=requirements";

  private static ParsingEngine engine;

  @BeforeAll
  static void start() {
    engine = new ParsingEngine();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static StageDefinition stage(String... properties) {
    return engine.read(StageFile.withProperties(properties)).stage("stage");
  }

  private static List<String> messages(String... properties) {
    return engine.problems(StageFile.withProperties(properties)).stream()
        .map(Problem::getMessage)
        .toList();
  }

  @Test
  void shouldReadAStageThatWaitsForItsSteps() {
    // when
    StageDefinition stage = stage(EXIT_CONDITION);

    // then
    assertThat(stage.exitCondition()).isEqualTo(new AllStepsCompleted());
    assertThat(stage.exitCondition().isConditional()).isFalse();
    assertThat(stage.dueIn()).isNull();
    assertThat(stage.statusVariable()).isNull();
    assertThat(stage.faultPaths()).isEmpty();
  }

  @Test
  void shouldTakeWhatIsLeftEmptyForNotSet() {
    // when
    StageDefinition stage =
        stage(EXIT_CONDITION, "requirement.1=", "requirementLogic= ", "dueIn=", "statusVariable=");

    // then
    assertThat(stage.exitCondition().isConditional()).isFalse();
    assertThat(stage.dueIn()).isNull();
    assertThat(stage.statusVariable()).isNull();
  }

  @Test
  void shouldReadRequirementsWithGapsInTheirNumbers() {
    // when
    StageDefinition stage =
        stage(
            REQUIREMENTS,
            "requirement.10=${paid}",
            "requirement.2= ${approved} ",
            "requirementLogic=2 OR NOT 10",
            "dueIn=P2D",
            "statusVariable=reviewStatus");

    // then
    Requirements condition = (Requirements) stage.exitCondition();
    assertThat(condition.requirements())
        .containsExactly(Map.entry(2, "${approved}"), Map.entry(10, "${paid}"));
    assertThat(condition.logicText()).isEqualTo("2 OR NOT 10");
    assertThat(condition.logic().isMet(number -> number == 10)).isFalse();
    assertThat(condition.logic().isMet(number -> false)).isTrue();
    assertThat(stage.dueIn()).isEqualTo("P2D");
    assertThat(stage.statusVariable()).isEqualTo("reviewStatus");
  }

  @Test
  void shouldDemandAllRequirementsUnlessToldOtherwise() {
    // when
    Requirements condition =
        (Requirements)
            stage(REQUIREMENTS, "requirement.1=${a}", "requirement.2=${b}").exitCondition();

    // then
    assertThat(condition.logicText()).isEqualTo("all");
    assertThat(condition.logic().isMet(number -> number == 1)).isFalse();
    assertThat(condition.logic().isMet(number -> true)).isTrue();
  }

  @Test
  void shouldReadEvaluations() {
    assertThat(stage("exitCondition=evaluationFlow", "evaluationFlow=check").exitCondition())
        .isEqualTo(new EvaluationFlow("check"));
    assertThat(
            stage("exitCondition=evaluationDecision", "evaluationDecision=check").exitCondition())
        .isEqualTo(new EvaluationDecision("check"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P2D",
        "PT4H",
        "P1Y2M3DT4H5M6S",
        "P3W",
        "PT0.5S",
        "${dueIn}",
        "P${days}D",
        "#{dueIn}",
      })
  void shouldTakeDurationsAndExpressions(String dueIn) {
    assertThat(stage(EXIT_CONDITION, "dueIn=" + dueIn).dueIn()).isEqualTo(dueIn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2D", "P", "PT", "-P1D", "R/PT1H", "R3/PT1H", "P1D/2030-01-01", "P1X", "${a"})
  void shouldRefuseWhatIsNeither(String dueIn) {
    assertThat(messages(EXIT_CONDITION, "dueIn=" + dueIn))
        .singleElement()
        .asString()
        .startsWith("STG-014: stage.dueIn is '" + dueIn + "'")
        .contains("P2D", "${dueIn}");
  }

  @ParameterizedTest
  @CsvSource({
    "exitcondition, exitCondition",
    "dueln, dueIn",
    "due, dueIn",
    "requirmentLogic, requirementLogic",
    "requirement1, requirement.1",
    "evaluationDescision, evaluationDecision",
    "statusVar, statusVariable",
  })
  void shouldNameTheNearestProperty(String unknown, String nearest) {
    assertThat(messages(EXIT_CONDITION, unknown + "=x"))
        .singleElement()
        .asString()
        .startsWith("STG-008: unknown property 'stage." + unknown + "'")
        .contains("'stage." + nearest + "'");
  }

  @Test
  void shouldSayWhichStagesAndStepsThereAre() {
    assertThat(
            messages(
                REQUIREMENTS,
                "requirement.1=${stages.stag.status == steps['wrk'].status and steps.work.endTime"
                    + " != null}"))
        .containsExactly(
            "STG-013: stage.requirement.1 reads stages.stag, which this process does not have. It"
                + " has stage: correct the id.",
            "STG-013: stage.requirement.1 reads steps.wrk, which this process does not have. It"
                + " has work: correct the id.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${stages.stage.status == 'COMPLETED'}",
        "${stages['stage'].status == steps['work'].status}",
        "${stages[which].status == 'COMPLETED'}",
        "${stages.toString() == ''}",
        "${order.stages.elsewhere == 1}",
        "${empty steps.work.endTime ? true : not(run.status == 'ERROR')}",
        "${execution.getVariable('approved')}",
      })
  void shouldTakeReferencesThatAreRightOrCannotBeKnown(String requirement) {
    assertThat(messages(REQUIREMENTS, "requirement.1=" + requirement)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "approved, holds no",
    "#{approved}, holds no",
    "${approved, does not parse",
    "${}, does not parse",
    "${a} and ${b}, mixes",
    "${unknownFunction()}, unknownFunction",
  })
  void shouldRefuseRequirementsThatAreNoExpression(String requirement, String why) {
    assertThat(messages(REQUIREMENTS, "requirement.1=" + requirement))
        .singleElement()
        .asString()
        .startsWith("STG-010: stage.requirement.1 is '" + requirement + "'")
        .contains(why);
  }

  @Test
  void shouldReportEveryProblemOfAStage() {
    assertThat(
            messages(
                REQUIREMENTS,
                "requirement.1=${a",
                "requirement.11=${b}",
                "requirementLogic=1 AND",
                "evaluationFlow=check",
                "dueIn=soon",
                "dueIn=later",
                "colour=red"))
        .extracting(message -> message.substring(0, 7))
        .containsExactlyInAnyOrder(
            "STG-010", "STG-004", "STG-006", "STG-009", "STG-009", "STG-014", "STG-008");
  }

  @Test
  void shouldReadTheOldNamespaceAsTheEngineDoes() {
    // given
    String xml =
        StageFile.withProperties(EXIT_CONDITION)
            .replace("camunda.org/schema/1.0/bpmn", "activiti.org/bpmn")
            .replace("camunda:", "activiti:")
            .replace("xmlns:camunda", "xmlns:activiti");

    // then
    assertThat(engine.read(xml).stages()).containsOnlyKeys("stage");
  }

  @Test
  void shouldLeaveOtherPropertiesAlone() {
    // given
    String xml =
        StageFile.withProperties(EXIT_CONDITION)
            .replace("stage.exitCondition", "my.stage.exitCondition");

    // when
    engine.installed.clear();
    engine.deploy(xml);

    // then
    assertThat(engine.installed).isEmpty();
    assertThat(engine.installedPlain).contains("process");
  }
}
