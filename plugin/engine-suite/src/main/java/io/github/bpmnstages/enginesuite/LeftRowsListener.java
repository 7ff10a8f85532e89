package io.github.bpmnstages.enginesuite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.runner.Description;
import org.junit.runner.notification.RunListener;

/**
 * Writes down the tests after which rows of the plugin are left whose process instance has no
 * history any more. The engine's tests look at the engine's own tables only.
 */
public final class LeftRowsListener extends RunListener {

  static final String DATABASE = "jdbc:h2:mem:camunda;IFEXISTS=TRUE";
  private static final List<String> TABLES = List.of("RUN", "STAGE_RUN", "STEP_RUN", "MILESTONE");
  static final String FILE = "suite.leftRows";

  private final Path file = Path.of(System.getProperty(FILE));
  private long before;

  /** One for each run of the tests: forgets what an earlier one has found. */
  public LeftRowsListener() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void testFinished(Description test) throws IOException {
    long left = leftRows();
    if (left > before) {
      Files.writeString(
          file,
          test.getClassName() + '#' + test.getMethodName() + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    before = left;
  }

  private static long leftRows() {
    try (Connection connection = DriverManager.getConnection(DATABASE, "sa", "");
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(query())) {
      count.next();
      return count.getLong(1);
    } catch (SQLException e) {
      // no engine yet, or one without the plugin
      return 0;
    }
  }

  private static String query() {
    return TABLES.stream()
        .map(
            table ->
                "(select count(*) from STG_HI_%s where %s not in (select ID_ from ACT_HI_PROCINST))"
                    .formatted(table, table.equals("RUN") ? "ID_" : "RUN_ID_"))
        .collect(Collectors.joining(" + ", "select ", ""));
  }
}
