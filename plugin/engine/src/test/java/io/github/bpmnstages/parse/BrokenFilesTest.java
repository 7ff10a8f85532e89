package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file lacks, the checks get to their end: the engine has to report what it finds. */
class BrokenFilesTest {

  private static final Pattern ATTRIBUTE = Pattern.compile(" [a-zA-Z:]+=\"[^\"]*\"");
  private static final Pattern ELEMENT =
      Pattern.compile("<bpmn:(?!definitions|process)\\w+[^<]*?/>|<camunda:\\w+ [^<]*?/>");

  static List<Path> files() throws IOException {
    return Samples.invalid().stream()
        .filter(file -> file.getFileName().toString().matches("(STG-011|several).*"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void shouldGetToTheEndWithoutAnyOneAttributeOrElement(Path file) throws IOException {
    // given
    String xml = Files.readString(file);
    int start = xml.indexOf("<bpmn:process");
    int end = xml.indexOf("</bpmn:process>");
    List<MatchResult> parts = new ArrayList<>();
    for (Pattern pattern : List.of(ATTRIBUTE, ELEMENT)) {
      pattern.matcher(xml).region(start, end).results().forEach(parts::add);
    }

    // then
    assertThat(parts).isNotEmpty();
    for (MatchResult part : parts) {
      String broken = xml.substring(0, part.start()) + xml.substring(part.end());
      assertThatCode(() -> read(broken)).as("without %s", part.group()).doesNotThrowAnyException();
    }
  }

  private static void read(String xml) {
    Element process = Elements.process(xml);
    new ProcessReading(process, new JuelExpressionManager()).problems().forEach(Problem::describe);
    OrderedStages.of(FlowNodeReader.read(process));
  }
}
