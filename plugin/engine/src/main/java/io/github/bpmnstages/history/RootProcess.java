package io.github.bpmnstages.history;

import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.model.PropertyKey;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/** Whether a root process instance can have rows at all, as far as its parsed process tells. */
public final class RootProcess {

  private static final PropertyKey<Boolean> MAY_HAVE_ROWS =
      new PropertyKey<>("io.github.bpmnstages.mayHaveRows");

  private RootProcess() {}

  /** The process has stages; to be said when it was parsed. */
  public static void hasStages(ProcessDefinitionEntity process) {
    process.getProperties().set(MAY_HAVE_ROWS, true);
  }

  /**
   * A process instance goes on as one of the other process, with the rows that it has. Only this
   * node knows: elsewhere, and after a restart, the cleanup makes up for it.
   */
  public static void migrated(ProcessDefinitionEntity source, ProcessDefinitionEntity target) {
    if (source == null || mayHaveRows(source)) {
      target.getProperties().set(MAY_HAVE_ROWS, true);
    }
  }

  /**
   * False only for a process instance that ends in this command, has no stages and calls nothing:
   * so a process that is none of the plugin's business costs no statement.
   */
  static boolean mayHaveRows(String rootProcessInstanceId) {
    ExecutionEntity root =
        Context.getCommandContext()
            .getDbEntityManager()
            .getCachedEntity(ExecutionEntity.class, rootProcessInstanceId);
    return root == null || mayHaveRows(root.getProcessDefinition());
  }

  private static boolean mayHaveRows(ProcessDefinitionEntity process) {
    Boolean known = process.getProperties().get(MAY_HAVE_ROWS);
    if (known == null) {
      known = callsSomething(process);
      process.getProperties().set(MAY_HAVE_ROWS, known);
    }
    return known;
  }

  private static boolean callsSomething(ScopeImpl scope) {
    for (ActivityImpl activity : scope.getActivities()) {
      if (activity.getActivityBehavior() instanceof CallableElementActivityBehavior
          || callsSomething(activity)) {
        return true;
      }
    }
    return false;
  }
}
