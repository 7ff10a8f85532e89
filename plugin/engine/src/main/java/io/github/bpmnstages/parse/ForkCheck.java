package io.github.bpmnstages.parse;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Whether two stages could be in progress at once: STG-011. Every fork outside the stages is looked
 * at by itself, in the scope that it lies in: the end of a sub-process joins whatever ran in it.
 */
final class ForkCheck {

  private final Problems problems;

  ForkCheck(Problems problems) {
    this.problems = problems;
  }

  /** Looks at everything in the scope outside its stages. */
  void check(FlowNode scope) {
    for (FlowNode node : scope.children()) {
      if (node.isNonInterrupting() && node.isEventSubProcess()) {
        checkEventSubProcess(node);
      }
      node.boundaryEvents().stream()
          .filter(FlowNode::isNonInterrupting)
          .forEach(this::checkBoundaryEvent);
      checkFork(node);
      if (node.isScope() && !node.isStage()) {
        check(node);
      }
    }
  }

  private void checkEventSubProcess(FlowNode eventSubProcess) {
    List<FlowNode> stages = Branch.stagesIn(eventSubProcess).toList();
    if (!stages.isEmpty()) {
      report(
          eventSubProcess,
          stages,
          "the event sub-process does not interrupt what goes on and holds %s. Make it"
              + " interrupting, or take the stage out of it.");
    }
  }

  /** It can fire again, and the engine's joins count tokens: no join makes that safe. */
  private void checkBoundaryEvent(FlowNode event) {
    Set<FlowNode> stages = new Branch(event).stagesBefore(Set.of());
    if (!stages.isEmpty()) {
      report(
          event,
          stages,
          "the boundary event does not interrupt what goes on and leads to %s. Make it"
              + " interrupting, or let it end without reaching a stage.");
    }
  }

  private void checkFork(FlowNode fork) {
    List<SequenceFlow> flows = Fork.flowsTakenTogether(fork);
    List<Branch> branches =
        flows.size() < 2
            ? List.of()
            : flows.stream().map(flow -> new Branch(flow.target())).toList();
    for (int i = 0; i < branches.size(); i++) {
      for (int j = i + 1; j < branches.size(); j++) {
        Set<FlowNode> stages =
            new BranchPair(fork, branches.get(i), branches.get(j)).stagesAtOnce();
        if (!stages.isEmpty()) {
          reportFork(fork, flows.get(i), flows.get(j), stages);
          return;
        }
      }
    }
  }

  private void reportFork(
      FlowNode fork, SequenceFlow one, SequenceFlow other, Set<FlowNode> stages) {
    report(
        fork,
        stages,
        "the flows '%s' and '%s' that leave %s can be taken together and lead to %%s before they"
                .formatted(one.id(), other.id(), fork)
            + " join again. Let the flows meet in a parallel or inclusive gateway before the"
            + " stage, put the stages one after another, or fork with an exclusive gateway.");
  }

  private void report(FlowNode place, Collection<FlowNode> holders, String message) {
    List<FlowNode> stages = holders.stream().flatMap(Branch::stagesIn).distinct().toList();
    stages.forEach(stage -> problems.spoil(stage.element()));
    String names =
        stages.stream().map(stage -> "stage '" + stage.id() + "'").collect(joining(", "));
    problems.report(
        ProblemCode.STAGES_AT_ONCE,
        place.element(),
        "%s",
        "only one stage may be in progress at a time, but " + message.formatted(names));
  }
}
