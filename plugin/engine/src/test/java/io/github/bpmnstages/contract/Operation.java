package io.github.bpmnstages.contract;

/**
 * Something that an operator, a worker or the engine does; what it is done to is chosen among what
 * is there when its turn comes.
 *
 * @param pick chooses among what it can be done to
 * @param value more to choose from, as the kind needs it
 */
record Operation(Kind kind, int pick, int value) {

  enum Kind {
    COMPLETE,
    COMPLETE_WITH_VARIABLE,
    FAIL,
    FAIL_FOR_GOOD,
    BPMN_ERROR,
    JOB,
    BREAK,
    HEAL,
    SET_RETRIES,
    TRIGGER,
    WRITE,
    WRITE_NO_BOOLEAN,
    REMOVE,
    SUSPEND,
    RESUME,
    EVALUATE,
    DELETE,
    CANCEL_ACTIVITY,
    MIGRATE,
    MOVE,
    MODIFY,
    RESTART,

    /** The next two at the same moment. */
    BOTH
  }

  @Override
  public String toString() {
    return kind + "(" + pick + "," + value + ")";
  }
}
