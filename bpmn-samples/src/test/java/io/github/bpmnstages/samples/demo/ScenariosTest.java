package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.run.RunStatus;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest extends SampleTest {

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldEndAsExpected(Scenario scenario) {
    // given
    ScenarioPlayer player = new ScenarioPlayer(engine, stages);

    // when
    PlayedScenario played = player.play(scenario);

    // then
    assertThat(played.problem()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "employee-onboarding",
        "loan-application",
        "order-fulfilment",
        "incident-response"
      })
  void shouldReachEveryNamedEnd(String processKey) {
    // when
    Collection<String> reached =
        scenariosOf(processKey)
            .map(scenario -> scenario.expected().endEvent())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());

    // then
    assertThat(reached).containsExactlyInAnyOrderElementsOf(namedEndsOf(processKey));
  }

  @Test
  void shouldShowEveryWayInWhichARunEnds() {
    // when
    Stream<RunStatus> ends = Scenarios.all().stream().map(scenario -> scenario.expected().status());

    // then
    assertThat(ends).contains(RunStatus.COMPLETED, RunStatus.CANCELED, RunStatus.ERROR);
  }

  private static Stream<Scenario> scenariosOf(String processKey) {
    return Scenarios.all().stream().filter(scenario -> scenario.processKey().equals(processKey));
  }

  /** End events with a name that end the process: no error and no terminate event of a stage. */
  private List<String> namedEndsOf(String processKey) {
    String id =
        engine
            .getRepositoryService()
            .createProcessDefinitionQuery()
            .processDefinitionKey(processKey)
            .latestVersion()
            .singleResult()
            .getId();
    BpmnModelInstance model = engine.getRepositoryService().getBpmnModelInstance(id);
    return model.getModelElementsByType(EndEvent.class).stream()
        .filter(end -> end.getName() != null && end.getEventDefinitions().isEmpty())
        .map(EndEvent::getId)
        .toList();
  }
}
