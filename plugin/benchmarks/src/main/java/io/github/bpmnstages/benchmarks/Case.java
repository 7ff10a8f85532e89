package io.github.bpmnstages.benchmarks;

import java.util.List;

/**
 * One line of the comparison with the engine alone.
 *
 * @param name what is run
 * @param model the BPMN, the same with and without the plugin
 * @param work how a client drives it
 * @param stages how many stages a run goes through; 0 counts as one when counts are given per stage
 */
record Case(String name, String model, Work work, int stages) {

  static final Case THREE_TIMES_TWO =
      new Case("3 stages × 2 user tasks", Model.threeTimesTwo(), Work.TASKS_IN_A_ROW, 3);

  static List<Case> all() {
    return List.of(
        THREE_TIMES_TWO,
        new Case("5 stages × 4 service tasks", Model.fiveTimesFour(""), Work.START, 5),
        new Case(
            "5 stages × 4 asynchronous service tasks",
            Model.fiveTimesFour("camunda:asyncBefore='true'"),
            Work.JOBS,
            5),
        new Case(
            "1 stage of 200 parallel steps",
            Model.parallel("p", 200, Model.allSteps()),
            Work.TASKS_AT_ONCE,
            1),
        new Case("10 requirements, 100 variable writes", Model.tenRequirements(), Work.WRITES, 1),
        new Case("no stage: 2 user tasks", Model.withoutStage(), Work.TASKS_IN_A_ROW, 0),
        new Case(
            "no stage: 3 sub-processes × 2 user tasks",
            Model.threeTimesTwo(""),
            Work.TASKS_IN_A_ROW,
            0));
  }

  /** Steps one after another in one stage, each in a transaction of its own. */
  static Case tasks(int count) {
    return new Case(
        count + " user tasks", Model.oneStage("userTask", count, ""), Work.TASKS_IN_A_ROW, count);
  }

  /** Steps one after another in one stage, all in one transaction. */
  static Case serviceTasks(int count) {
    return new Case(
        count + " service tasks",
        Model.oneStage("serviceTask", count, "camunda:expression='${true}'"),
        Work.START,
        count);
  }
}
