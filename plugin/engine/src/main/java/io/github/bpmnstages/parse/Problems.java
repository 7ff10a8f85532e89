package io.github.bpmnstages.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Collects what is wrong with one process, and which stages cannot be understood for it. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();
  private final Set<Element> spoiled = Collections.newSetFromMap(new IdentityHashMap<>());

  void report(ProblemCode code, Element element, String message, Object... args) {
    found.add(new Problem(element, code + ": " + message.formatted(args)));
    if (code.spoilsStage()) {
      spoil(element);
    }
  }

  /** Leaves the stage the plain sub-process it is, should the definition be stored already. */
  void spoil(Element stage) {
    spoiled.add(stage);
  }

  boolean isSpoiled(Element stage) {
    return spoiled.contains(stage);
  }

  List<Problem> found() {
    return Collections.unmodifiableList(found);
  }
}
