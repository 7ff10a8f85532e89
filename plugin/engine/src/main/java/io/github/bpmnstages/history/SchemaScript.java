package io.github.bpmnstages.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One released script. It names the tables without prefix, so that it can be run by hand as it is.
 *
 * @param version version of the tables
 * @param databaseType as the engine calls it; {@code mysql} is MariaDB as well
 * @param operation {@code create} or {@code drop}
 */
record SchemaScript(String version, String databaseType, String operation) {

  private static final Pattern TABLE = Pattern.compile("\\b(STG_HI_|ACT_GE_)(?=[A-Z_]+\\b)");
  private static final Pattern INDEX = Pattern.compile("\\bSTG_IDX_(?=[A-Z_]+\\b)");

  String resource() {
    return "io/github/bpmnstages/history/schema/%s/%s.%s.sql"
        .formatted(version, databaseType, operation);
  }

  /** SQL statements without semicolon; {@code tablePrefix} may be null. */
  List<String> statements(String tablePrefix) {
    return Arrays.stream(withoutComments(read()).split(";\\s*(\\n|$)"))
        .map(String::trim)
        .filter(sql -> !sql.isEmpty())
        .map(sql -> prefixed(sql, tablePrefix == null ? "" : tablePrefix))
        .toList();
  }

  // An index lies in the schema of its table and must not name it.
  private static String prefixed(String sql, String prefix) {
    String indexPrefix = prefix.substring(prefix.lastIndexOf('.') + 1);
    String tables =
        TABLE.matcher(sql).replaceAll(match -> Matcher.quoteReplacement(prefix) + match.group());
    return INDEX
        .matcher(tables)
        .replaceAll(match -> Matcher.quoteReplacement(indexPrefix) + match.group());
  }

  private static String withoutComments(String script) {
    return script.replaceAll("(?m)^--.*$", "");
  }

  private String read() {
    try (InputStream script = SchemaScript.class.getClassLoader().getResourceAsStream(resource())) {
      if (script == null) {
        throw new IllegalStateException("No script " + resource() + " on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource(), e);
    }
  }

  @Override
  public String toString() {
    return resource();
  }
}
