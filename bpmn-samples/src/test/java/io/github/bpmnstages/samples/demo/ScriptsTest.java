package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts of people's own files may be written in. */
class ScriptsTest extends SampleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          groovy     | 40 + 2
          javascript | 40 + 2
          juel       | ${40 + 2}
          groovy     | S('{"answer": 42}').prop('answer').numberValue().intValue()
          javascript | S('{"answer": 42}').prop('answer').numberValue()
          """)
  void shouldRunScript(String language, String script) {
    // given
    BpmnModelInstance model =
        Bpmn.createExecutableProcess("script")
            .camundaHistoryTimeToLive(1)
            .startEvent()
            .scriptTask()
            .scriptFormat(language)
            .scriptText(script)
            .camundaResultVariable("answer")
            .userTask()
            .done();
    engine.getRepositoryService().createDeployment().addModelInstance("s.bpmn", model).deploy();

    // when
    start("script", Map.of());

    // then
    assertThat(((Number) variable("answer")).intValue()).isEqualTo(42);
  }
}
