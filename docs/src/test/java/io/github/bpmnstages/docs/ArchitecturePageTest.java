package io.github.bpmnstages.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The way through the code leads past classes that are there. */
class ArchitecturePageTest {

  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(\\.\\w+)?`");

  @Test
  void shouldNameClassesThatAreThere() throws IOException {
    // given
    String page = Repository.read(Repository.ROOT.resolve("docs/architecture.md"));

    // when
    Set<String> named =
        CLASS.matcher(page).results().map(name -> name.group(1)).collect(Collectors.toSet());

    // then
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(classes()).containsAll(named);
  }

  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(Repository.ROOT.resolve("plugin/engine/src/main/java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
