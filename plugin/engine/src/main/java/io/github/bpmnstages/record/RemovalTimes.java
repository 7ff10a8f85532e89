package io.github.bpmnstages.record;

import java.util.Date;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Removal time of a run's rows: that of the root process instance, as for the engine's history. */
final class RemovalTimes {

  private RemovalTimes() {}

  static Date of(ExecutionEntity processInstance) {
    ProcessEngineConfigurationImpl configuration = Context.getProcessEngineConfiguration();
    if (!ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START.equals(
        configuration.getHistoryRemovalTimeStrategy())) {
      return null;
    }
    HistoricProcessInstanceEventEntity root =
        Context.getCommandContext()
            .getDbEntityManager()
            .selectById(
                HistoricProcessInstanceEventEntity.class,
                processInstance.getRootProcessInstanceId());
    if (root == null && configuration.isEnableDefaultDbHistoryEventHandler()) {
      // cleaned up while the run goes on: what is written now has nothing left to live with
      return ClockUtil.getCurrentTime();
    }
    return root == null ? null : root.getRemovalTime();
  }
}
