package io.github.bpmnstages.query;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds to the declared stages and steps those that only rows know of: the definition is gone, or
 * the run was migrated away from it. Such a stage has no exit condition, such a step no type.
 *
 * @param runsByStage stage runs by stage id
 * @param runsByStep step runs by stage id and step id
 */
record RecordedStages(
    Map<String, List<StageRun>> runsByStage, Map<String, List<StepRun>> runsByStep) {

  List<StageDefinition> complete(OrchestrationDefinition definition) {
    List<StageDefinition> stages = new ArrayList<>();
    if (definition != null) {
      definition.stages().values().forEach(stage -> stages.add(withRecordedSteps(stage)));
    }
    for (Map.Entry<String, List<StageRun>> runs : runsByStage.entrySet()) {
      if (definition == null || definition.stage(runs.getKey()) == null) {
        stages.add(recorded(runs.getKey(), runs.getValue().get(0), stages.size() + 1));
      }
    }
    return stages;
  }

  private StageDefinition recorded(String stageId, StageRun run, int position) {
    return withRecordedSteps(
        new StageDefinition(
            stageId, run.getStageName(), position, false, null, null, null, List.of(), List.of()));
  }

  private StageDefinition withRecordedSteps(StageDefinition stage) {
    List<StepDefinition> steps = new ArrayList<>(stage.steps());
    Set<String> declared =
        stage.steps().stream().map(StepDefinition::id).collect(Collectors.toSet());
    runsByStep.values().stream()
        .map(runs -> runs.get(0))
        .filter(run -> run.getStageId().equals(stage.id()))
        .filter(run -> !declared.contains(run.getStepId()))
        .map(run -> new StepDefinition(run.getStepId(), run.getStepName(), null, stage.id()))
        .forEach(steps::add);
    return new StageDefinition(
        stage.id(),
        stage.name(),
        stage.position(),
        stage.inFaultPath(),
        stage.exitCondition(),
        stage.dueIn(),
        stage.statusVariable(),
        steps,
        stage.faultPaths());
  }
}
