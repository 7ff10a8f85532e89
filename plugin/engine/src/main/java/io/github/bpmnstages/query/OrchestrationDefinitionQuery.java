package io.github.bpmnstages.query;

import org.camunda.bpm.engine.query.Query;

/**
 * Finds process definitions that have stages, among those that the authenticated user may read.
 * Ordered by key, newest version first, unless asked otherwise.
 */
public interface OrchestrationDefinitionQuery
    extends Query<OrchestrationDefinitionQuery, OrchestrationSummary> {

  /**
   * The definition of that id.
   *
   * @param processDefinitionId not null
   */
  OrchestrationDefinitionQuery processDefinitionId(String processDefinitionId);

  /** As {@link #processDefinitionId(String)}, any of several; not null, not empty. */
  OrchestrationDefinitionQuery processDefinitionIdIn(String... processDefinitionIds);

  /**
   * All versions of that key.
   *
   * @param processDefinitionKey not null
   */
  OrchestrationDefinitionQuery processDefinitionKey(String processDefinitionKey);

  /** As {@link #processDefinitionKey(String)}, any of several; not null, not empty. */
  OrchestrationDefinitionQuery processDefinitionKeyIn(String... processDefinitionKeys);

  /** Definitions of exactly that name; not null. */
  OrchestrationDefinitionQuery name(String name);

  /** Definitions whose name is like that, {@code %} stands for any characters; not null. */
  OrchestrationDefinitionQuery nameLike(String nameLike);

  /** That version; not null. */
  OrchestrationDefinitionQuery version(Integer version);

  /** Definitions with that version tag; not null. */
  OrchestrationDefinitionQuery versionTag(String versionTag);

  /** Only the newest version of each key (and tenant), if that has stages. */
  OrchestrationDefinitionQuery latestVersion();

  /**
   * Definitions of that deployment.
   *
   * @param deploymentId not null
   */
  OrchestrationDefinitionQuery deploymentId(String deploymentId);

  /** As {@link #deploymentId(String)}, any of several; not null, not empty. */
  OrchestrationDefinitionQuery deploymentIdIn(String... deploymentIds);

  /** Definitions of these tenants; not null, not empty. */
  OrchestrationDefinitionQuery tenantIdIn(String... tenantIds);

  /** Definitions without tenant. */
  OrchestrationDefinitionQuery withoutTenantId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationDefinitionQuery orderByProcessDefinitionId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationDefinitionQuery orderByKey();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationDefinitionQuery orderByName();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationDefinitionQuery orderByVersion();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationDefinitionQuery orderByDeploymentId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  OrchestrationDefinitionQuery orderByTenantId();
}
