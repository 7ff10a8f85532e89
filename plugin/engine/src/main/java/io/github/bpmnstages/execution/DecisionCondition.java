package io.github.bpmnstages.execution;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionManager;
import org.camunda.bpm.engine.impl.dmn.invocation.DecisionInvocation;
import org.camunda.bpm.engine.impl.dmn.invocation.VariableScopeContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.repository.DecisionDefinition;

/** Evaluation decision: newest version of a DMN decision (contract, section 3). */
final class DecisionCondition implements StageCondition {

  private final String stageId;
  private final String key;

  DecisionCondition(String stageId, String key) {
    this.stageId = stageId;
    this.key = key;
  }

  @Override
  public boolean isTrue(ExecutionEntity stageExecution) {
    DecisionDefinition decision = find(stageExecution.getTenantId());
    DmnDecisionResult result = evaluate(decision, stageExecution);
    if (result == null || result.isEmpty()) {
      return false;
    }
    if (result.size() > 1) {
      throw failure(result.size() + " rules matched where at most one is expected", null);
    }
    return answer(result.get(0).getEntryMap());
  }

  private boolean answer(Map<String, Object> outputs) {
    if (outputs.isEmpty()) {
      // the rule that matched leaves its output empty
      return false;
    }
    if (outputs.size() > 1) {
      throw failure(
          "it has the outputs " + outputs.keySet() + " where a single one is expected", null);
    }
    Object value = outputs.values().iterator().next();
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean met) {
      return met;
    }
    throw failure(
        "its output is '"
            + value
            + "' of type "
            + value.getClass().getName()
            + " where a Boolean is expected",
        null);
  }

  private DmnDecisionResult evaluate(DecisionDefinition decision, ExecutionEntity execution) {
    try {
      DecisionInvocation invocation =
          new DecisionInvocation(decision, VariableScopeContext.wrap(execution));
      Context.getProcessEngineConfiguration().getDelegateInterceptor().handleInvocation(invocation);
      return invocation.getInvocationResult();
    } catch (Exception e) {
      throw failure(e.getMessage(), e);
    }
  }

  private DecisionDefinition find(String tenantId) {
    DecisionDefinitionManager manager = Context.getCommandContext().getDecisionDefinitionManager();
    DecisionDefinitionEntity latest =
        manager.findLatestDecisionDefinitionByKeyAndTenantId(key, tenantId);
    if (latest == null && tenantId != null) {
      latest = manager.findLatestDecisionDefinitionByKeyAndTenantId(key, null);
    }
    if (latest == null) {
      throw failure("no decision of that key is deployed; deploy it", null);
    }
    return Context.getProcessEngineConfiguration()
        .getDeploymentCache()
        .findDeployedDecisionDefinitionById(latest.getId());
  }

  private StageConditionException failure(String problem, Exception cause) {
    String text = "evaluation decision '" + key + "': " + problem;
    return cause == null
        ? StageConditionException.of(stageId, text)
        : StageConditionException.of(stageId, text, cause);
  }
}
