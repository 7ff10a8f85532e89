package io.github.bpmnstages.samples.demo;

import static io.github.bpmnstages.samples.demo.TextTable.cell;

import io.github.bpmnstages.query.OrchestrationOverview;
import io.github.bpmnstages.query.StageOverview;
import io.github.bpmnstages.query.StepOverview;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run as a table: stages and steps on the left, milestones on the right. */
final class RunTable {

  private static final int NAME = 36;
  private static final int TYPE = 12;
  private static final int STATUS = 12;
  private static final int LEFT = NAME + TYPE + STATUS;
  private static final int KIND = 17;
  private static final int PLACE = TextTable.WIDTH - LEFT - 3 - KIND - 1;

  private RunTable() {}

  static String of(OrchestrationOverview overview) {
    return TextTable.sideBySide(stagesAndSteps(overview), LEFT, milestones(overview));
  }

  private static List<String> stagesAndSteps(OrchestrationOverview overview) {
    List<String> lines = new ArrayList<>();
    OrchestrationRun run = overview.run();
    lines.add(line("STAGE / step", "TYPE", "STATUS"));
    lines.add(line("run of " + run.getProcessDefinitionKey(), "", run.getStatus()));
    visits(overview).forEach(visit -> addVisit(lines, visit));
    overview.stages().stream()
        .filter(stage -> stage.runs().isEmpty())
        .forEach(stage -> lines.add(line(" " + stage.stageId(), "", "-")));
    return lines;
  }

  private static List<StageVisit> visits(OrchestrationOverview overview) {
    return overview.stages().stream()
        .flatMap(stage -> stage.runs().stream().map(run -> new StageVisit(stage, run)))
        .sorted(Comparator.comparing(visit -> firstMilestone(overview, visit.run())))
        .toList();
  }

  private static Long firstMilestone(OrchestrationOverview overview, StageRun run) {
    return overview.milestones().stream()
        .filter(milestone -> run.getId().equals(milestone.getStageRunId()))
        .map(Milestone::getSequence)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private static void addVisit(List<String> lines, StageVisit visit) {
    StageRun run = visit.run();
    lines.add(line(" " + run.getStageId(), "", run.getStatus()));
    visit.stage().steps().forEach(step -> addStep(lines, run, step));
    if (run.getErrorCode() != null) {
      lines.add("   > " + run.getErrorCode() + caughtBy(run));
    }
  }

  private static String caughtBy(StageRun run) {
    return run.getFaultPath() == null ? ", caught nowhere" : ", caught by " + run.getFaultPath();
  }

  private static void addStep(List<String> lines, StageRun stageRun, StepOverview step) {
    List<StepRun> runs =
        step.runs().stream().filter(run -> stageRun.getId().equals(run.getStageRunId())).toList();
    if (runs.isEmpty()) {
      lines.add(line("   " + step.stepId(), step.stepType(), StepStatus.NOT_STARTED));
    }
    runs.forEach(run -> lines.add(line("   " + step.stepId(), step.stepType(), run.getStatus())));
  }

  private static List<String> milestones(OrchestrationOverview overview) {
    Stream<String> lines = overview.milestones().stream().map(RunTable::milestone);
    return Stream.concat(Stream.of("MILESTONES"), lines).toList();
  }

  private static String milestone(Milestone milestone) {
    String place =
        Stream.of(milestone.getStageId(), milestone.getStepId(), milestone.getDetail())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" / "));
    return cell(milestone.getKind().name(), KIND) + " " + cell(place, PLACE);
  }

  private static String line(String name, String type, Object status) {
    return cell(name, NAME) + cell(type, TYPE) + cell(status.toString(), STATUS);
  }

  private record StageVisit(StageOverview stage, StageRun run) {}
}
