package io.github.bpmnstages.rest;

import io.github.bpmnstages.model.ExitCondition;
import io.github.bpmnstages.model.ExitCondition.EvaluationDecision;
import io.github.bpmnstages.model.ExitCondition.EvaluationFlow;
import io.github.bpmnstages.model.ExitCondition.Requirements;
import io.github.bpmnstages.model.StageDefinition;
import java.util.List;
import java.util.Map;

/** One stage of a process definition as JSON; what its exit condition does not have is null. */
record StageDefinitionDto(
    String stageId,
    String stageName,
    int position,
    boolean inFaultPath,
    String exitCondition,
    Map<Integer, String> requirements,
    String requirementLogic,
    String evaluationFlow,
    String evaluationDecision,
    String dueIn,
    String statusVariable,
    List<FaultPathDefinitionDto> faultPaths,
    List<StepDefinitionDto> steps) {

  static StageDefinitionDto of(StageDefinition stage) {
    ExitCondition exit = stage.exitCondition();
    return new StageDefinitionDto(
        stage.id(),
        stage.name(),
        stage.position(),
        stage.inFaultPath(),
        exit.type(),
        exit instanceof Requirements requirements ? requirements.requirements() : null,
        exit instanceof Requirements requirements ? requirements.logicText() : null,
        exit instanceof EvaluationFlow flow ? flow.processDefinitionKey() : null,
        exit instanceof EvaluationDecision decision ? decision.decisionDefinitionKey() : null,
        stage.dueIn(),
        stage.statusVariable(),
        stage.faultPaths().stream().map(FaultPathDefinitionDto::of).toList(),
        stage.steps().stream().map(StepDefinitionDto::of).toList());
  }
}
