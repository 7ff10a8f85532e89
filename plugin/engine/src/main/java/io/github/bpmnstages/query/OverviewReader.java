package io.github.bpmnstages.query;

import io.github.bpmnstages.history.RunContents;
import io.github.bpmnstages.history.StageRunEntity;
import io.github.bpmnstages.history.StepRunEntity;
import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.model.StepDefinition;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** Puts together what is declared and what happened, with one statement for each table. */
final class OverviewReader {

  private final CommandContext commandContext;
  private final KnownDefinitions definitions;

  OverviewReader(CommandContext commandContext, KnownDefinitions definitions) {
    this.commandContext = commandContext;
    this.definitions = definitions;
  }

  /** Who may see the run may see all that belongs to it. */
  OrchestrationOverview read(String processInstanceId) {
    RunContents contents = new RunContents(commandContext);
    OrchestrationRun run = findRun(contents, processInstanceId);
    List<StageRunEntity> stageRuns = contents.stageRuns(processInstanceId);
    List<StepRunEntity> stepRuns = contents.stepRuns(processInstanceId);
    return new OrchestrationOverview(
        run,
        stages(run, List.copyOf(stageRuns), List.copyOf(stepRuns)),
        List.copyOf(contents.milestones(processInstanceId)));
  }

  private OrchestrationRun findRun(RunContents contents, String processInstanceId) {
    OrchestrationRun run =
        HistoryPermissions.areLimited(commandContext)
            ? findPermittedRun(processInstanceId)
            : contents.run(processInstanceId);
    if (run == null) {
      throw new NotFoundException(
          "There is no orchestration run of process instance " + processInstanceId);
    }
    return run;
  }

  private OrchestrationRun findPermittedRun(String processInstanceId) {
    OrchestrationRunQuerySql query = new OrchestrationRunQuerySql(null);
    query.processInstanceId(processInstanceId);
    List<OrchestrationRun> found = query.executeList(commandContext, null);
    return found.isEmpty() ? null : found.get(0);
  }

  private List<StageOverview> stages(
      OrchestrationRun run, List<StageRun> stageRuns, List<StepRun> stepRuns) {
    Map<String, List<StageRun>> runsByStage =
        stageRuns.stream()
            .collect(
                Collectors.groupingBy(
                    StageRun::getStageId, LinkedHashMap::new, Collectors.toList()));
    Map<String, List<StepRun>> runsByStep =
        stepRuns.stream()
            .collect(
                Collectors.groupingBy(
                    stepRun -> stepRun.getStageId() + '/' + stepRun.getStepId(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<StageOverview> stages = new ArrayList<>();
    for (StageDefinition stage : declared(run, runsByStage, runsByStep)) {
      List<StageRun> runs = runsByStage.getOrDefault(stage.id(), List.of());
      stages.add(stage(stage, runs, runsByStep));
    }
    return stages;
  }

  /** Declared stages, and after them those that only rows know of. */
  private List<StageDefinition> declared(
      OrchestrationRun run,
      Map<String, List<StageRun>> runsByStage,
      Map<String, List<StepRun>> runsByStep) {
    OrchestrationDefinition definition =
        definitions.find(commandContext, run.getProcessDefinitionId());
    return new RecordedStages(runsByStage, runsByStep).complete(definition);
  }

  private static StageOverview stage(
      StageDefinition stage, List<StageRun> runs, Map<String, List<StepRun>> runsByStep) {
    StageRun newest = newest(runs);
    List<StepOverview> steps =
        stage.steps().stream()
            .map(
                step ->
                    step(
                        step,
                        newest != null,
                        runsByStep.getOrDefault(stage.id() + '/' + step.id(), List.of())))
            .toList();
    return new StageOverview(
        stage.id(),
        stage.name(),
        stage.position(),
        stage.inFaultPath(),
        stage.exitCondition() == null ? null : stage.exitCondition().type(),
        newest == null ? null : newest.getStatus(),
        newest != null && newest.isWaitingForExitCondition(),
        runs,
        steps);
  }

  private static StepOverview step(StepDefinition step, boolean started, List<StepRun> runs) {
    StepRun newest = newest(runs);
    StepStatus notRun = started ? StepStatus.NOT_STARTED : null;
    return new StepOverview(
        step.id(),
        step.name(),
        step.type() == null ? newest.getStepType() : step.type().name(),
        newest == null ? notRun : newest.getStatus(),
        runs);
  }

  private static <R> R newest(List<R> runs) {
    return runs.isEmpty() ? null : runs.get(runs.size() - 1);
  }
}
