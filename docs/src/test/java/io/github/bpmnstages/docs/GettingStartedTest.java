package io.github.bpmnstages.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;

/** Types what the page says, and sees whether the answers are those of the page. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:getting-started",
      "camunda.bpm.auto-deployment-enabled=false"
    })
class GettingStartedTest {

  private static final String ANYTHING = "…";

  @LocalServerPort private int port;
  @Autowired private ObjectMapper json;

  @Test
  void shouldAnswerAsThePageSays() throws IOException {
    // given
    List<FencedBlock> blocks = typedBlocks();
    List<String> commands = commands(blocks);

    // when
    List<String> answers = new BashSession(Repository.ROOT).run(commands);

    // then
    assertThat(commands).hasSizeGreaterThan(5);
    int answer = -1;
    for (FencedBlock block : blocks) {
      if (block.language().equals("sh")) {
        answer++;
      } else {
        assertMatches(json.readTree(block.content()), json.readTree(answers.get(answer)), "");
      }
    }
  }

  private static List<FencedBlock> typedBlocks() {
    String page = Repository.read(Repository.ROOT.resolve("docs/getting-started.md"));
    return FencedBlock.of(page).stream()
        .filter(block -> List.of("sh", "json").contains(block.language()))
        .filter(block -> !"by hand".equals(block.marker()))
        .toList();
  }

  private List<String> commands(List<FencedBlock> blocks) {
    return blocks.stream()
        .filter(block -> block.language().equals("sh"))
        .map(block -> block.content().replace("localhost:8080", "localhost:" + port))
        .toList();
  }

  private static void assertMatches(JsonNode expected, JsonNode found, String place) {
    if (expected.isObject()) {
      expected
          .fields()
          .forEachRemaining(
              field -> {
                assertThat(found.has(field.getKey())).as(place + "/" + field.getKey()).isTrue();
                assertMatches(
                    field.getValue(), found.get(field.getKey()), place + "/" + field.getKey());
              });
    } else if (expected.isArray()) {
      assertThat(found).as("size of %s in %s", place, found).hasSize(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertMatches(expected.get(i), found.get(i), place + "/" + i);
      }
    } else if (expected.asText().endsWith(ANYTHING)) {
      String beginning = expected.asText().substring(0, expected.asText().length() - 1);
      assertThat(found.asText()).as(place).startsWith(beginning);
    } else {
      assertThat(found).as(place).isEqualTo(expected);
    }
  }

  @Configuration
  @EnableAutoConfiguration
  static class Application {}

  /** One shell for all commands, so that a variable set by one is there for the next. */
  private record BashSession(Path folder) {

    private static final String SEPARATOR = "=== next ===";

    List<String> run(List<String> commands) throws IOException {
      Process bash =
          new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", script(commands))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(bash.getInputStream().readAllBytes());
      assertThat(bash.onExit().join().exitValue()).as(output).isZero();
      return Stream.of(output.split(SEPARATOR + "\n")).map(BashSession::last).toList();
    }

    private static String script(List<String> commands) {
      return String.join("\necho; echo '" + SEPARATOR + "'\n", commands);
    }

    /** Answer of the last command of a block; the engine answers in one line each. */
    private static String last(String output) {
      List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
  }
}
