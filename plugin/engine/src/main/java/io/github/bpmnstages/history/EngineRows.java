package io.github.bpmnstages.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricActivityInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/** The engine's own rows as they are committed; {@code read…} goes past every cache. */
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
    return new CommittedReader().list("stagesReadVariables", executionIds);
  }

  /** Ids and revisions of the variables of those executions that belong to no task. */
  public static List<EngineRow> readVariableRevisions(Collection<String> executionIds) {
    return new CommittedReader().list("stagesReadVariableRevisions", executionIds);
  }

  /**
   * Execution of that activity instance as the engine's history knows it, or null. As the entity
   * manager knows it, if it does.
   */
  public static ExecutionEntity findExecutionOf(String activityInstanceId) {
    return (ExecutionEntity)
        Context.getCommandContext()
            .getDbEntityManager()
            .selectOne("stagesSelectExecutionOf", activityInstanceId);
  }

  /** Executions of the process instance. */
  public static List<EngineRow> readExecutions(String processInstanceId) {
    return new CommittedReader().list("stagesReadExecutions", processInstanceId);
  }

  /** That execution, or null; not known to the entity manager. */
  public static ExecutionEntity readExecution(String executionId) {
    return new CommittedReader().one("stagesReadExecution", executionId);
  }

  /**
   * Instances of that activity in the process instance, as the engine's history knows them; of a
   * multi-instance activity those of its body.
   */
  public static List<HistoricActivityInstanceEntity> readActivityInstances(
      String processInstanceId, String activityId) {
    String bodyId = activityId + BpmnParse.MULTI_INSTANCE_BODY_ID_SUFFIX;
    List<HistoricActivityInstanceEntity> instances =
        new CommittedReader()
            .list(
                "stagesReadActivityInstances",
                Map.of(
                    "processInstanceId",
                    processInstanceId,
                    "activityId",
                    activityId,
                    "bodyId",
                    bodyId));
    List<HistoricActivityInstanceEntity> bodies =
        instances.stream().filter(instance -> bodyId.equals(instance.getActivityId())).toList();
    return bodies.isEmpty() ? instances : bodies;
  }

  /** Whether there is a process instance of that definition. */
  public static boolean isExecuted(String processDefinitionId) {
    return new CommittedReader().one("stagesReadAnyProcessInstance", processDefinitionId) != null;
  }

  /** Ids of suspended process instances of that definition for which there is no run. */
  public static List<String> readSuspendedWithoutRun(String processDefinitionId) {
    return new CommittedReader().list("stagesReadSuspendedWithoutRun", processDefinitionId);
  }

  /**
   * External tasks, jobs and tasks of the process instance, locked until the transaction ends in
   * the order in which the engine's flush would lock them.
   */
  public static List<EngineRow> lockWork(String processInstanceId) {
    String databaseType = Context.getProcessEngineConfiguration().getDatabaseType();
    String suffix = DbSqlSessionFactory.MSSQL.equals(databaseType) ? "_mssql" : "";
    List<EngineRow> rows = new ArrayList<>();
    for (String work : new String[] {"ExternalTasks", "Jobs", "Tasks"}) {
      rows.addAll(new CommittedReader().list("stagesLock" + work + suffix, processInstanceId));
    }
    return rows;
  }
}
