package io.github.bpmnstages.rest;

import io.github.bpmnstages.history.MilestoneEntity;
import io.github.bpmnstages.history.OrchestrationRunEntity;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.history.StepRunEntity;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbEntity;

/**
 * Three rows of each kind: {@code a} and {@code b} have ended, {@code c} has not and has no tenant.
 * Every text holds the row's letter and the field's name, every time and number grows from a to c:
 * so each filter and each sorting can be told from every other.
 */
final class RowFixture {

  /** A day for each row; hours after it for the times. */
  private static final long DAY = 24 * 60 * 60 * 1000L;

  private final ProcessEngineConfigurationImpl configuration;

  RowFixture(ProcessEngine engine) {
    configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
  }

  /** Midnight of that row's day: before all its times. */
  static Date dayOf(char row) {
    return new Date((10_000 + row - 'a') * DAY);
  }

  void insertAll() {
    List.of('a', 'b', 'c').forEach(this::insert);
  }

  /** Steps that have called a process have no task. */
  void callInsteadOfTask(boolean calls) {
    update(
        calls
            ? "update STG_HI_STEP_RUN set TASK_ID_ = null"
            : "update STG_HI_STEP_RUN set TASK_ID_ = concat(substring(ID_, 1, 1), '-taskId')");
  }

  private void update(String sql) {
    try (Connection connection = configuration.getDataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private void insert(char row) {
    boolean ended = row != 'c';
    OrchestrationRunEntity run = filled(new OrchestrationRunEntity(), row);
    run.setStatus(
        new RunStatus[] {RunStatus.COMPLETED, RunStatus.CANCELED, RunStatus.IN_PROGRESS}
            [row - 'a']);
    run.setId(row + "-processInstanceId");
    StageRunEntity stage = filled(new StageRunEntity(), row);
    stage.setStatus(
        new StageStatus[] {StageStatus.COMPLETED, StageStatus.CANCELED, StageStatus.IN_PROGRESS}
            [row - 'a']);
    stage.setId(row + "-stageRunId");
    stage.setWaitingForExitCondition(!ended);
    StepRunEntity step = filled(new StepRunEntity(), row);
    step.setStatus(
        new StepStatus[] {StepStatus.COMPLETED, StepStatus.CANCELED, StepStatus.IN_PROGRESS}
            [row - 'a']);
    step.setId(row + "-stepRunId");
    step.setStepType(new String[] {"BACKGROUND", "EXTERNAL", "INTERACTIVE"}[row - 'a']);
    MilestoneEntity milestone = filled(new MilestoneEntity(), row);
    milestone.setKind(
        new MilestoneKind[] {MilestoneKind.END_RUN, MilestoneKind.FAIL_RUN, MilestoneKind.START_RUN}
            [row - 'a']);
    milestone.setId(row + "-milestoneId");
    List<DbEntity> rows = List.of(run, stage, step, milestone);
    if (!ended) {
      rows.forEach(entity -> clear(entity, "setTenantId"));
      rows.forEach(entity -> clear(entity, "setEndTime"));
      rows.forEach(entity -> clear(entity, "setDurationInMillis"));
    }
    configuration
        .getCommandExecutorTxRequired()
        .execute(
            commandContext -> {
              rows.forEach(commandContext.getDbEntityManager()::insert);
              return null;
            });
  }

  private static <E> E filled(E entity, char row) {
    long hours = 1;
    for (Method setter : entity.getClass().getMethods()) {
      if (setter.getName().startsWith("set") && setter.getParameterCount() == 1) {
        Class<?> type = setter.getParameterTypes()[0];
        String name =
            setter.getName().substring(3, 4).toLowerCase() + setter.getName().substring(4);
        if (type == String.class) {
          call(setter, entity, row + "-" + name);
        } else if (type == Date.class) {
          call(setter, entity, new Date(dayOf(row).getTime() + hours++ * 60 * 60 * 1000));
        } else if (type == Long.class || type == long.class) {
          call(setter, entity, (long) row);
        }
      }
    }
    return entity;
  }

  private static void clear(Object entity, String setterName) {
    for (Method setter : entity.getClass().getMethods()) {
      if (setter.getName().equals(setterName)) {
        call(setter, entity, null);
      }
    }
  }

  private static void call(Method setter, Object entity, Object value) {
    try {
      setter.invoke(entity, value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
