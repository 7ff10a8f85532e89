package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.record.RecordSession;
import java.util.List;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** Picks from the engine's history what no listener tells: called processes, written variables. */
public final class RunHistoryHandler implements HistoryEventHandler {

  @Override
  public void handleEvent(HistoryEvent event) {
    if (event instanceof HistoricVariableUpdateEventEntity variable) {
      variableChanged(variable);
    } else if (event instanceof HistoricActivityInstanceEventEntity activity) {
      activityChanged(activity);
    } else if (event instanceof HistoricProcessInstanceEventEntity processInstance) {
      processInstanceChanged(processInstance);
    }
  }

  @Override
  public void handleEvents(List<HistoryEvent> events) {
    events.forEach(this::handleEvent);
  }

  private static void variableChanged(HistoricVariableUpdateEventEntity event) {
    CommandContext commandContext = Context.getCommandContext();
    OrchestrationDefinition orchestration =
        Orchestrations.find(commandContext, event.getProcessDefinitionId());
    if (orchestration != null
        && event.getProcessInstanceId() != null
        && event.getTaskId() == null
        && Orchestrations.isLookedAt(orchestration)
        && !Orchestrations.isStatusVariable(orchestration, event.getVariableName())) {
      LookSession.of(commandContext).touchVariable(event.getProcessInstanceId());
    }
  }

  private static void activityChanged(HistoricActivityInstanceEventEntity event) {
    if (event.isEventOfType(HistoryEventTypes.ACTIVITY_INSTANCE_MIGRATE)) {
      MigrationSession.of(Context.getCommandContext()).migrated(event);
    } else {
      processCalled(event);
    }
  }

  private static void processCalled(HistoricActivityInstanceEventEntity event) {
    if (event.getCalledProcessInstanceId() == null
        || !event.isEventOfType(HistoryEventTypes.ACTIVITY_INSTANCE_UPDATE)) {
      return;
    }
    CommandContext commandContext = Context.getCommandContext();
    OrchestrationDefinition orchestration =
        Orchestrations.find(commandContext, event.getProcessDefinitionId());
    if (orchestration != null && orchestration.step(event.getActivityId()) != null) {
      RecordSession.of(commandContext)
          .steps()
          .called(event.getActivityInstanceId(), event.getCalledProcessInstanceId());
    }
  }

  private static void processInstanceChanged(HistoricProcessInstanceEventEntity event) {
    CommandContext commandContext = Context.getCommandContext();
    if (event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_MIGRATE)) {
      MigrationSession.of(commandContext).migrated(event.getProcessInstanceId());
    } else if (event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_UPDATE)
        && Orchestrations.find(commandContext, event.getProcessDefinitionId()) != null) {
      RecordSession.of(commandContext)
          .runs()
          .businessKeyChanged(event.getProcessInstanceId(), event.getBusinessKey());
    }
  }
}
