package io.github.bpmnstages.query;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/**
 * What process definitions declare. It is read from the engine's deployment cache; that a
 * definition has no stages never changes and is remembered here, so that looking for orchestrations
 * among many definitions parses each of them once.
 */
final class KnownDefinitions {

  private static final int LIMIT = 10_000;

  private final Map<String, Boolean> withoutStages =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > LIMIT;
            }
          });

  /** What the definition declares; null if it has no stages, is gone or cannot be loaded. */
  OrchestrationDefinition find(CommandContext commandContext, String processDefinitionId) {
    if (processDefinitionId == null || withoutStages.containsKey(processDefinitionId)) {
      return null;
    }
    try {
      return load(commandContext, processDefinitionId);
    } catch (ProcessEngineException e) {
      // one definition that is gone or cannot be parsed must not hide the others
      return null;
    }
  }

  OrchestrationSummary summary(CommandContext commandContext, ProcessDefinition definition) {
    OrchestrationDefinition stages = find(commandContext, definition.getId());
    return stages == null
        ? null
        : new OrchestrationSummary(
            definition.getId(),
            definition.getKey(),
            definition.getName(),
            definition.getVersion(),
            definition.getVersionTag(),
            definition.getTenantId(),
            definition.getDeploymentId(),
            stages);
  }

  private OrchestrationDefinition load(CommandContext commandContext, String id) {
    DeploymentCache cache = commandContext.getProcessEngineConfiguration().getDeploymentCache();
    // parsed already, in nearly every case; the cache would ask the database for its row first
    ProcessDefinitionEntity parsed = cache.getProcessDefinitionCache().get(id);
    OrchestrationDefinition definition =
        OrchestrationDefinitions.of(
            parsed == null ? cache.findDeployedProcessDefinitionById(id) : parsed);
    if (definition == null) {
      withoutStages.put(id, true);
    }
    return definition;
  }
}
