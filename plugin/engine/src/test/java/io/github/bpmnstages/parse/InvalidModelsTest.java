package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code bpmn-samples/invalid} says itself what it has to be refused for. */
class InvalidModelsTest {

  private static final Pattern EXPECTATION =
      Pattern.compile("expect: (STG-\\d{3} @ \\S+?)\\s*[\\n<]");

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
    return Samples.invalid();
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldRefuseExactlyWhatTheFileSays(Path file) throws IOException {
    // given
    String xml = Files.readString(file);
    List<String> expected =
        EXPECTATION.matcher(xml).results().map(result -> result.group(1)).toList();

    // when
    List<String> found = engine.codes(xml);

    // then
    assertThat(expected).isNotEmpty();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** The modeler's lint rules are held to the same file, so both speak with one voice. */
  @ParameterizedTest
  @MethodSource("files")
  void shouldSayWhatTheModelerSays(Path file) throws IOException {
    // given
    String name = file.getFileName().toString();
    List<String> expected =
        Files.readAllLines(file.resolveSibling("messages.txt")).stream()
            .filter(line -> line.startsWith(name + '\t'))
            .toList();

    // when
    List<String> messages =
        engine.problems(Files.readString(file)).stream()
            .map(
                problem ->
                    String.join("\t", name, problem.getMainElementId(), problem.getMessage()))
            .toList();

    // then
    assertThat(messages).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldPointToTheLineOfTheElement(Path file) throws IOException {
    // given
    String xml = Files.readString(file);
    List<String> lines = Arrays.asList(xml.split("\n"));

    // when
    List<Problem> problems = engine.problems(xml);

    // then
    assertThat(problems)
        .allSatisfy(
            problem -> {
              assertThat(lines.get(problem.getLine() - 1))
                  .contains("id=\"" + problem.getMainElementId() + "\"");
              assertThat(problem.getElementIds()).contains(problem.getMainElementId());
            });
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldStoreNothing(Path file) throws IOException {
    // when
    engine.problems(Files.readString(file));

    // then
    assertThat(engine.engine.getRepositoryService().createDeploymentQuery().count()).isZero();
    assertThat(engine.engine.getRepositoryService().createProcessDefinitionQuery().count())
        .isZero();
    assertThat(engine.installed).isEmpty();
  }

  @Test
  void shouldHaveAFileForEveryCode() throws IOException {
    // given
    Pattern code = Pattern.compile("STG-\\d{3}");

    // when
    Stream<String> codes =
        files().stream()
            .flatMap(file -> code.matcher(file.getFileName().toString()).results())
            .map(MatchResult::group);

    // then
    assertThat(codes)
        .containsAll(IntStream.rangeClosed(1, 14).mapToObj("STG-%03d"::formatted).toList());
  }
}
