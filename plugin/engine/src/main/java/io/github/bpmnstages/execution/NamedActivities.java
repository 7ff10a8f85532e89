package io.github.bpmnstages.execution;

import java.util.List;
import org.camunda.bpm.engine.impl.ModificationBuilderImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceModificationBuilderImpl;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractInstantiationCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractModificationCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractProcessInstanceModificationCommand;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;

/**
 * The activities that a start in the middle, a modification or a restart asks for.
 *
 * @param instructions what is to be canceled and started, in this order
 * @param processInstanceId the one of which it is asked, or null for new ones and for several
 */
record NamedActivities(
    List<AbstractProcessInstanceModificationCommand> instructions, String processInstanceId) {

  /** Null for a command whose caller names no activities. */
  static NamedActivities of(Command<?> command) {
    if (command instanceof ModifyProcessInstanceCmd) {
      var builder =
          EngineFields.read(command, "builder", ProcessInstanceModificationBuilderImpl.class);
      return new NamedActivities(
          builder.getModificationOperations(), builder.getProcessInstanceId());
    }
    if (command instanceof StartProcessInstanceAtActivitiesCmd) {
      return new NamedActivities(
          EngineFields.read(command, "instantiationBuilder", ProcessInstantiationBuilderImpl.class)
              .getModificationBuilder()
              .getModificationOperations(),
          null);
    }
    if (command instanceof AbstractModificationCmd) {
      return new NamedActivities(
          EngineFields.read(command, "builder", ModificationBuilderImpl.class).getInstructions(),
          null);
    }
    return null;
  }

  /** Whether that is asked of the process instance itself. */
  boolean areOf(String id) {
    return id.equals(processInstanceId);
  }

  /** Whether nothing else is asked for once the first activity has started. */
  boolean endWithTheOnlyStart() {
    long starts = instructions.stream().filter(NamedActivities::isStart).count();
    return starts == 1 && isStart(instructions.get(instructions.size() - 1));
  }

  private static boolean isStart(AbstractProcessInstanceModificationCommand instruction) {
    return instruction instanceof AbstractInstantiationCmd;
  }
}
