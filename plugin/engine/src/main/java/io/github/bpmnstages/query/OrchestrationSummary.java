package io.github.bpmnstages.query;

import io.github.bpmnstages.model.OrchestrationDefinition;

/**
 * A process definition that has stages.
 *
 * @param id process definition id
 * @param key process definition key
 * @param name its name, or null
 * @param version its version
 * @param versionTag its version tag, or null
 * @param tenantId its tenant, or null
 * @param deploymentId its deployment
 * @param definition its stages and steps
 */
public record OrchestrationSummary(
    String id,
    String key,
    String name,
    int version,
    String versionTag,
    String tenantId,
    String deploymentId,
    OrchestrationDefinition definition) {}
