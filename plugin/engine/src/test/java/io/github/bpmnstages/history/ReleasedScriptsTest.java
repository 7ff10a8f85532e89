package io.github.bpmnstages.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts that were released stay as they are: databases out there were made with them. */
class ReleasedScriptsTest {

  private static final Pattern NAME = Pattern.compile("\\b(STG_[A-Z_]+)\\b");

  static Stream<SchemaScript> scripts() {
    return Stream.of(DbSqlSessionFactory.SUPPORTED_DATABASES)
        .flatMap(
            type ->
                Stream.of("create", "drop")
                    .map(operation -> new SchemaScript(TableSchema.VERSION, type, operation)));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shouldNeverChange(SchemaScript script) throws Exception {
    // given
    Properties released = new Properties();
    try (InputStream file = getClass().getResourceAsStream("released-scripts.properties")) {
      released.load(file);
    }

    // when
    String checksum = checksum(read(script));

    // then
    assertThat(checksum)
        .as(
            "%s is released and must stay as it is; put the change into a new version with its own"
                + " scripts and an upgrade script",
            script)
        .isEqualTo(released.getProperty(script.resource().replaceAll(".*/schema/", "")));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shouldUseNamesThatEveryDatabaseTakes(SchemaScript script) throws Exception {
    // when
    Matcher names = NAME.matcher(read(script));

    // then
    assertThat(names.results().map(name -> name.group(1)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(30));
  }

  @Test
  void shouldDeclareTheSameTablesColumnsAndIndexesOnEveryDatabase() throws Exception {
    // given
    TreeSet<String> expected = names("h2");

    // when, then
    for (String databaseType : DbSqlSessionFactory.SUPPORTED_DATABASES) {
      assertThat(names(databaseType)).as(databaseType).isEqualTo(expected);
    }
  }

  @Test
  void shouldPrefixTablesAndIndexes() {
    // given
    SchemaScript script = new SchemaScript(TableSchema.VERSION, "postgres", "create");

    // when
    List<String> statements = script.statements("MINE.PRE_");

    // then
    assertThat(statements.get(0)).startsWith("create table MINE.PRE_STG_HI_RUN (");
    assertThat(statements)
        .contains(
            "create index PRE_STG_IDX_RUN_DEF on MINE.PRE_STG_HI_RUN (PROC_DEF_ID_, START_TIME_)")
        .contains(
            "insert into MINE.PRE_ACT_GE_PROPERTY values ('stages.schema.version', '1.0.0', 1)");
  }

  private static TreeSet<String> names(String databaseType) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    Pattern column = Pattern.compile("(?m)^ {4}([A-Z_]+_) |\\b(STG_[A-Z_]+( on [^;]+)?)");
    column
        .matcher(read(new SchemaScript(TableSchema.VERSION, databaseType, "create")))
        .results()
        .forEach(name -> names.add(name.group()));
    return names;
  }

  private static String read(SchemaScript script) throws IOException {
    try (InputStream file =
        ReleasedScriptsTest.class.getClassLoader().getResourceAsStream(script.resource())) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }

  private static String checksum(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
