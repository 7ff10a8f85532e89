package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Token.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A process instance. */
final class Instance {

  final Model model;
  final Token caller;

  /** Of its caller's call activity, or of the world: how many were started before it. */
  final int number;

  final Records records = new Records();
  final Map<String, Boolean> variables = new TreeMap<>();
  final Place root;

  /** Variables of another type: a requirement that reads one fails. */
  final Set<String> noBooleans = new TreeSet<>();

  boolean suspended;

  /** Only orchestrations are. */
  final boolean recorded;

  /** Id of the call activity. */
  final String callerActivity;

  boolean ended;

  Instance(Model model, Token caller, int number) {
    this.model = model;
    this.caller = caller;
    this.number = number;
    this.recorded = model.isOrchestration();
    this.callerActivity = caller == null ? null : caller.node.id;
    this.root = new Place(model.process, null, this);
  }

  void write(String name, Boolean value) {
    noBooleans.remove(name);
    if (value == null) {
      variables.remove(name);
    } else {
      variables.put(name, value);
    }
  }

  void writeNoBoolean(String name) {
    variables.remove(name);
    noBooleans.add(name);
  }

  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    collect(root, tokens);
    return tokens;
  }

  /** What is alive of the inside of that element. */
  List<Place> places(Node scope) {
    if (scope == model.process) {
      return List.of(root);
    }
    return tokens().stream()
        .filter(token -> token.node == scope && token.inner != null)
        .map(token -> token.inner)
        .toList();
  }

  static void collect(Place place, List<Token> tokens) {
    for (Token token : place.tokens) {
      tokens.add(token);
      if (token.inner != null) {
        collect(token.inner, tokens);
      }
    }
  }

  boolean isTrue(int variable) {
    return Boolean.TRUE.equals(variables.get("v" + variable));
  }
}
