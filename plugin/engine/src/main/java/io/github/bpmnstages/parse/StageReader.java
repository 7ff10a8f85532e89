package io.github.bpmnstages.parse;

import java.util.Set;
import org.camunda.bpm.engine.impl.el.ExpressionManager;

/** Reads the properties of one stage: STG-003, 004, 008, 009 and 014; the rest is delegated. */
final class StageReader {

  private static final Set<String> FOR_EVERY_CONDITION =
      Set.of(StageProperty.EXIT_CONDITION, StageProperty.DUE_IN, StageProperty.STATUS_VARIABLE);

  private final Problems problems;
  private final ExitConditionReader exitConditions;
  private final DueInCheck dueIns;

  StageReader(Problems problems, ExpressionManager expressions) {
    this.problems = problems;
    this.exitConditions = new ExitConditionReader(problems, expressions);
    this.dueIns = new DueInCheck(problems, expressions);
  }

  StageSettings read(FlowNode stage) {
    StageProperties properties = new StageProperties(stage.properties());
    checkNames(stage, properties);
    dueIns.check(stage, properties);
    return new StageSettings(
        exitConditions.read(stage, properties),
        properties.value(StageProperty.DUE_IN),
        properties.value(StageProperty.STATUS_VARIABLE));
  }

  private void checkNames(FlowNode stage, StageProperties properties) {
    properties.names().forEach(name -> checkName(stage, name));
    properties.repeated().forEach(name -> repeated(stage, name));
    checkBelonging(stage, properties);
  }

  private void checkName(FlowNode stage, String name) {
    if (PropertyNames.isNumberedOutside(name)) {
      problems.report(
          ProblemCode.REQUIREMENT_NUMBER,
          stage.element(),
          "found '%s'. The requirements of a stage are numbered from 1 to 10: give it a number"
              + " that is free there.",
          name);
    } else if (!PropertyNames.isKnown(name)) {
      problems.report(
          ProblemCode.UNKNOWN_PROPERTY,
          stage.element(),
          "unknown property '%s'. The nearest one that exists is '%s': correct the name or remove"
              + " the property.",
          name,
          PropertyNames.nearest(name));
    }
  }

  private void repeated(FlowNode stage, String name) {
    problems.report(
        ProblemCode.PROPERTY_OUT_OF_PLACE,
        stage.element(),
        "found '%s' more than once. Each property may be given once: remove the others.",
        name);
    problems.spoil(stage.element());
  }

  private void checkBelonging(FlowNode stage, StageProperties properties) {
    String type = properties.value(StageProperty.EXIT_CONDITION);
    if (type == null || !ExitConditionReader.TYPES.contains(type)) {
      return;
    }
    properties.names().stream()
        .filter(PropertyNames::isKnown)
        .filter(name -> !belongs(name, type))
        .forEach(
            name ->
                problems.report(
                    ProblemCode.PROPERTY_OUT_OF_PLACE,
                    stage.element(),
                    "'%s' does not belong to the exit condition '%s', only to '%s'. Remove it or"
                        + " change stage.exitCondition.",
                    name,
                    type,
                    ownerOf(name)));
  }

  private static boolean belongs(String name, String type) {
    return FOR_EVERY_CONDITION.contains(name) || ownerOf(name).equals(type);
  }

  private static String ownerOf(String name) {
    return switch (name) {
      case StageProperty.EVALUATION_FLOW -> ExitConditionReader.EVALUATION_FLOW;
      case StageProperty.EVALUATION_DECISION -> ExitConditionReader.EVALUATION_DECISION;
      default -> ExitConditionReader.REQUIREMENTS;
    };
  }
}
