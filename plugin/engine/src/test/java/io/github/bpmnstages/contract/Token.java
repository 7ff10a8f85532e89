package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Records.StageRun;
import io.github.bpmnstages.contract.Records.StepRun;
import java.util.ArrayList;
import java.util.List;

/** A token on an element. */
final class Token {

  /** What is inside a process, sub-process, stage or multi-instance activity. */
  static final class Place {
    final Node node;
    final Token outer;
    final Instance instance;
    final List<Token> tokens = new ArrayList<>();
    StageRun stage;
    boolean left;

    /** The engine has deleted what listens to messages and timers of this scope. */
    boolean deaf;

    Place(Node node, Token outer, Instance instance) {
      this.node = node;
      this.outer = outer;
      this.instance = instance;
    }

    Place stagePlace() {
      for (Place place = this; place != null; place = place.parent()) {
        if (place.stage != null) {
          return place;
        }
      }
      return null;
    }

    Place parent() {
      return outer == null ? null : outer.in;
    }
  }

  Node node;
  final Place in;
  Place inner;
  StepRun step;

  /** One of several instances of a multi-instance activity. */
  boolean oneOfMany;

  /** A job stands before the element. */
  boolean job;

  int retries = 2;
  boolean incident;
  Instance called;
  boolean gone;

  /** The record of a step that a job has failed before it started. */
  StepRun failed;

  Token(Node node, Place in) {
    this.node = node;
    this.in = in;
    in.tokens.add(this);
  }

  boolean waitsAt(Node.Kind kind) {
    return node.kind == kind && inner == null && !job;
  }
}
