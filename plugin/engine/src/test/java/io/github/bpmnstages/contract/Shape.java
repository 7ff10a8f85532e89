package io.github.bpmnstages.contract;

import java.util.List;
import java.util.stream.Collectors;

/** A random orchestration before its elements have ids: small records that can be shrunk. */
sealed interface Shape {

  /** Elements one after another, then an end event. */
  record Flow(List<Shape> elements, boolean terminates) {
    static Flow of(Shape... elements) {
      return new Flow(List.of(elements), false);
    }

    @Override
    public String toString() {
      return elements.stream().map(Object::toString).collect(Collectors.joining(" -> ", "{", "}"))
          + (terminates ? "!" : "");
    }
  }

  enum Work {
    USER,
    EXTERNAL,
    RECEIVE,
    SERVICE,
    CALL
  }

  /** What is attached to a task, sub-process or stage. */
  enum Catch {
    NOTHING,
    MESSAGE,
    TIMER,
    CODED_ERROR,
    ANY_ERROR
  }

  /**
   * A task.
   *
   * @param instances more than one for multi-instance
   * @param writes number of the variable that it sets to true, or -1; service tasks only
   */
  record Task(Work work, boolean async, Catch attached, int instances, int writes)
      implements Shape {
    static Task of(Work work) {
      return new Task(work, false, Catch.NOTHING, 1, -1);
    }

    @Override
    public String toString() {
      return (async ? "async " : "")
          + work
          + (instances > 1 ? "*" + instances : "")
          + (writes < 0 ? "" : " writes v" + writes)
          + caught(attached);
    }
  }

  private static String caught(Catch attached) {
    return attached == Catch.NOTHING ? "" : " catches " + attached;
  }

  /** Two branches at once. */
  record Fork(Flow one, Flow other, boolean joined) implements Shape {
    @Override
    public String toString() {
      return "(" + one + " + " + other + (joined ? ") joined" : ")");
    }
  }

  /** One of two branches, as a variable says. */
  record Choice(int variable, Flow yes, Flow no) implements Shape {
    @Override
    public String toString() {
      return "(v" + variable + " ? " + yes + " : " + no + ")";
    }
  }

  /** A plain sub-process. */
  record Sub(Flow content, Catch attached) implements Shape {
    @Override
    public String toString() {
      return "sub" + content + caught(attached);
    }
  }

  /** A user task, and from there back to the last stage as long as the variable is true. */
  record Again(int variable) implements Shape {}

  /**
   * A stage.
   *
   * @param attached how it can be left but for its condition
   * @param after what comes after the attached event
   * @param back whether that leads back into the main flow behind the stage
   * @param beside what starts an event sub-process in it
   */
  record Stage(
      Exit exit,
      Flow content,
      Catch attached,
      Flow after,
      boolean back,
      Catch beside,
      boolean interrupting)
      implements Shape {
    @Override
    public String toString() {
      return "STAGE "
          + exit
          + content
          + (attached == Catch.NOTHING ? "" : caught(attached) + after + (back ? " back" : ""))
          + (beside == Catch.NOTHING
              ? ""
              : " beside" + (interrupting ? " interrupting " : " ") + beside);
    }
  }

  /**
   * When a stage completes.
   *
   * @param kind as in {@code stage.exitCondition}
   * @param logic {@code all}, {@code any} or a formula over two requirements
   */
  record Exit(String kind, String logic, List<Atom> atoms) {
    static final Exit ALL_STEPS = new Exit("allStepsCompleted", "all", List.of());

    @Override
    public String toString() {
      return atoms.isEmpty() ? "" : kind + " " + logic + atoms;
    }
  }

  /**
   * A requirement: a variable is true, or the step of that number has the status {@code COMPLETED}.
   */
  record Atom(boolean step, int number) {
    @Override
    public String toString() {
      return (step ? "step" : "v") + number;
    }
  }
}
