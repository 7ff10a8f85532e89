package io.github.bpmnstages.assertions;

import io.github.bpmnstages.query.OrchestrationOverview;
import io.github.bpmnstages.query.StageOverview;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.query.StepOverview;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepStatus;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** Assertions on an orchestration run. Every one reads the run anew. */
public final class OrchestrationRunAssert
    extends AbstractRecordAssert<OrchestrationRunAssert, OrchestrationRun> {

  OrchestrationRunAssert(StageService service, OrchestrationRun actual) {
    super(service, actual, OrchestrationRunAssert.class);
  }

  /** The run's status is IN_PROGRESS. */
  public OrchestrationRunAssert isInProgress() {
    return hasStatus(RunStatus.IN_PROGRESS);
  }

  /** The run's status is SUSPENDED. */
  public OrchestrationRunAssert isSuspended() {
    return hasStatus(RunStatus.SUSPENDED);
  }

  /** The run's status is COMPLETED. */
  public OrchestrationRunAssert isCompleted() {
    return hasStatus(RunStatus.COMPLETED);
  }

  /** The run's status is CANCELED. */
  public OrchestrationRunAssert isCanceled() {
    return hasStatus(RunStatus.CANCELED);
  }

  /** The run's status is ERROR, whether it has ended or not. */
  public OrchestrationRunAssert isInError() {
    return hasStatus(RunStatus.ERROR);
  }

  /**
   * The run has that status.
   *
   * @param expected not null
   */
  public OrchestrationRunAssert hasStatus(RunStatus expected) {
    OrchestrationOverview overview = overview();
    RunStatus status = overview.run().getStatus();
    return verify(status == expected, overview, "to have the status " + expected, status);
  }

  /**
   * The run has not ended and that stage is its current one, whatever the stage's status.
   *
   * @param stageId not null
   */
  public OrchestrationRunAssert isInStage(String stageId) {
    OrchestrationOverview overview = overview();
    knownStage(overview, stageId);
    return verify(
        stageId.equals(openStage(overview)),
        overview,
        "to be in stage '" + stageId + "'",
        whereabouts(overview));
  }

  /** The run has not ended and no stage is its current one. */
  public OrchestrationRunAssert isBetweenStages() {
    OrchestrationOverview overview = overview();
    return verify(
        isOpen(overview) && openStage(overview) == null,
        overview,
        "to be between stages",
        whereabouts(overview));
  }

  /**
   * The newest visit to each of these stages is COMPLETED. Others may be, too.
   *
   * @param stageIds not empty
   */
  public OrchestrationRunAssert hasCompletedStages(String... stageIds) {
    return hasStages(StageStatus.COMPLETED, stageIds);
  }

  /**
   * The newest visit to each of these stages is CANCELED. Others may be, too.
   *
   * @param stageIds not empty
   */
  public OrchestrationRunAssert hasCanceledStages(String... stageIds) {
    return hasStages(StageStatus.CANCELED, stageIds);
  }

  /**
   * The newest visit to each of these stages is DISCONTINUED. Others may be, too.
   *
   * @param stageIds not empty
   */
  public OrchestrationRunAssert hasDiscontinuedStages(String... stageIds) {
    return hasStages(StageStatus.DISCONTINUED, stageIds);
  }

  /**
   * The newest visit to each of these stages is ERROR. Others may be, too.
   *
   * @param stageIds not empty
   */
  public OrchestrationRunAssert hasFailedStages(String... stageIds) {
    return hasStages(StageStatus.ERROR, stageIds);
  }

  /**
   * None of these stages has started yet. There may be others.
   *
   * @param stageIds not empty
   */
  public OrchestrationRunAssert hasNotStartedStages(String... stageIds) {
    return hasStages(null, stageIds);
  }

  /**
   * The newest run of each of these steps is COMPLETED. Others may be, too.
   *
   * @param stepIds not empty
   */
  public OrchestrationRunAssert hasCompletedSteps(String... stepIds) {
    return hasSteps(StepStatus.COMPLETED, stepIds);
  }

  /**
   * The newest run of each of these steps is IN_PROGRESS. Others may be, too.
   *
   * @param stepIds not empty
   */
  public OrchestrationRunAssert hasOpenSteps(String... stepIds) {
    return hasSteps(StepStatus.IN_PROGRESS, stepIds);
  }

  /**
   * The newest run of each of these steps is DISCONTINUED. Others may be, too.
   *
   * @param stepIds not empty
   */
  public OrchestrationRunAssert hasDiscontinuedSteps(String... stepIds) {
    return hasSteps(StepStatus.DISCONTINUED, stepIds);
  }

  /**
   * The newest run of each of these steps is CANCELED. Others may be, too.
   *
   * @param stepIds not empty
   */
  public OrchestrationRunAssert hasCanceledSteps(String... stepIds) {
    return hasSteps(StepStatus.CANCELED, stepIds);
  }

  /**
   * The newest run of each of these steps is ERROR. Others may be, too.
   *
   * @param stepIds not empty
   */
  public OrchestrationRunAssert hasFailedSteps(String... stepIds) {
    return hasSteps(StepStatus.ERROR, stepIds);
  }

  /**
   * The stage of each of these steps has started, the step has not.
   *
   * @param stepIds not empty
   */
  public OrchestrationRunAssert hasNotStartedSteps(String... stepIds) {
    return hasSteps(StepStatus.NOT_STARTED, stepIds);
  }

  /**
   * The run's history holds these milestones in this order. Others may be between them.
   *
   * @param kinds not empty
   */
  public OrchestrationRunAssert hasMilestones(MilestoneKind... kinds) {
    OrchestrationOverview overview = overview();
    List<MilestoneKind> found = milestones(overview);
    return verify(
        containsInOrder(found, required(kinds)),
        overview,
        "to have in this order the milestones " + Arrays.toString(kinds),
        found);
  }

  /**
   * The run's history holds these milestones in this order and no others.
   *
   * @param kinds not empty
   */
  public OrchestrationRunAssert hasExactlyMilestones(MilestoneKind... kinds) {
    OrchestrationOverview overview = overview();
    List<MilestoneKind> found = milestones(overview);
    return verify(
        found.equals(required(kinds)),
        overview,
        "to have exactly the milestones " + Arrays.toString(kinds),
        found);
  }

  /**
   * The run's history holds none of these milestones.
   *
   * @param kinds not empty
   */
  public OrchestrationRunAssert hasNoMilestones(MilestoneKind... kinds) {
    OrchestrationOverview overview = overview();
    List<MilestoneKind> found = milestones(overview);
    return verify(
        required(kinds).stream().noneMatch(found::contains),
        overview,
        "not to have any of the milestones " + Arrays.toString(kinds),
        found);
  }

  /**
   * Goes on with the newest visit to a stage.
   *
   * @param stageId of a stage that has started, not null
   */
  public StageRunAssert stage(String stageId) {
    OrchestrationOverview overview = overview();
    StageOverview stage = knownStage(overview, stageId);
    verify(
        !stage.runs().isEmpty(),
        overview,
        "to have started stage '" + stageId + "'",
        "no run of it");
    return new StageRunAssert(service, last(stage.runs()));
  }

  /**
   * Goes on with the newest run of a step.
   *
   * @param stepId of a step that has started, not null
   */
  public StepRunAssert step(String stepId) {
    OrchestrationOverview overview = overview();
    StepOverview step = knownStep(overview, steps(overview), stepId);
    verify(
        !step.runs().isEmpty(), overview, "to have started step '" + stepId + "'", "no run of it");
    return new StepRunAssert(service, last(step.runs()));
  }

  @Override
  String processInstanceId() {
    return actual.getProcessInstanceId();
  }

  @Override
  String subject() {
    return "orchestration run " + actual.getProcessInstanceId();
  }

  private OrchestrationRunAssert hasStages(StageStatus expected, String... stageIds) {
    OrchestrationOverview overview = overview();
    Predicate<String> matches = id -> knownStage(overview, id).status() == expected;
    return verify(
        all(required(stageIds), matches),
        overview,
        "to have the stages " + Arrays.toString(stageIds) + " " + name(expected),
        overview.stages().stream().map(s -> s.stageId() + " " + name(s.status())).toList());
  }

  private OrchestrationRunAssert hasSteps(StepStatus expected, String... stepIds) {
    OrchestrationOverview overview = overview();
    Predicate<String> matches = id -> knownStep(overview, steps(overview), id).status() == expected;
    return verify(
        all(required(stepIds), matches),
        overview,
        "to have the steps " + Arrays.toString(stepIds) + " " + name(expected),
        steps(overview).map(s -> s.stepId() + " " + name(s.status())).toList());
  }

  private static String name(Enum<?> status) {
    return status == null ? "not started" : status.name();
  }

  /** Asks for every one, so that an unknown id is told though an earlier one has failed. */
  private static boolean all(List<String> ids, Predicate<String> matches) {
    return ids.stream().filter(matches).count() == ids.size();
  }

  private static boolean isOpen(OrchestrationOverview overview) {
    return overview.run().getEndTime() == null;
  }

  private static String openStage(OrchestrationOverview overview) {
    return isOpen(overview) ? overview.run().getCurrentStageId() : null;
  }

  private static String whereabouts(OrchestrationOverview overview) {
    if (!isOpen(overview)) {
      return "that it has ended with the status " + overview.run().getStatus();
    }
    String stage = openStage(overview);
    return stage == null ? "it between stages" : "it in stage '" + stage + "'";
  }

  private static List<MilestoneKind> milestones(OrchestrationOverview overview) {
    return overview.milestones().stream().map(Milestone::getKind).toList();
  }

  private static boolean containsInOrder(List<MilestoneKind> found, List<MilestoneKind> expected) {
    Iterator<MilestoneKind> next = found.iterator();
    return expected.stream().allMatch(kind -> advanceTo(kind, next));
  }

  private static boolean advanceTo(MilestoneKind kind, Iterator<MilestoneKind> milestones) {
    while (milestones.hasNext()) {
      if (milestones.next() == kind) {
        return true;
      }
    }
    return false;
  }
}
