package io.github.bpmnstages.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoReportTest extends SampleTest {

  private static final int TERMINAL = 120;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void shouldPrintStagesStepsAndMilestonesOfRunAndOfRunsThatItCalled() {
    // given
    PlayedScenario played = play(Scenarios.all().get(0));

    // when
    report().print(played);

    // then
    assertThat(text())
        .containsPattern("run of employee-onboarding +COMPLETED")
        .containsPattern("buddyFeedback +INTERACTIVE +DISCONTINUED")
        .containsPattern("END_STAGE +probation")
        .containsPattern("run of workplace-setup +COMPLETED");
  }

  @Test
  void shouldFitIntoTerminal() {
    // given
    PlayedScenario played = play(Scenarios.all().get(0));

    // when
    report().print(played);
    report().printSummary(List.of(played));

    // then
    assertThat(text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(TERMINAL));
  }

  @Test
  void shouldSayWhatIsNotAsExpected() {
    // given
    Scenario wrong =
        Scenario.of("incident-response", "Cannot end like this", Map.of("service", "Checkout"))
            .plays(run -> run.isCanceled("nobody is here"))
            .completesAt("incidentClosed");

    // when
    PlayedScenario played = play(wrong);
    report().print(played);

    // then
    assertThat(played.isAsExpected()).isFalse();
    assertThat(text()).contains("NOT AS EXPECTED", "CANCELED after [triage CANCELED]");
  }

  private PlayedScenario play(Scenario scenario) {
    return new ScenarioPlayer(engine, stages).play(scenario);
  }

  private DemoReport report() {
    return new DemoReport(new PrintStream(printed, true, StandardCharsets.UTF_8), stages);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
