package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.RecordQuery;
import io.github.bpmnstages.query.TimedRecordQuery;

/** Filters and sortings that the queries for recorded rows share. */
final class RecordQueryDefinition {

  private RecordQueryDefinition() {}

  static <Q extends RecordQuery<Q, ?>> QueryDefinition<Q> create() {
    return new QueryDefinition<Q>()
        .text("processInstanceId", RecordQuery::processInstanceId, RecordQuery::processInstanceIdIn)
        .text(
            "rootProcessInstanceId",
            RecordQuery::rootProcessInstanceId,
            RecordQuery::rootProcessInstanceIdIn)
        .text(
            "processDefinitionId",
            RecordQuery::processDefinitionId,
            RecordQuery::processDefinitionIdIn)
        .text(
            "processDefinitionKey",
            RecordQuery::processDefinitionKey,
            RecordQuery::processDefinitionKeyIn)
        .texts("tenantIdIn", RecordQuery::tenantIdIn)
        .flag("withoutTenantId", RecordQuery::withoutTenantId)
        .sorting("id", RecordQuery::orderById)
        .sorting("processInstanceId", RecordQuery::orderByProcessInstanceId)
        .sorting("rootProcessInstanceId", RecordQuery::orderByRootProcessInstanceId)
        .sorting("processDefinitionId", RecordQuery::orderByProcessDefinitionId)
        .sorting("processDefinitionKey", RecordQuery::orderByProcessDefinitionKey)
        .sorting("removalTime", RecordQuery::orderByRemovalTime)
        .sorting("tenantId", RecordQuery::orderByTenantId);
  }

  static <Q extends TimedRecordQuery<Q, ?>> QueryDefinition<Q> createTimed() {
    return RecordQueryDefinition.<Q>create()
        .date("startedBefore", TimedRecordQuery::startedBefore)
        .date("startedAfter", TimedRecordQuery::startedAfter)
        .date("endedBefore", TimedRecordQuery::endedBefore)
        .date("endedAfter", TimedRecordQuery::endedAfter)
        .flag("finished", TimedRecordQuery::finished)
        .flag("unfinished", TimedRecordQuery::unfinished)
        .sorting("status", TimedRecordQuery::orderByStatus)
        .sorting("startTime", TimedRecordQuery::orderByStartTime)
        .sorting("endTime", TimedRecordQuery::orderByEndTime)
        .sorting("duration", TimedRecordQuery::orderByDuration)
        .sorting("durationInMillis", TimedRecordQuery::orderByDuration);
  }
}
