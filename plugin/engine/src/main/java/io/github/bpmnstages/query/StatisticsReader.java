package io.github.bpmnstages.query;

import io.github.bpmnstages.model.StageDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * Counts runs and stage runs with one grouping statement each.
 *
 * @param startedAfter only runs started then or later, or null
 * @param startedBefore only runs started then or earlier, or null
 */
record StatisticsReader(
    CommandContext commandContext,
    KnownDefinitions definitions,
    Date startedAfter,
    Date startedBefore) {

  OrchestrationStatistics readDefinition(String processDefinitionId) {
    DefinitionQuery query =
        new DefinitionQuery(null, definitions).processDefinitionId(processDefinitionId);
    return read(query, "process definition " + processDefinitionId);
  }

  OrchestrationStatistics readKey(String key, String tenantId) {
    DefinitionQuery query = new DefinitionQuery(null, definitions).processDefinitionKey(key);
    DefinitionQuery ofTenant =
        tenantId == null ? query.withoutTenantId() : query.tenantIdIn(tenantId);
    String tenant = tenantId == null ? " without tenant" : " of tenant " + tenantId;
    return read(ofTenant, "process definition with key " + key + tenant);
  }

  /** The query answers newest versions first, whose order of stages counts. */
  private OrchestrationStatistics read(DefinitionQuery query, String subject) {
    List<OrchestrationSummary> versions = query.executeList(commandContext, null);
    if (versions.isEmpty()) {
      throw new NotFoundException("There is no " + subject + " that has stages");
    }
    return new RunCounts(count("selectRunStatistics", runs(versions)))
        .statistics(stageStatistics(versions));
  }

  private List<StageStatistics> stageStatistics(List<OrchestrationSummary> versions) {
    Map<String, List<GroupCount>> counts =
        count("selectStageStatistics", stageRuns(versions)).stream()
            .collect(
                Collectors.groupingBy(
                    GroupCount::stageId, LinkedHashMap::new, Collectors.toList()));
    List<StageStatistics> statistics = new ArrayList<>();
    for (StageDefinition stage : declaredStages(versions)) {
      List<GroupCount> groups = counts.remove(stage.id());
      statistics.add(
          new StageCounts(groups == null ? List.of() : groups)
              .statistics(stage.id(), stage.name(), stage.position(), stage.inFaultPath()));
    }
    for (Map.Entry<String, List<GroupCount>> unknown : counts.entrySet()) {
      String name = unknown.getValue().get(0).stageName();
      statistics.add(
          new StageCounts(unknown.getValue())
              .statistics(unknown.getKey(), name, statistics.size() + 1, false));
    }
    return statistics;
  }

  /** Stages of the newest version in flow order, after them those of older versions. */
  private static Collection<StageDefinition> declaredStages(List<OrchestrationSummary> versions) {
    Map<String, StageDefinition> stages = new LinkedHashMap<>();
    for (OrchestrationSummary version : versions) {
      version.definition().stages().forEach(stages::putIfAbsent);
    }
    return stages.values();
  }

  private OrchestrationRunQuerySql runs(List<OrchestrationSummary> versions) {
    OrchestrationRunQuerySql query = new OrchestrationRunQuerySql(null);
    query.processDefinitionIdIn(ids(versions));
    if (startedAfter != null) {
      query.startedAfter(startedAfter);
    }
    if (startedBefore != null) {
      query.startedBefore(startedBefore);
    }
    HistoryPermissions.configure(commandContext, query, "ID_");
    return query;
  }

  private StageRunQuerySql stageRuns(List<OrchestrationSummary> versions) {
    StageRunQuerySql query = new StageRunQuerySql(null);
    query.runStarted(startedAfter, startedBefore);
    query.processDefinitionIdIn(ids(versions));
    HistoryPermissions.configure(commandContext, query, "RUN_ID_");
    return query;
  }

  private static String[] ids(List<OrchestrationSummary> versions) {
    return versions.stream().map(OrchestrationSummary::id).toArray(String[]::new);
  }

  @SuppressWarnings("unchecked")
  private List<GroupCount> count(String statement, ListQueryParameterObject query) {
    List<Map<String, Object>> rows =
        commandContext.getDbEntityManager().selectList(statement, query);
    return rows.stream().map(GroupCount::of).toList();
  }
}
