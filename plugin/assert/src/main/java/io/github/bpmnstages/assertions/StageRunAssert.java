package io.github.bpmnstages.assertions;

import io.github.bpmnstages.query.OrchestrationOverview;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.query.StepOverview;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.run.StageStatus;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/** Assertions on one visit to a stage. Every one reads the run anew. */
public final class StageRunAssert extends AbstractRecordAssert<StageRunAssert, StageRun> {

  StageRunAssert(StageService service, StageRun actual) {
    super(service, actual, StageRunAssert.class);
  }

  /** The stage's status is IN_PROGRESS. */
  public StageRunAssert isInProgress() {
    return hasStatus(StageStatus.IN_PROGRESS);
  }

  /** The stage's status is SUSPENDED. */
  public StageRunAssert isSuspended() {
    return hasStatus(StageStatus.SUSPENDED);
  }

  /** The stage's status is COMPLETED. */
  public StageRunAssert isCompleted() {
    return hasStatus(StageStatus.COMPLETED);
  }

  /** The stage's status is CANCELED. */
  public StageRunAssert isCanceled() {
    return hasStatus(StageStatus.CANCELED);
  }

  /** The stage's status is DISCONTINUED. */
  public StageRunAssert isDiscontinued() {
    return hasStatus(StageStatus.DISCONTINUED);
  }

  /** The stage's status is ERROR. */
  public StageRunAssert isInError() {
    return hasStatus(StageStatus.ERROR);
  }

  /**
   * The stage has that status.
   *
   * @param expected not null
   */
  public StageRunAssert hasStatus(StageStatus expected) {
    OrchestrationOverview overview = overview();
    StageStatus status = current(overview).getStatus();
    return verify(status == expected, overview, "to have the status " + expected, status);
  }

  /** All steps of the stage are done and its exit condition is not yet true. */
  public StageRunAssert isWaitingForExitCondition() {
    OrchestrationOverview overview = overview();
    StageRun stage = current(overview);
    return verify(
        stage.isWaitingForExitCondition(),
        overview,
        "to wait for its exit condition",
        stage.getStatus() + ", not waiting");
  }

  /** The stage has open steps, or it has ended. */
  public StageRunAssert isNotWaitingForExitCondition() {
    OrchestrationOverview overview = overview();
    return verify(
        !current(overview).isWaitingForExitCondition(),
        overview,
        "not to wait for its exit condition",
        "it waiting");
  }

  /**
   * The failure of the stage has that code.
   *
   * @param expected not null
   */
  public StageRunAssert hasErrorCode(String expected) {
    OrchestrationOverview overview = overview();
    String code = current(overview).getErrorCode();
    return verify(
        Objects.equals(code, expected), overview, "to have the error code " + expected, code);
  }

  /**
   * The failure of the stage was caught by that event.
   *
   * @param eventId id of the catching event, not null
   */
  public StageRunAssert hasTakenFaultPath(String eventId) {
    OrchestrationOverview overview = overview();
    String faultPath = current(overview).getFaultPath();
    return verify(
        Objects.equals(faultPath, eventId),
        overview,
        "to have taken the fault path '" + eventId + "'",
        faultPath);
  }

  /**
   * The stage is due at that moment.
   *
   * @param expected to the millisecond; null = it has no due date
   */
  public StageRunAssert isDueAt(Date expected) {
    OrchestrationOverview overview = overview();
    Date due = current(overview).getDueDate();
    boolean same =
        due == null ? expected == null : expected != null && due.getTime() == expected.getTime();
    return verify(same, overview, "to be due at " + expected, due);
  }

  /**
   * The newest run of each of these steps in this visit is COMPLETED. Others may be, too.
   *
   * @param stepIds not empty
   */
  public StageRunAssert hasCompletedSteps(String... stepIds) {
    return hasSteps(StepStatus.COMPLETED, stepIds);
  }

  /**
   * The newest run of each of these steps in this visit is IN_PROGRESS. Others may be, too.
   *
   * @param stepIds not empty
   */
  public StageRunAssert hasOpenSteps(String... stepIds) {
    return hasSteps(StepStatus.IN_PROGRESS, stepIds);
  }

  /**
   * The newest run of each of these steps in this visit is DISCONTINUED. Others may be, too.
   *
   * @param stepIds not empty
   */
  public StageRunAssert hasDiscontinuedSteps(String... stepIds) {
    return hasSteps(StepStatus.DISCONTINUED, stepIds);
  }

  /**
   * The newest run of each of these steps in this visit is CANCELED. Others may be, too.
   *
   * @param stepIds not empty
   */
  public StageRunAssert hasCanceledSteps(String... stepIds) {
    return hasSteps(StepStatus.CANCELED, stepIds);
  }

  /**
   * The newest run of each of these steps in this visit is ERROR. Others may be, too.
   *
   * @param stepIds not empty
   */
  public StageRunAssert hasFailedSteps(String... stepIds) {
    return hasSteps(StepStatus.ERROR, stepIds);
  }

  /**
   * None of these steps has started in this visit.
   *
   * @param stepIds not empty
   */
  public StageRunAssert hasNotStartedSteps(String... stepIds) {
    return hasSteps(StepStatus.NOT_STARTED, stepIds);
  }

  /**
   * Goes on with the newest run of a step in this visit.
   *
   * @param stepId of a step that has started, not null
   */
  public StepRunAssert step(String stepId) {
    OrchestrationOverview overview = overview();
    StepRun run = newestRun(knownStep(overview, stepsOfStage(overview).stream(), stepId));
    verify(run != null, overview, "to have started step '" + stepId + "'", "no run of it");
    return new StepRunAssert(service, run);
  }

  @Override
  String processInstanceId() {
    return actual.getProcessInstanceId();
  }

  @Override
  String subject() {
    return "stage run " + actual.getId() + " of stage '" + actual.getStageId() + "'";
  }

  private StageRun current(OrchestrationOverview overview) {
    return knownStage(overview, actual.getStageId()).runs().stream()
        .filter(run -> run.getId().equals(actual.getId()))
        .findFirst()
        .orElseThrow(() -> failed(overview, "to be recorded", "no such row"));
  }

  private StageRunAssert hasSteps(StepStatus expected, String... stepIds) {
    OrchestrationOverview overview = overview();
    List<StepOverview> steps = stepsOfStage(overview);
    long matching =
        required(stepIds).stream()
            .filter(id -> status(knownStep(overview, steps.stream(), id)) == expected)
            .count();
    return verify(
        matching == stepIds.length,
        overview,
        "to have the steps " + Arrays.toString(stepIds) + " " + expected,
        steps.stream().map(step -> step.stepId() + " " + status(step)).toList());
  }

  private List<StepOverview> stepsOfStage(OrchestrationOverview overview) {
    return knownStage(overview, actual.getStageId()).steps();
  }

  private StepStatus status(StepOverview step) {
    StepRun newest = newestRun(step);
    return newest == null ? StepStatus.NOT_STARTED : newest.getStatus();
  }

  private StepRun newestRun(StepOverview step) {
    return last(
        step.runs().stream().filter(run -> run.getStageRunId().equals(actual.getId())).toList());
  }
}
