package io.github.bpmnstages.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/** The engine's own rows as they are committed, read past every cache. */
public final class EngineRows {

  private static final String MAPPER = "io/github/bpmnstages/history/engine-rows.xml";

  private EngineRows() {}

  /** Registers the statements; to be called in {@code postInit}. */
  public static void postInit(Configuration configuration) {
    synchronized (configuration) {
      try (InputStream mapper = EngineRows.class.getClassLoader().getResourceAsStream(MAPPER)) {
        new XMLMapperBuilder(mapper, configuration, MAPPER, configuration.getSqlFragments())
            .parse();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + MAPPER + " from the class path", e);
      }
    }
  }

  /** Variables of those executions that belong to no task; not known to the entity manager. */
  public static List<VariableInstanceEntity> readVariables(Collection<String> executionIds) {
    return sqlSession().selectList("stagesReadVariables", executionIds);
  }

  /** Execution of that activity instance as the engine's history knows it, or null. */
  public static String readExecution(String activityInstanceId) {
    return sqlSession().selectOne("stagesReadExecution", activityInstanceId);
  }

  /** Revisions of all executions of the process instance, by execution id. */
  public static Map<String, Integer> readRevisions(String processInstanceId) {
    List<Map<String, Object>> rows =
        sqlSession().selectList("stagesReadRevisions", processInstanceId);
    Map<String, Integer> revisions = new HashMap<>();
    for (Map<String, Object> row : rows) {
      revisions.put((String) value(row, "ID_"), ((Number) value(row, "REV_")).intValue());
    }
    return revisions;
  }

  // PostgreSQL answers column names in lower case
  private static Object value(Map<String, Object> row, String column) {
    Object value = row.get(column);
    return value != null ? value : row.get(column.toLowerCase(Locale.ROOT));
  }

  private static SqlSession sqlSession() {
    return Context.getCommandContext().getDbSqlSession().getSqlSession();
  }
}
