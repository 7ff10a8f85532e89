package io.github.bpmnstages.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code -Ddocs.update} snippets and tables are written anew from their sources. */
class DocumentationTest {

  private static final Set<String> FROM_FILES = Set.of("java", "xml", "yaml", "properties", "sql");
  private static final Pattern TABLE =
      Pattern.compile("(?ms)^<!-- openapi: ([^\n]*) -->\n(.*?)^<!-- end -->$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  static List<Path> pages() {
    return Repository.pages();
  }

  @Test
  void shouldFindThePages() {
    assertThat(pages()).contains(Repository.ROOT.resolve("docs/README.md"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldShowSnippetsAndTablesAsTheirSourcesAre(Path page) {
    // given
    String text = Repository.read(page);

    // when
    String expected = withTablesFromOpenApi(withSnippetsFromFiles(text));
    if (System.getProperty("docs.update") != null) {
      Repository.write(page, expected);
      return;
    }

    // then
    assertThat(text).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldTakeCodeFromFilesThatTestsRun(Path page) {
    // when
    Stream<FencedBlock> blocks = FencedBlock.of(Repository.read(page)).stream();

    // then
    assertThat(blocks.filter(block -> FROM_FILES.contains(block.language())))
        .allSatisfy(
            block -> assertThat(block.isSnippet()).as("a marker above%n%s", block).isTrue());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldLinkToWhatIsThere(Path page) {
    // when
    Stream<String> links = LINK.matcher(Repository.read(page)).results().map(link -> link.group(1));

    // then
    assertThat(links.filter(link -> !link.contains("://")))
        .allSatisfy(link -> assertThat(exists(page, link)).as("target of %s", link).isTrue());
  }

  private static String withSnippetsFromFiles(String text) {
    StringBuilder expected = new StringBuilder(text);
    FencedBlock.of(text).stream()
        .filter(FencedBlock::isSnippet)
        .sorted((one, other) -> other.start() - one.start())
        .forEach(
            block ->
                expected.replace(
                    block.start(), block.start() + block.content().length(), block.source()));
    return expected.toString();
  }

  private static String withTablesFromOpenApi(String text) {
    OpenApiTables tables = new OpenApiTables();
    return TABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "<!-- openapi: %s -->\n\n%s\n<!-- end -->"
                        .formatted(found.group(1), tables.table(found.group(1)))));
  }

  private static boolean exists(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  private static List<String> anchors(Path page) {
    return HEADING.matcher(Repository.read(page)).results().map(DocumentationTest::anchor).toList();
  }

  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
