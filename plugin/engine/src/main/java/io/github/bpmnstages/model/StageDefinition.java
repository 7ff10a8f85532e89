package io.github.bpmnstages.model;

import java.util.List;

/**
 * A phase that groups steps (contract, sections 1 and 2).
 *
 * @param id id of the sub-process
 * @param name name of the sub-process, or null
 * @param position place in flow order, counted from 1; stages reachable only through a fault path
 *     come last
 * @param inFaultPath whether the stage is reachable only through a fault path
 * @param exitCondition when it completes
 * @param dueIn {@code stage.dueIn} as written, or null
 * @param statusVariable {@code stage.statusVariable}, or null
 * @param steps its steps in flow order
 * @param faultPaths its error boundary events, in file order
 */
public record StageDefinition(
    String id,
    String name,
    int position,
    boolean inFaultPath,
    ExitCondition exitCondition,
    String dueIn,
    String statusVariable,
    List<StepDefinition> steps,
    List<FaultPathDefinition> faultPaths) {

  public StageDefinition {
    steps = List.copyOf(steps);
    faultPaths = List.copyOf(faultPaths);
  }
}
