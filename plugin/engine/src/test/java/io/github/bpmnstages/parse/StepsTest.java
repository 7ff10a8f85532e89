package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.model.StepType;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What in a stage is a step, and of which type. */
class StepsTest {

  private static final String MULTI_INSTANCE =
      "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
          + "</multiInstanceLoopCharacteristics>";

  private static ParsingEngine engine;

  @BeforeAll
  static void start() {
    engine = new ParsingEngine();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static List<String> steps(String content) {
    return engine.read(StageFile.withContent(content)).stage("stage").steps().stream()
        .map(step -> step.id() + " " + step.type())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          userTask         |                                                    | INTERACTIVE
          receiveTask      |                                                    | EXTERNAL
          serviceTask      | camunda:type='external' camunda:topic='t'          | EXTERNAL
          sendTask         | camunda:type='External' camunda:topic='t'          | EXTERNAL
          businessRuleTask | camunda:type='external' camunda:topic='t'          | EXTERNAL
          businessRuleTask | camunda:decisionRef='d'                            | BACKGROUND
          serviceTask      | camunda:expression='${x}'                          | BACKGROUND
          sendTask         | camunda:expression='${x}'                          | BACKGROUND
          scriptTask       | scriptFormat='groovy'                              | BACKGROUND
          task             |                                                    | BACKGROUND
          manualTask       |                                                    | BACKGROUND
          callActivity     | calledElement='other'                              | BACKGROUND
          """)
  void shouldKnowWhoDoesTheWork(String tag, String attributes, StepType type) {
    // given
    String given = attributes == null ? "" : attributes;
    String content =
        tag.equals("scriptTask")
            ? "<scriptTask id='x' name='The X' %s><script>1</script></scriptTask>".formatted(given)
            : "<%s id='x' name='The X' %s/>".formatted(tag, given);

    // when
    StepDefinition step = engine.read(StageFile.withContent(content)).step("x");

    // then
    assertThat(step).isEqualTo(new StepDefinition("x", "The X", type, "stage"));
  }

  @Test
  void shouldFindStepsAtAnyDepth() {
    assertThat(
            steps(
                """
                <subProcess id='plain'><startEvent id='s1'/>
                  <transaction id='transaction'><startEvent id='s2'/><task id='deep'/></transaction>
                </subProcess>
                <subProcess id='late' triggeredByEvent='true'>
                  <startEvent id='s3' isInterrupting='false'><timerEventDefinition>
                    <timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent>
                  <userTask id='remind'/>
                </subProcess>
                """))
        .containsExactlyInAnyOrder("deep BACKGROUND", "remind INTERACTIVE");
  }

  @Test
  void shouldTakeAMultiInstanceActivityForOneStep() {
    assertThat(steps("<userTask id='many'>" + MULTI_INSTANCE + "</userTask>"))
        .containsExactly("many INTERACTIVE");
  }

  @ParameterizedTest
  @CsvSource({
    "<task id='a'/><receiveTask id='b'/><userTask id='c'/>, INTERACTIVE",
    "<task id='a'/><receiveTask id='b'/>, EXTERNAL",
    "<task id='a'/>, BACKGROUND",
    "'', BACKGROUND",
    "<userTask id='undo' isForCompensation='true'/><task id='a'/>, BACKGROUND",
    "<subProcess id='p'><startEvent id='s2'/><userTask id='c'/></subProcess>, INTERACTIVE",
  })
  void shouldTakeAMultiInstanceSubProcessForOneStepOfTheFirstTypeThatItHolds(
      String content, StepType type) {
    assertThat(
            steps(
                "<subProcess id='many'>"
                    + MULTI_INSTANCE
                    + "<startEvent id='s1'/>"
                    + content
                    + "</subProcess>"))
        .containsExactly("many " + type);
  }

  @Test
  void shouldTakeNoCompensationHandlerForAStep() {
    assertThat(
            steps(
                """
                <userTask id='book'/>
                <userTask id='cancel' isForCompensation='true'/>
                <boundaryEvent id='b' attachedToRef='book'><compensateEventDefinition/></boundaryEvent>
                <subProcess id='plain'><startEvent id='s1'/>
                  <subProcess id='undo' triggeredByEvent='true'>
                    <startEvent id='s2'><compensateEventDefinition/></startEvent><task id='t'/>
                  </subProcess>
                </subProcess>
                <association id='a' sourceRef='b' targetRef='cancel' associationDirection='One'/>
                """))
        .containsExactly("book INTERACTIVE");
  }

  @Test
  void shouldListStepsInFlowOrder() {
    assertThat(
            steps(
                """
                <task id='third'/><task id='first'/><task id='second'/><task id='loose'/>
                <sequenceFlow id='f1' sourceRef='begin' targetRef='first'/>
                <sequenceFlow id='f2' sourceRef='first' targetRef='second'/>
                <sequenceFlow id='f3' sourceRef='second' targetRef='third'/>
                """))
        .containsExactly(
            "first BACKGROUND", "second BACKGROUND", "third BACKGROUND", "loose BACKGROUND");
  }
}
