package io.github.bpmnstages.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Oracle, SQL Server and DB2 would say to the scripts, as far as it can be read off them: H2
 * imitates their words, but not their limits.
 */
class SchemaLintTest {

  private static final Pattern COLUMN =
      Pattern.compile("(?m)^ {4}([A-Z_]+) ([A-Za-z0-9]+(?:\\([0-9,]+\\))?)( not null)?,?$");
  private static final Pattern TABLE = Pattern.compile("(?s)create table (\\w+) \\((.*?)\\n\\)");
  private static final Pattern INDEX = Pattern.compile("create index (\\w+) on (\\w+) \\((.*)\\)");

  private static final Map<String, List<String>> TYPES =
      Map.of(
          "oracle", List.of("NVARCHAR2\\(\\d+\\)", "NUMBER\\(\\d+,0\\)", "TIMESTAMP\\(6\\)"),
          "mssql", List.of("nvarchar\\(\\d+\\)", "numeric\\(19,0\\)", "datetime2", "tinyint"),
          "db2", List.of("varchar\\(\\d+\\)", "bigint", "timestamp", "smallint"));

  /** Words that one of the three keeps to itself and that could be thought of as names here. */
  private static final Set<String> RESERVED =
      Set.of(
          ("ACCESS ADD ALL ALTER AND ANY AS ASC AUDIT BETWEEN BY CASE CHECK CLUSTER COLUMN COMMENT"
                  + " COMPRESS CONNECT CREATE CURRENT CURSOR DATE DAY DEFAULT DELETE DESC DISTINCT"
                  + " DROP DURATION ELSE END ERROR EXCLUSIVE EXISTS FILE FOR FROM FUNCTION GRANT"
                  + " GROUP HAVING HOUR ID IDENTIFIED IDENTITY IMMEDIATE IN INCREMENT INDEX INITIAL"
                  + " INSERT INTERSECT INTO IS KEY KIND LEVEL LIKE LOCK LONG MINUS MINUTE MODE MODIFY"
                  + " MONTH NAME NOT NULL NUMBER OF OFFLINE ON ONLINE OPTION OR ORDER OWNER PLAN"
                  + " PRIMARY PRIOR PRIVATE PUBLIC RAW READ REASON RENAME RESOURCE REVOKE ROW ROWID"
                  + " ROWNUM ROWS RUN SCHEMA SELECT SEQUENCE SESSION SET SHARE SIZE STAGE START STATUS"
                  + " SYNONYM SYSDATE TABLE THEN TIME TIMESTAMP TO TOP TRIGGER TYPE UID UNION UNIQUE"
                  + " UPDATE USER VALIDATE VALUES VARCHAR VIEW WAIT WHEN WHERE WITH YEAR")
              .split(" "));

  static Stream<SchemaScript> scripts() {
    return Stream.of("oracle", "mssql", "db2")
        .flatMap(
            type ->
                Stream.of("create", "drop")
                    .map(operation -> new SchemaScript(TableSchema.VERSION, type, operation)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oracle", "mssql", "db2"})
  void shouldUseTypesThatTheDatabaseKnows(String databaseType) throws IOException {
    List<Column> columns = columns(databaseType);
    assertThat(columns).hasSizeGreaterThan(70);
    assertThat(columns)
        .allSatisfy(
            column ->
                assertThat(column.type())
                    .as(column.name())
                    .matches(String.join("|", TYPES.get(databaseType))));
  }

  /** Every line of a table is a column that {@link #COLUMN} has read, or the primary key. */
  @ParameterizedTest
  @ValueSource(strings = {"oracle", "mssql", "db2"})
  void shouldDeclareNothingElse(String databaseType) throws IOException {
    TABLE
        .matcher(read(databaseType, "create"))
        .results()
        .flatMap(table -> table.group(2).lines())
        .filter(line -> !line.isBlank() && !line.equals("    primary key (ID_)"))
        .forEach(line -> assertThat(line).matches(COLUMN.pattern()));
  }

  /**
   * Oracle: 4000 bytes at two a character. SQL Server: 4000 characters of nvarchar. DB2: within a
   * row of an 8 KB page, which the engine's own tables need as well.
   */
  @ParameterizedTest
  @CsvSource({"oracle,2000", "mssql,4000", "db2,4000"})
  void shouldKeepTextsWithinWhatAColumnHolds(String databaseType, int longest) throws IOException {
    assertThat(columns(databaseType))
        .allSatisfy(column -> assertThat(column.length()).isLessThanOrEqualTo(longest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oracle", "mssql", "db2"})
  void shouldHoldWhatIsCutToSize(String databaseType) throws IOException {
    assertThat(columns(databaseType))
        .filteredOn(column -> column.length() > 255)
        .isNotEmpty()
        .allSatisfy(
            column -> assertThat(column.length()).isIn(databaseType.equals("db2") ? 4000 : 2000));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shouldUseNoWordThatADatabaseReserves(SchemaScript script) throws IOException {
    Matcher names =
        Pattern.compile("\\b(STG_[A-Z_]+|[A-Z]+(?:_[A-Z]+)*_)\\b").matcher(read(script));
    assertThat(names.results().map(MatchResult::group).distinct())
        .isNotEmpty()
        .noneMatch(RESERVED::contains)
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oracle", "mssql", "db2"})
  void shouldNameEachIndexOnce(String databaseType) throws IOException {
    assertThat(indexes(databaseType).stream().map(Index::name))
        .doesNotHaveDuplicates()
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shouldEndEveryStatement(SchemaScript script) throws IOException {
    List<String> lines =
        read(script).lines().filter(line -> !line.isBlank() && !line.startsWith("--")).toList();
    assertThat(lines.get(lines.size() - 1)).endsWith(";");
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).matches("(?i)(create|drop|delete|insert|update|alter) .*")) {
        assertThat(lines.get(i - 1)).as("before " + lines.get(i)).endsWith(";");
      }
    }
    assertThat(script.statements(null)).noneMatch(statement -> statement.contains(";"));
  }

  /** Limit of Oracle in blocks of 8 KB, of SQL Server since 2016, and of DB2 in pages of 4 KB. */
  @ParameterizedTest
  @CsvSource({"oracle,6398", "mssql,1700", "db2,1024"})
  void shouldKeepKeysOfIndexesNarrow(String databaseType, int widest) throws IOException {
    Map<String, Map<String, Column>> tables = tables(databaseType);
    ToIntFunction<Column> bytes = column -> column.bytes(databaseType);
    assertThat(indexes(databaseType))
        .allSatisfy(
            index ->
                assertThat(
                        index.columns().stream()
                            .map(column -> tables.get(index.table()).get(column))
                            .mapToInt(bytes)
                            .sum())
                    .as(index.name())
                    .isLessThanOrEqualTo(widest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rows.xml", "engine-rows.xml"})
  void shouldCompareNothingWithAnEmptyText(String mapper) throws IOException {
    assertThat(resource("io/github/bpmnstages/history/" + mapper))
        .as("Oracle takes '' for null: no row matches")
        .doesNotContainPattern("(=|<>|!=|&lt;&gt;|like)\\s*''");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shouldWriteNoEmptyText(SchemaScript script) throws IOException {
    assertThat(read(script)).doesNotContain("''");
  }

  private static List<Column> columns(String databaseType) throws IOException {
    return tables(databaseType).values().stream()
        .flatMap(table -> table.values().stream())
        .toList();
  }

  private static Map<String, Map<String, Column>> tables(String databaseType) throws IOException {
    return TABLE
        .matcher(read(databaseType, "create"))
        .results()
        .collect(Collectors.toMap(table -> table.group(1), table -> columnsOf(table.group(2))));
  }

  private static Map<String, Column> columnsOf(String table) {
    return COLUMN
        .matcher(table)
        .results()
        .map(column -> new Column(column.group(1), column.group(2)))
        .collect(Collectors.toMap(Column::name, column -> column));
  }

  private static List<Index> indexes(String databaseType) throws IOException {
    List<Index> indexes = new ArrayList<>();
    INDEX
        .matcher(read(databaseType, "create"))
        .results()
        .forEach(
            index ->
                indexes.add(
                    new Index(
                        index.group(1),
                        index.group(2),
                        Arrays.asList(index.group(3).split(",\\s*")))));
    return indexes;
  }

  private static String read(String databaseType, String operation) throws IOException {
    return read(new SchemaScript(TableSchema.VERSION, databaseType, operation));
  }

  private static String read(SchemaScript script) throws IOException {
    return resource(script.resource());
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = SchemaLintTest.class.getClassLoader().getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }

  private record Index(String name, String table, List<String> columns) {}

  private record Column(String name, String type) {

    /** Characters of a text, else 0. */
    int length() {
      return type.toLowerCase(Locale.ROOT).contains("varchar")
          ? Integer.parseInt(type.replaceAll(".*\\((\\d+)\\)", "$1"))
          : 0;
    }

    /** Numbers and times take no more than 12. */
    int bytes(String databaseType) {
      int perCharacter = databaseType.equals("db2") ? 1 : 2;
      return length() == 0 ? 12 : perCharacter * length();
    }
  }
}
