package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of {@code bpmn-samples/valid} come close to what is refused, and are not. */
class ValidModelsTest {

  private static ParsingEngine engine;

  @BeforeAll
  static void start() {
    engine = new ParsingEngine();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  static List<Path> files() throws IOException {
    return Samples.valid();
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldAccept(Path file) throws IOException {
    // given
    engine.installed.clear();

    // when
    engine.deploy(Files.readString(file));

    // then
    assertThat(engine.installed).hasSize(1);
  }

  static List<Path> deployed() throws IOException {
    return Samples.deployed();
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void shouldHaveNothingToSayAboutASample(Path file) throws IOException {
    // when
    ProcessReading reading =
        new ProcessReading(Elements.process(Files.readString(file)), new JuelExpressionManager());

    // then
    assertThat(reading.problems()).isEmpty();
  }
}
