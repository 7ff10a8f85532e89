package io.github.bpmnstages.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The models that this module and the linter are both held to. */
final class Samples {

  private static final Path FOLDER = Path.of("../../bpmn-samples");

  private Samples() {}

  /** Each says what it has to be refused for. */
  static List<Path> invalid() throws IOException {
    return files("invalid");
  }

  /** Each says why it has to be accepted. */
  static List<Path> valid() throws IOException {
    return files("valid");
  }

  /** Those that the sample application deploys. */
  static List<Path> deployed() throws IOException {
    return files("src/main/resources/samples");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
    }
  }
}
