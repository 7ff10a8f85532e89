package io.github.bpmnstages.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on the tables knows every table and every column. */
class TablesTest {

  private static final String SCRIPT =
      "plugin/engine/src/main/resources/io/github/bpmnstages/history/schema/1.0.0/h2.create.sql";
  private static final Pattern TABLE = Pattern.compile("(?s)create table (\\w+) \\((.*?)\n\\);");
  private static final Pattern COLUMN = Pattern.compile("(?m)^ +([A-Z_]+_) ");

  static Stream<MatchResult> tables() {
    return TABLE.matcher(Repository.read(Repository.ROOT.resolve(SCRIPT))).results();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void shouldDescribeEveryColumn(MatchResult table) {
    // given
    List<String> columns =
        COLUMN.matcher(table.group(2)).results().map(column -> column.group(1)).toList();

    // when
    String section = section(table.group(1));

    // then
    assertThat(columns)
        .isNotEmpty()
        .allSatisfy(column -> assertThat(section).contains("`" + column + "`"));
  }

  private static String section(String table) {
    String page = Repository.read(Repository.ROOT.resolve("docs/reference/tables.md"));
    String fromHeading = page.substring(page.indexOf("## " + table));
    int next = fromHeading.indexOf("\n## ");
    return next < 0 ? fromHeading : fromHeading.substring(0, next);
  }
}
