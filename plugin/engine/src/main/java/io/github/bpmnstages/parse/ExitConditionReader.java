package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.ExitCondition;
import io.github.bpmnstages.model.ExitCondition.AllStepsCompleted;
import io.github.bpmnstages.model.ExitCondition.EvaluationDecision;
import io.github.bpmnstages.model.ExitCondition.EvaluationFlow;
import java.util.List;
import org.camunda.bpm.engine.impl.el.ExpressionManager;

/** Reads when a stage completes: STG-003 and STG-007; the requirements are delegated. */
final class ExitConditionReader {

  static final String ALL_STEPS_COMPLETED = "allStepsCompleted";
  static final String REQUIREMENTS = "requirements";
  static final String EVALUATION_FLOW = "evaluationFlow";
  static final String EVALUATION_DECISION = "evaluationDecision";

  static final List<String> TYPES =
      List.of(ALL_STEPS_COMPLETED, REQUIREMENTS, EVALUATION_FLOW, EVALUATION_DECISION);

  private final Problems problems;
  private final RequirementReader requirements;

  ExitConditionReader(Problems problems, ExpressionManager expressions) {
    this.problems = problems;
    this.requirements = new RequirementReader(problems, expressions);
  }

  /** The exit condition, or null if it cannot be understood. */
  ExitCondition read(FlowNode stage, StageProperties properties) {
    String type = properties.value(StageProperty.EXIT_CONDITION);
    if (type == null) {
      missing(stage, properties);
      return null;
    }
    return switch (type) {
      case ALL_STEPS_COMPLETED -> new AllStepsCompleted();
      case REQUIREMENTS -> requirements.read(stage, properties);
      case EVALUATION_FLOW ->
          new EvaluationFlow(key(stage, properties, StageProperty.EVALUATION_FLOW, "process"));
      case EVALUATION_DECISION ->
          new EvaluationDecision(
              key(stage, properties, StageProperty.EVALUATION_DECISION, "decision"));
      default -> unknown(stage, type);
    };
  }

  private void missing(FlowNode stage, StageProperties properties) {
    problems.report(
        ProblemCode.EXIT_CONDITION,
        stage.element(),
        "found %s without stage.exitCondition. Add stage.exitCondition, one of %s, or remove the"
            + " other stage.* properties.",
        String.join(", ", properties.names()),
        String.join(", ", TYPES));
  }

  private ExitCondition unknown(FlowNode stage, String type) {
    problems.report(
        ProblemCode.EXIT_CONDITION,
        stage.element(),
        "unknown exit condition '%s'. Set stage.exitCondition to one of %s.",
        type,
        String.join(", ", TYPES));
    return null;
  }

  private String key(FlowNode stage, StageProperties properties, String property, String kind) {
    String key = properties.value(property);
    if (key == null || key.contains("{")) {
      problems.report(
          ProblemCode.EVALUATION_MISSING,
          stage.element(),
          "%s. The exit condition '%s' needs the property %s with the key of the %s, as it is and"
              + " not as an expression.",
          key == null ? "found no " + property : "found '" + key + "'",
          properties.value(StageProperty.EXIT_CONDITION),
          property,
          kind);
    }
    return key;
  }
}
