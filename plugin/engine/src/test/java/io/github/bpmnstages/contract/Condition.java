package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Shape.Atom;
import java.util.List;
import java.util.function.Predicate;

/** Contract, section 3: is an exit condition true? */
final class Condition {

  private Condition() {}

  /** The step that a requirement speaks of. */
  static Node step(Model model, Atom atom) {
    List<Node> steps = model.steps();
    return steps.get(atom.number() % steps.size());
  }

  static boolean isTrue(Shape.Exit exit, Predicate<Atom> met) {
    List<Atom> atoms = exit.atoms();
    return switch (exit.logic()) {
      case "all" -> atoms.stream().allMatch(met);
      case "any" -> atoms.stream().anyMatch(met);
      case "1 AND NOT 2" -> met.test(atoms.get(0)) && !met.test(atoms.get(1));
      case "NOT 1 OR 2" -> !met.test(atoms.get(0)) || met.test(atoms.get(1));
      default -> throw new IllegalArgumentException(exit.logic());
    };
  }
}
