package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Shape.Atom;
import io.github.bpmnstages.contract.Shape.Catch;
import io.github.bpmnstages.contract.Shape.Choice;
import io.github.bpmnstages.contract.Shape.Exit;
import io.github.bpmnstages.contract.Shape.Flow;
import io.github.bpmnstages.contract.Shape.Fork;
import io.github.bpmnstages.contract.Shape.Stage;
import io.github.bpmnstages.contract.Shape.Sub;
import io.github.bpmnstages.contract.Shape.Task;
import io.github.bpmnstages.contract.Shape.Work;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random orchestrations and operations. What stands first is what shrinking leads to. */
final class Shapes {

  private static final Arbitrary<Integer> VARIABLES = Arbitraries.integers().between(0, 3);
  private static final Arbitrary<Boolean> SOMETIMES =
      Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true));

  private Shapes() {}

  static Arbitrary<Flow> orchestration() {
    Arbitrary<Shape> element =
        Arbitraries.frequencyOf(
            Tuple.of(6, stage(1)),
            Tuple.of(1, task(false)),
            Tuple.of(1, VARIABLES.map(Shape.Again::new)),
            Tuple.of(1, besideTask()),
            Tuple.of(1, choiceOfStages()),
            Tuple.of(1, sub(stage(1).map(Flow::of))));
    return Combinators.combine(stage(2), element.list().ofMaxSize(2))
        .as(
            (first, more) -> {
              List<Shape> elements = new ArrayList<>(List.of(first));
              elements.addAll(more);
              return new Flow(elements, false);
            });
  }

  private static Arbitrary<Shape> besideTask() {
    return Combinators.combine(stage(1), task(false), Arbitraries.of(true, false))
        .as((stage, task, joined) -> new Fork(Flow.of(stage), Flow.of(task), joined));
  }

  private static Arbitrary<Shape> choiceOfStages() {
    return Combinators.combine(VARIABLES, stage(1), stage(1))
        .as((variable, one, other) -> new Choice(variable, Flow.of(one), Flow.of(other)));
  }

  private static Arbitrary<Shape> sub(Arbitrary<Flow> content) {
    return Combinators.combine(
            content, Arbitraries.of(Catch.NOTHING, Catch.MESSAGE, Catch.TIMER, Catch.CODED_ERROR))
        .as(Sub::new);
  }

  private static Arbitrary<Shape> stage(int depth) {
    return Combinators.combine(
            exit(),
            steps(2),
            Arbitraries.of(Catch.class),
            after(depth),
            Arbitraries.of(false, true),
            Arbitraries.frequency(
                Tuple.of(5, Catch.NOTHING),
                Tuple.of(1, Catch.MESSAGE),
                Tuple.of(1, Catch.TIMER),
                Tuple.of(1, Catch.CODED_ERROR)),
            Arbitraries.of(true, false))
        .as(
            (exit, content, attached, after, back, beside, interrupting) ->
                new Stage(
                    exit,
                    content,
                    attached,
                    after,
                    back,
                    beside,
                    interrupting || ModelXml.isError(beside)));
  }

  private static Arbitrary<Flow> after(int depth) {
    Arbitrary<Shape> element =
        depth == 0
            ? Arbitraries.just(Task.of(Work.USER))
            : Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Task.of(Work.USER))),
                Tuple.of(2, Arbitraries.lazy(() -> stage(depth - 1))));
    return element.list().ofMaxSize(1).map(list -> new Flow(list, false));
  }

  private static Arbitrary<Exit> exit() {
    Arbitrary<Exit> requirements =
        Arbitraries.frequencyOf(
            Tuple.of(2, requirements("all", 1)),
            Tuple.of(1, requirements("all", 2)),
            Tuple.of(1, requirements("any", 2)),
            Tuple.of(1, requirements("1 AND NOT 2", 2)),
            Tuple.of(1, requirements("NOT 1 OR 2", 2)));
    Arbitrary<Exit> evaluation =
        Combinators.combine(Arbitraries.of("evaluationFlow", "evaluationDecision"), VARIABLES)
            .as((kind, variable) -> new Exit(kind, "all", List.of(new Atom(false, variable))));
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(Exit.ALL_STEPS)),
        Tuple.of(5, requirements),
        Tuple.of(1, evaluation));
  }

  private static Arbitrary<Exit> requirements(String logic, int count) {
    Arbitrary<Atom> atom =
        Combinators.combine(SOMETIMES, VARIABLES).as((step, number) -> new Atom(step, number));
    return atom.list().ofSize(count).map(atoms -> new Exit("requirements", logic, atoms));
  }

  /** At least one step, and what may stand around it. */
  private static Arbitrary<Flow> steps(int depth) {
    Arbitrary<Shape> element =
        depth == 0
            ? task(true)
            : Arbitraries.frequencyOf(
                Tuple.of(6, task(true)),
                Tuple.of(2, fork(depth)),
                Tuple.of(1, choice(depth)),
                Tuple.of(1, Arbitraries.lazy(() -> sub(steps(depth - 1)))));
    return Combinators.combine(
            element.list().ofMinSize(1).ofMaxSize(depth + 1),
            Arbitraries.frequency(Tuple.of(8, false), Tuple.of(1, true)))
        .as(Flow::new);
  }

  private static Arbitrary<Shape> fork(int depth) {
    Arbitrary<Flow> branch = Arbitraries.lazy(() -> steps(depth - 1));
    return Combinators.combine(branch, branch, Arbitraries.of(false, true)).as(Fork::new);
  }

  private static Arbitrary<Shape> choice(int depth) {
    Arbitrary<Flow> branch = Arbitraries.lazy(() -> steps(depth - 1));
    return Combinators.combine(VARIABLES, branch, branch).as(Choice::new);
  }

  private static Arbitrary<Shape> task(boolean calls) {
    Arbitrary<Work> work =
        Arbitraries.frequency(
            Tuple.of(4, Work.USER),
            Tuple.of(3, Work.EXTERNAL),
            Tuple.of(1, Work.RECEIVE),
            Tuple.of(3, Work.SERVICE),
            Tuple.of(calls ? 1 : 0, Work.CALL));
    return Combinators.combine(
            work,
            SOMETIMES,
            Arbitraries.frequency(
                Tuple.of(8, Catch.NOTHING),
                Tuple.of(1, Catch.MESSAGE),
                Tuple.of(1, Catch.TIMER),
                Tuple.of(1, Catch.CODED_ERROR)),
            Arbitraries.frequency(Tuple.of(8, 1), Tuple.of(1, 2)),
            Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(-1)), Tuple.of(1, VARIABLES)))
        .as(
            (kind, async, attached, instances, writes) ->
                new Task(
                    kind,
                    // the engine's history never ends an instance that is deleted while the job of
                    // an asynchronous multi-instance activity waits in a sub-process
                    async && instances == 1,
                    attached,
                    kind == Work.RECEIVE || kind == Work.CALL ? 1 : instances,
                    kind == Work.SERVICE ? writes : -1));
  }

  static Arbitrary<Operation> operation() {
    Arbitrary<Operation.Kind> kind =
        Arbitraries.frequency(
            Tuple.of(30, Operation.Kind.COMPLETE),
            Tuple.of(8, Operation.Kind.COMPLETE_WITH_VARIABLE),
            Tuple.of(12, Operation.Kind.JOB),
            Tuple.of(5, Operation.Kind.WRITE),
            Tuple.of(2, Operation.Kind.WRITE_NO_BOOLEAN),
            Tuple.of(1, Operation.Kind.REMOVE),
            Tuple.of(2, Operation.Kind.FAIL),
            Tuple.of(4, Operation.Kind.FAIL_FOR_GOOD),
            Tuple.of(3, Operation.Kind.BPMN_ERROR),
            Tuple.of(6, Operation.Kind.BREAK),
            Tuple.of(4, Operation.Kind.HEAL),
            Tuple.of(4, Operation.Kind.SET_RETRIES),
            Tuple.of(4, Operation.Kind.TRIGGER),
            Tuple.of(4, Operation.Kind.SUSPEND),
            Tuple.of(6, Operation.Kind.RESUME),
            Tuple.of(2, Operation.Kind.EVALUATE),
            Tuple.of(1, Operation.Kind.DELETE),
            Tuple.of(2, Operation.Kind.CANCEL_ACTIVITY),
            Tuple.of(2, Operation.Kind.MIGRATE),
            Tuple.of(4, Operation.Kind.MOVE),
            Tuple.of(4, Operation.Kind.MODIFY),
            Tuple.of(3, Operation.Kind.RESTART),
            Tuple.of(6, Operation.Kind.BOTH));
    return Combinators.combine(
            kind, Arbitraries.integers().between(0, 5), Arbitraries.integers().between(0, 15))
        .as(Operation::new);
  }
}
