package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinitions;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionVariableSnapshotObserver;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.variable.VariableMap;

/** Evaluation flow: a process that answers within the call (contract, section 3). */
final class FlowCondition implements StageCondition {

  /** Variable with which an evaluation flow answers. */
  static final String ANSWER = "isOrchestrationConditionMet";

  private final String stageId;
  private final String key;

  FlowCondition(String stageId, String key) {
    this.stageId = stageId;
    this.key = key;
  }

  @Override
  public boolean isTrue(ExecutionEntity stageExecution) {
    Call call = new Call(stageExecution);
    // A command of its own has a queue of operations of its own: called from the middle of an
    // operation, the engine would only queue the start. It answers instead of throwing, since an
    // exception that leaves a nested command marks an outer Spring transaction for rollback.
    Context.getProcessEngineConfiguration().getCommandExecutorTxRequired().execute(call::run);
    if (call.failure != null) {
      throw call.failure;
    }
    return call.met;
  }

  private StageConditionException failure(String problem) {
    return StageConditionException.of(stageId, "evaluation flow '" + key + "' " + problem);
  }

  private final class Call {

    private final ExecutionEntity stageExecution;
    private boolean met;
    private StageConditionException failure;
    private ExecutionEntity instance;

    Call(ExecutionEntity stageExecution) {
      this.stageExecution = stageExecution;
    }

    Void run(CommandContext commandContext) {
      boolean checked = commandContext.isAuthorizationCheckEnabled();
      commandContext.disableAuthorizationCheck();
      try {
        met = call(find(commandContext));
      } catch (StageConditionException e) {
        failure = e;
      } catch (Exception e) {
        failure =
            StageConditionException.of(
                stageId, "evaluation flow '" + key + "': " + e.getMessage(), e);
      } finally {
        discardHalfStarted();
        if (checked) {
          commandContext.enableAuthorizationCheck();
        }
      }
      return null;
    }

    private boolean call(ProcessDefinitionEntity flow) {
      VariableMap variables = ObjectVariables.copies(stageExecution);
      variables.remove(ANSWER);
      instance = flow.createProcessInstance();
      ExecutionVariableSnapshotObserver answer = new ExecutionVariableSnapshotObserver(instance);
      EvaluationErrorDefinition.install(flow);
      ErrorSession.current().takeUncaughtIn(flow);
      instance.start(variables);
      String uncaught = ErrorSession.current().takeUncaughtIn(flow);
      if (uncaught != null) {
        throw failure(
            "throws the BPMN error '"
                + uncaught
                + "', which nothing in it catches; catch it there");
      }
      if (!instance.isEnded()) {
        throw failure(
            "waits where it must end within the call; it may hold no user task, receive task, "
                + "event, external task or asynchronous step");
      }
      return answer(answer.getVariables().get(ANSWER));
    }

    /** In a command of its own, where nothing is left to be done of what has failed. */
    private void discardHalfStarted() {
      if (instance != null && !instance.isEnded()) {
        Context.getProcessEngineConfiguration()
            .getCommandExecutorTxRequired()
            .execute(
                context -> {
                  instance.deleteCascade("evaluation flow did not end within the call", true, true);
                  return null;
                });
      }
    }

    private boolean answer(Object value) {
      if (value == null) {
        return false;
      }
      if (value instanceof Boolean isMet) {
        return isMet;
      }
      throw failure(
          "sets "
              + ANSWER
              + " to '"
              + value
              + "' of type "
              + value.getClass().getName()
              + " where a Boolean is expected");
    }

    private ProcessDefinitionEntity find(CommandContext commandContext) {
      String tenantId = stageExecution.getTenantId();
      ProcessDefinitionManager manager = commandContext.getProcessDefinitionManager();
      ProcessDefinitionEntity latest =
          manager.findLatestProcessDefinitionByKeyAndTenantId(key, tenantId);
      if (latest == null && tenantId != null) {
        latest = manager.findLatestProcessDefinitionByKeyAndTenantId(key, null);
      }
      if (latest == null) {
        throw failure("is not deployed; deploy a process of that key");
      }
      ProcessDefinitionEntity flow =
          Context.getProcessEngineConfiguration()
              .getDeploymentCache()
              .resolveProcessDefinition(latest);
      if (OrchestrationDefinitions.of(flow) != null) {
        throw failure("has stages, which an evaluation flow may not have");
      }
      return flow;
    }
  }
}
