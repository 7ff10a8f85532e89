package io.github.bpmnstages.assertions;

import io.github.bpmnstages.query.OrchestrationOverview;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.run.StepRun;
import io.github.bpmnstages.run.StepStatus;
import java.util.Objects;
import java.util.function.Function;

/** Assertions on one run of a step. Every one reads the run anew. */
public final class StepRunAssert extends AbstractRecordAssert<StepRunAssert, StepRun> {

  StepRunAssert(StageService service, StepRun actual) {
    super(service, actual, StepRunAssert.class);
  }

  /** The step's status is IN_PROGRESS. */
  public StepRunAssert isInProgress() {
    return hasStatus(StepStatus.IN_PROGRESS);
  }

  /** The step's status is COMPLETED. */
  public StepRunAssert isCompleted() {
    return hasStatus(StepStatus.COMPLETED);
  }

  /** The step's status is CANCELED. */
  public StepRunAssert isCanceled() {
    return hasStatus(StepStatus.CANCELED);
  }

  /** The step's status is DISCONTINUED. */
  public StepRunAssert isDiscontinued() {
    return hasStatus(StepStatus.DISCONTINUED);
  }

  /** The step's status is ERROR. */
  public StepRunAssert isInError() {
    return hasStatus(StepStatus.ERROR);
  }

  /**
   * The step has that status.
   *
   * @param expected not null
   */
  public StepRunAssert hasStatus(StepStatus expected) {
    return has("status", expected, StepRun::getStatus);
  }

  /**
   * The step is of that type.
   *
   * @param expected {@code INTERACTIVE}, {@code EXTERNAL} or {@code BACKGROUND}
   */
  public StepRunAssert hasType(String expected) {
    return has("type", expected, StepRun::getStepType);
  }

  /**
   * The step's user task is assigned to that user.
   *
   * @param expected null = to nobody
   */
  public StepRunAssert hasAssignee(String expected) {
    return has("assignee", expected, StepRun::getAssignee);
  }

  /**
   * The failure of the step has that code.
   *
   * @param expected not null
   */
  public StepRunAssert hasErrorCode(String expected) {
    return has("error code", expected, StepRun::getErrorCode);
  }

  /**
   * The step called that process instance.
   *
   * @param expected null = none
   */
  public StepRunAssert hasCalledProcessInstance(String expected) {
    return has("called process instance", expected, StepRun::getCalledProcessInstanceId);
  }

  @Override
  String processInstanceId() {
    return actual.getProcessInstanceId();
  }

  @Override
  String subject() {
    return "step run " + actual.getId() + " of step '" + actual.getStepId() + "'";
  }

  private <T> StepRunAssert has(String what, T expected, Function<StepRun, T> value) {
    OrchestrationOverview overview = overview();
    T found = value.apply(current(overview));
    return verify(
        Objects.equals(found, expected), overview, "to have the " + what + " " + expected, found);
  }

  private StepRun current(OrchestrationOverview overview) {
    return steps(overview)
        .flatMap(step -> step.runs().stream())
        .filter(run -> run.getId().equals(actual.getId()))
        .findFirst()
        .orElseThrow(() -> failed(overview, "to be recorded", "no such row"));
  }
}
