package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.bpmnstages.testing.CheckedStagesTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Contract, section 7. */
class AutomaticOutputsTest extends CheckedStagesTest {

  private static final String ONE = stage("one", sequence("s", "a") + userTask("a"));

  private static String script(String id, String script) {
    return "<bpmn:scriptTask id='%s' scriptFormat='groovy'><bpmn:script>%s</bpmn:script></bpmn:scriptTask>"
        .formatted(id, script);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stages", "steps", "run"})
  void shouldPreferProcessVariableOfTheSameName(String name) {
    // given
    deploy(
        process(
            "p",
            sequence("p", "groovy", "juel", "one")
                + script("groovy", "execution.setVariable('groovy', " + name + ")")
                + serviceTask("juel", "${execution.setVariable('juel', " + name + ")}")
                + ONE));

    // when
    String run = start("p", Map.of(name, "mine"));

    // then
    assertThat(runtime().getVariables(run))
        .containsEntry("groovy", "mine")
        .containsEntry("juel", "mine");
  }

  @Test
  void shouldWarnOncePerDefinitionOfVariableThatHidesAnOutput() {
    // given
    deploy(process("p", sequence("p", "one") + ONE));
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(ShadowingWarning.class);
    logger.addAppender(log);

    // when
    String run = start("p", Map.of("steps", "mine"));
    start("p", Map.of("run", "mine"));
    runtime().setVariable(run, "steps", "mine too");
    logger.detachAppender(log);

    // then
    assertThat(log.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .contains("'steps'")
        .contains("'p'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stages.clear()",
        "stages.put('one', 1)",
        "stages.one.put('status', 'COMPLETED')",
        "steps.a.clear()",
        "run.remove('id')"
      })
  void shouldBeReadOnly(String change) {
    // given
    deploy(process("p", sequence("p", "change", "one") + script("change", change) + ONE));

    // then
    assertThatThrownBy(() -> start("p")).hasStackTraceContaining("UnsupportedOperationException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stages.one.state   | Stage 'one' has no 'state'; it has status, startTime, endTime, errorCode, errorMessage",
        "steps['a'].started | Step 'a' has no 'started'; it has status, startTime, endTime, errorCode, errorMessage",
        "run.owner          | The run has no 'owner'; it has id, status, startTime"
      })
  void shouldNameWhatAnOutputHasWhenItIsAskedForSomethingElse(String output, String message) {
    // given a condition that would never be met
    deploy(
        process(
            "p",
            sequence("p", "one")
                + stage(
                    "one",
                    "${done and " + output + " == 'COMPLETED'}",
                    sequence("s", "a") + userTask("a"))));
    String run = start("p", Map.of("done", false));

    // then
    assertThatThrownBy(() -> runtime().setVariable(run, "done", true))
        .hasStackTraceContaining(message);
  }

  @Test
  void shouldAskForAnUnknownPropertyInAScript() {
    // given
    deploy(process("p", sequence("p", "s", "one") + script("s", "stages.one.state") + ONE));

    // then
    assertThatThrownBy(() -> start("p"))
        .hasStackTraceContaining("Stage 'one' has no 'state'; it has status, startTime");
  }

  @Test
  void shouldKeepAnOutputInAVariable() {
    // given
    deploy(
        process(
            "p",
            sequence("p", "keep", "one")
                + serviceTask("keep", "${execution.setVariable('kept', run)}")
                + ONE));

    // when
    String run = start("p");

    // then what is kept needs no class of the plugin to be read
    assertThat(runtime().getVariable(run, "kept"))
        .isExactlyInstanceOf(LinkedHashMap.class)
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("id", run)
        .containsEntry("status", "IN_PROGRESS");
  }
}
