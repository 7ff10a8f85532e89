package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Records.StageRun;
import io.github.bpmnstages.contract.Records.StepRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** The activity that the job's last attempt has failed at. */
  Node lastFailed;

  int retries = 2;
  boolean incident;
  Instance called;
  boolean gone;

  /** The record of a step that a job has failed before it started. */
  StepRun failed;

  /** Of timer events at this activity: attempts that are left, where not all are. */
  final Map<Node, Integer> timers = new HashMap<>();

  /** Likewise the records of steps that they have failed before they started. */
  final Map<Node, StepRun> failedByTimer = new HashMap<>();

  /** Timers of event sub-processes that have fired. */
  final Set<Node> fired = new HashSet<>();

  Token(Node node, Place in) {
    this.node = node;
    this.in = in;
    in.tokens.add(this);
  }

  /** An incident, be it of a timer. */
  boolean fails() {
    return incident || timers.containsValue(0);
  }

  /** Whether it goes on to a stage, by itself and not with what it holds. */
  boolean leadsToStage() {
    return inner == null && node.leadsToStage(new HashSet<>());
  }

  boolean waitsAt(Node.Kind kind) {
    return node.kind == kind && inner == null && !job;
  }
}
