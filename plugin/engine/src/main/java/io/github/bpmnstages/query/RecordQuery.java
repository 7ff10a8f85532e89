package io.github.bpmnstages.query;

import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.query.Query;

/**
 * What the queries for runs, stage runs, step runs and milestones have in common. Filters combine
 * by AND. A query shows only what the authenticated user may read: what one may not see is as if it
 * were not there, in lists and counts alike. Every query runs in a transaction of its own, or in
 * that of the command that calls it.
 *
 * <p>Filters throw {@link NotValidException} for null and for empty lists.
 *
 * @param <Q> type of the query itself
 * @param <R> type of the rows
 */
public interface RecordQuery<Q extends Query<?, ?>, R> extends Query<Q, R> {

  /**
   * Rows of that process instance.
   *
   * @param processInstanceId not null
   */
  Q processInstanceId(String processInstanceId);

  /** As {@link #processInstanceId(String)}, any of several; not null, not empty. */
  Q processInstanceIdIn(String... processInstanceIds);

  /**
   * Rows of the hierarchy with that topmost process instance.
   *
   * @param rootProcessInstanceId not null
   */
  Q rootProcessInstanceId(String rootProcessInstanceId);

  /** As {@link #rootProcessInstanceId(String)}, any of several; not null, not empty. */
  Q rootProcessInstanceIdIn(String... rootProcessInstanceIds);

  /**
   * Rows of that process definition.
   *
   * @param processDefinitionId not null
   */
  Q processDefinitionId(String processDefinitionId);

  /** As {@link #processDefinitionId(String)}, any of several; not null, not empty. */
  Q processDefinitionIdIn(String... processDefinitionIds);

  /**
   * Rows of all versions of that process definition.
   *
   * @param processDefinitionKey not null
   */
  Q processDefinitionKey(String processDefinitionKey);

  /** As {@link #processDefinitionKey(String)}, any of several; not null, not empty. */
  Q processDefinitionKeyIn(String... processDefinitionKeys);

  /** Rows of these tenants; not null, not empty. */
  Q tenantIdIn(String... tenantIds);

  /** Rows without tenant. */
  Q withoutTenantId();

  /** By the row's id. Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderById();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByProcessInstanceId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByRootProcessInstanceId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByProcessDefinitionId();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByProcessDefinitionKey();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByRemovalTime();

  /** Needs to be followed by {@link #asc()} or {@link #desc()}. */
  Q orderByTenantId();
}
