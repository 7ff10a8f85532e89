package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Choices.Choice;
import io.github.bpmnstages.contract.Operation.Kind;
import io.github.bpmnstages.contract.Subject.GoneException;
import io.github.bpmnstages.testing.Race;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;

/** Two callers at the same moment, and what each of them was answered. */
final class Meeting {

  private static final Set<Kind> MEANT =
      EnumSet.of(
          Kind.COMPLETE,
          Kind.COMPLETE_WITH_VARIABLE,
          Kind.FAIL_FOR_GOOD,
          Kind.BPMN_ERROR,
          Kind.JOB,
          Kind.SET_RETRIES,
          Kind.TRIGGER,
          Kind.WRITE,
          Kind.SUSPEND,
          Kind.RESUME,
          Kind.EVALUATE,
          Kind.DELETE,
          Kind.CANCEL_ACTIVITY);

  /** They touch nothing that another one could have taken away. */
  private static final Set<Kind> HARMLESS = EnumSet.of(Kind.WRITE, Kind.EVALUATE);

  private final Choice one;
  private final Choice other;
  private final List<Throwable> answers;

  private Meeting(Choice one, Choice other, List<Throwable> answers) {
    this.one = one;
    this.other = other;
    this.answers = answers;
  }

  static boolean isMeant(Choice choice) {
    return MEANT.contains(choice.kind());
  }

  /**
   * The engine takes the failure of work that it has seen before the suspension, where one after
   * the other it would refuse it: tried by hand.
   */
  static boolean isMeant(Choice one, Choice other) {
    Set<Kind> both = EnumSet.of(one.kind(), other.kind());
    return !both.equals(EnumSet.of(Kind.SUSPEND, Kind.FAIL_FOR_GOOD));
  }

  static Meeting of(Subject subject, Operation how, Choice one, Choice other) {
    Runnable first = () -> one.calls().accept(subject);
    Runnable second = () -> other.calls().accept(subject);
    // a job that fails in a transaction around it is not retried
    int order = one.kind() == Kind.JOB || one.kind() == Kind.TRIGGER ? 0 : how.value() % 3;
    return new Meeting(
        one,
        other,
        switch (order) {
          case 1 -> Race.beforeLastLook(subject.engine, first, second);
          case 2 -> Race.beforeCommit(subject.engine, first, second);
          default -> Race.free().with(subject.engine, first).with(subject.engine, second).run();
        });
  }

  /** What may have become of the world, in the light of the answers. */
  List<Outcome> outcomes(World before) {
    List<Boolean> refused = answers.stream().map(answer -> answer != null).toList();
    List<Outcome> all = new ArrayList<>(Outcome.ofBoth(before, one, other));
    if (answers.stream().anyMatch(Meeting::isConflict) && !areHarmless()) {
      all.addAll(Outcome.ofOne(before, one, other));
    }
    return all.stream().filter(outcome -> outcome.refused().equals(refused)).toList();
  }

  private boolean areHarmless() {
    return HARMLESS.contains(one.kind())
        && HARMLESS.contains(other.kind())
        && !variable(one).equals(variable(other));
  }

  private static String variable(Choice choice) {
    return choice.name().split("=")[0];
  }

  private static boolean isConflict(Throwable answer) {
    for (Throwable cause = answer; cause != null; cause = cause.getCause()) {
      if (cause instanceof OptimisticLockingException
          || cause instanceof MismatchingMessageCorrelationException
          || cause instanceof GoneException) {
        return true;
      }
    }
    return false;
  }

  Throwable cause() {
    return answers.get(0) != null ? answers.get(0) : answers.get(1);
  }

  @Override
  public String toString() {
    return "answered " + answers;
  }
}
