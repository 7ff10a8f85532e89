package io.github.bpmnstages.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The query that operators can run on their own database: the records against the engine's. */
public final class ConsistencyCheck {

  public static final String SCRIPT = "/io/github/bpmnstages/history/consistency-check.sql";

  private final DataSource database;

  public ConsistencyCheck(DataSource database) {
    this.database = database;
  }

  public static String sql() {
    try (InputStream script = ConsistencyCheck.class.getResourceAsStream(SCRIPT)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line for each disagreement; none is expected. */
  public List<String> disagreements() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql())) {
      List<String> found = new ArrayList<>();
      while (result.next()) {
        found.add(
            result.getString("PROBLEM_")
                + ": "
                + result.getString("ROW_ID_")
                + " of run "
                + result.getString("RUN_ID_"));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("The consistency check failed", e);
    }
  }
}
