package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.StepDefinition;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Whether requirements speak of stages and steps that there are: STG-013. */
final class ReferenceCheck {

  private final Problems problems;
  private final Set<String> stageIds = new LinkedHashSet<>();
  private final Set<String> stepIds = new LinkedHashSet<>();

  ReferenceCheck(
      Problems problems, Map<FlowNode, ? extends Collection<StepDefinition>> stepsByStage) {
    this.problems = problems;
    stepsByStage.forEach(
        (stage, steps) -> {
          stageIds.add(stage.id());
          steps.forEach(step -> stepIds.add(step.id()));
        });
  }

  void check(FlowNode stage) {
    new StageProperties(stage.properties())
        .requirements()
        .forEach((number, text) -> check(stage, number, text));
  }

  private void check(FlowNode stage, int number, String text) {
    RequirementExpression expression;
    try {
      expression = RequirementExpression.parse(text);
    } catch (IllegalArgumentException reportedAlready) {
      return;
    }
    check(stage, number, "stages", expression, stageIds);
    check(stage, number, "steps", expression, stepIds);
  }

  private void check(
      FlowNode stage,
      int number,
      String object,
      RequirementExpression expression,
      Set<String> known) {
    for (String name : expression.namesReadFrom(object)) {
      if (!known.contains(name)) {
        problems.report(
            ProblemCode.UNKNOWN_REFERENCE,
            stage.element(),
            "stage.requirement.%d reads %s.%s, which this process does not have. It has %s:"
                + " correct the id.",
            number,
            object,
            name,
            known.isEmpty() ? "none" : String.join(", ", known));
      }
    }
  }
}
