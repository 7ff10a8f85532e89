package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Node.Kind;
import io.github.bpmnstages.contract.Records.StageRun;
import io.github.bpmnstages.contract.Records.StepRun;
import io.github.bpmnstages.contract.Shape.Atom;
import io.github.bpmnstages.contract.Shape.Catch;
import io.github.bpmnstages.contract.Token.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The contract, executable: process instances whose tokens move as BPMN says, and what is recorded
 * of them as sections 3 to 6 say. An operation that must roll back is answered by a new world that
 * has done everything else again.
 */
final class World {

  /** What makes the caller's transaction roll back. */
  static final class RollsBack extends RuntimeException {
    final Node failed;
    private final List<Node> callers = new ArrayList<>();

    RollsBack(String message) {
      this(message, (Node) null);
    }

    RollsBack(String message, Node failed) {
      super(message, null, false, false);
      this.failed = failed;
    }

    RollsBack(String message, Token failed) {
      this(message, failed.node);
      for (Token caller = failed.in.instance.caller;
          caller != null;
          caller = caller.in.instance.caller) {
        callers.add(caller.node);
      }
    }

    /** What has failed in that process instance: the activity, or the call that led to it. */
    Node in(Instance instance) {
      if (instance.model.nodes.containsValue(failed)) {
        return failed;
      }
      return callers.stream()
          .filter(instance.model.nodes::containsValue)
          .findFirst()
          .orElseThrow(NotModelled::new);
    }
  }

  /** What the model does not go into: which activity a job names whose condition has failed. */
  static final class NotModelled extends RuntimeException {
    NotModelled() {
      super("not modelled", null, false, false);
    }
  }

  private static final class ConditionFails extends RuntimeException {
    ConditionFails() {
      super("condition", null, false, false);
    }
  }

  final Map<String, Model> models;
  final List<Instance> instances = new ArrayList<>();
  final Set<String> broken = new HashSet<>();
  private final List<Consumer<World>> log;
  private final Deque<Runnable> agenda = new ArrayDeque<>();
  private boolean inJob;

  /** A resume, or an incident that has gone: a failing condition becomes an incident. */
  private boolean forOperator;

  /** The record of a step that the job under way has failed to start before. */
  private StepRun retried;

  /**
   * A step that was asked for is started first, and the condition looked at on the next occasion.
   */
  private static final class Held {
    final Instance instance;

    /** Nothing else is asked for once it has started. */
    final boolean endsWithStart;

    final Set<StageRun> started = new HashSet<>();
    boolean stepStarted;
    boolean stepCompleted;
    boolean workDone;

    Held(Instance instance, boolean endsWithStart) {
      this.instance = instance;
      this.endsWithStart = endsWithStart;
    }

    boolean holdsBack(Instance other) {
      boolean isNextOccasion = workDone || endsWithStart;
      return other == instance && stepStarted && !(isNextOccasion && stepCompleted);
    }

    boolean isOnItsWay(Instance other) {
      return other == instance && !workDone && !stepCompleted;
    }
  }

  private Held held;

  /** The end event at which a process has ended. */
  private Node last;

  World(Map<String, Model> models) {
    this(models, List.of());
  }

  private World(Map<String, Model> models, List<Consumer<World>> log) {
    this.models = models;
    this.log = new ArrayList<>(log);
    log.forEach(operation -> operation.accept(this));
  }

  World copy() {
    return new World(models, log);
  }

  /** Answers this world after the operation; throws {@link RollsBack}, and then it is spoilt. */
  World after(Consumer<World> operation) {
    operation.accept(this);
    log.add(operation);
    return this;
  }

  // operations

  void start(String key, Map<String, Boolean> variables) {
    Instance instance = begin(key, null);
    instance.variables.putAll(variables);
    go(new Token(instance.model.process.start(), instance.root));
    finishCommand();
  }

  private Instance begin(String key, Token caller) {
    int number =
        (int)
            instances.stream()
                .filter(
                    i ->
                        caller != null
                            && i.caller != null
                            && i.caller.in.instance == caller.in.instance
                            && i.callerActivity.equals(caller.node.id))
                .count();
    Instance instance = new Instance(models.get(key), caller, number);
    instances.add(instance);
    return instance;
  }

  /** Those that nothing has called. */
  List<Instance> roots() {
    return instances.stream().filter(instance -> instance.caller == null).toList();
  }

  Instance instance(int index) {
    return instances.get(index);
  }

  /** A task's work is done. */
  void complete(Token token, Map<String, Boolean> variables) {
    refuseSuspended(token.in.instance);
    variables.forEach(token.in.instance::write);
    relieve(token);
    agenda.push(() -> finished(token));
    finishCommand();
  }

  void setVariable(Instance instance, String name, Boolean value) {
    instance.write(name, value);
    finishCommand();
  }

  void writeNoBoolean(Instance instance, String name) {
    instance.writeNoBoolean(name);
    finishCommand();
  }

  void suspend(Instance instance) {
    if (instance.ended) {
      return;
    }
    instance.suspended = true;
    instance.records.suspend();
  }

  void resume(Instance instance) {
    if (instance.ended) {
      return;
    }
    instance.suspended = false;
    instance.records.resume();
    forOperator = true;
    finishCommand();
  }

  void delete(Instance instance) {
    cancelRun(instance);
    finishCommand();
  }

  void executeJob(Token token) {
    refuseSuspended(token.in.instance);
    inJob(
        token.in.instance,
        token.failed,
        () -> {
          token.failed = null;
          relieve(token);
          token.job = false;
          agenda.push(() -> begin(token));
        });
  }

  private void inJob(Instance instance, StepRun unstarted, Runnable work) {
    inJob = true;
    retried = unstarted;
    try {
      work.run();
      run();
      if (retried != null) {
        instance.records.endStep(retried, "CANCELED");
      }
      finishCommand();
    } finally {
      inJob = false;
      retried = null;
    }
  }

  /** The job has failed, and with it that activity. */
  void jobFailed(Token token, RollsBack failure) {
    Node failed = failure.in(token.in.instance);
    token.lastFailed = failed;
    if (token.retries > 0 && --token.retries == 0) {
      noRetriesLeft(token, failed);
    }
    finishCommand();
  }

  /** Likewise that of a timer event at the activity. */
  void timerFailed(Token at, Node event, RollsBack failure) {
    int left = at.timers.getOrDefault(event, 2);
    if (left == 0) {
      return;
    }
    at.timers.put(event, left - 1);
    if (left == 1) {
      noRetriesLeft(
          event.kind == Kind.EVENT_SUB ? at.inner : at.in, at, event, failure.in(at.in.instance));
    }
    finishCommand();
  }

  void externalFailed(Token token, int retries) {
    refuseSuspended(token.in.instance);
    setRetries(token, retries, true);
  }

  void setRetries(Token token, int retries, boolean byFailure) {
    int before = token.retries;
    token.retries = retries;
    if (retries == 0 && before > 0) {
      if (byFailure) {
        noRetriesLeft(token, token.node);
      } else {
        incident(token, token.job && token.lastFailed != null ? token.lastFailed : token.node);
      }
    } else if (retries > 0 && before == 0) {
      relieve(token);
    }
    finishCommand();
  }

  void bpmnError(Token token) {
    refuseSuspended(token.in.instance);
    agenda.push(() -> throwError(token, "anError"));
    finishCommand();
  }

  /** A message or timer event that is attached to an activity. */
  void trigger(Token attachedTo, Node boundary) {
    trigger(attachedTo, boundary, () -> interruptAt(attachedTo, boundary, "CANCELED", "CANCELED"));
  }

  /** An event sub-process starts in the activity. */
  void triggerInside(Token around, Node eventSub) {
    trigger(around, eventSub, () -> startEventSub(around.inner, eventSub, "CANCELED"));
  }

  private void trigger(Token at, Node event, Runnable work) {
    refuseSuspended(at.in.instance);
    if (event.trigger != Catch.TIMER) {
      work.run();
      finishCommand();
      return;
    }
    StepRun unstarted = at.failedByTimer.remove(event);
    Instance instance = at.in.instance;
    inJob(
        instance,
        unstarted,
        () -> {
          boolean failed = Integer.valueOf(0).equals(at.timers.remove(event));
          if (event.kind == Kind.EVENT_SUB) {
            at.fired.add(event);
          }
          work.run();
          if (failed) {
            relieveRun(instance);
          }
        });
  }

  void cancelActivity(Token token) {
    Place place = token.in;
    cancel(token, "CANCELED", "CANCELED");
    agenda.push(() -> emptied(place, true));
    run();
    relieveRun(place.instance);
    finishCommand();
  }

  /** Leaves the stage in progress and starts the other one. */
  void move(Instance instance, Node stage) {
    held = new Held(instance, true);
    for (Place open : stagePlaces(instance)) {
      Place around = open.outer.in;
      cancel(open.outer, "CANCELED", "CANCELED");
      cancelEmptied(around);
    }
    relieveRun(instance);
    startIn(instance, stage);
    finishCommand();
  }

  /** A new run of an ended one, from that stage. */
  void restart(Instance ended, Node stage) {
    Instance instance = new Instance(ended.model, null, 0);
    instances.add(instance);
    instance.variables.putAll(ended.variables);
    instance.noBooleans.addAll(ended.noBooleans);
    held = new Held(instance, true);
    startIn(instance, stage);
    finishCommand();
  }

  /** Cancels the one activity and starts the other, in one request. */
  void modify(Instance instance, Node from, Node to, boolean cancelFirst) {
    held = new Held(instance, cancelFirst);
    if (cancelFirst) {
      cancelAll(instance, from);
      relieveRun(instance);
      startIn(instance, to);
    } else {
      startIn(instance, to);
      refuseIf(instance.ended);
      cancelAll(instance, from);
      if (instance.root.tokens.isEmpty() && !instance.ended) {
        endByModification(instance);
      }
      relieveRun(instance);
    }
    finishCommand();
  }

  private void cancelAll(Instance instance, Node node) {
    for (Token token : instance.tokens()) {
      if (token.node == node && !token.gone) {
        Place place = token.in;
        cancel(token, "CANCELED", "CANCELED");
        cancelEmptied(place);
      }
    }
  }

  /** The engine cancels a scope with the last of its activities. */
  private void cancelEmptied(Place place) {
    if (place.tokens.isEmpty() && place.outer != null) {
      Place around = place.outer.in;
      cancel(place.outer, "CANCELED", "CANCELED");
      cancelEmptied(around);
    }
  }

  private Token startIn(Instance instance, Node node) {
    Token token = new Token(node, placeFor(instance, node.parent));
    if (node.async) {
      token.job = true;
    } else {
      go(token);
      run();
    }
    return token;
  }

  /** The scope, where it is alive; else a new one, in which nothing starts by itself. */
  private Place placeFor(Instance instance, Node scope) {
    List<Place> alive = instance.places(scope);
    if (!alive.isEmpty()) {
      return alive.get(0);
    }
    Token token = new Token(scope, placeFor(instance, scope.parent));
    token.inner = new Place(scope, token, instance);
    if (scope.kind == Kind.STAGE) {
      token.inner.stage = instance.records.startStage(scope);
    }
    return token.inner;
  }

  static void refuseIf(boolean refused) {
    if (refused) {
      throw new RollsBack("not there any more");
    }
  }

  private static void refuseSuspended(Instance instance) {
    refuseSuspended(instance, null);
  }

  private static void refuseSuspended(Instance instance, Node at) {
    if (instance.suspended) {
      throw new RollsBack("suspended", at);
    }
  }

  // how tokens move

  private void run() {
    while (!agenda.isEmpty()) {
      agenda.pop().run();
    }
  }

  private void finishCommand() {
    run();
    if (held != null) {
      held.workDone = true;
      refuseSeveralStages();
    }
    boolean looked;
    do {
      looked = false;
      for (Instance instance : List.copyOf(instances)) {
        for (Place place : stagePlaces(instance)) {
          looked |= look(place);
        }
      }
      run();
    } while (looked);
    held = null;
    forOperator = false;
  }

  private void refuseSeveralStages() {
    for (Instance instance : instances) {
      if (stagePlaces(instance).size() > 1) {
        throw new RollsBack("STG-101");
      }
    }
  }

  private static List<Place> stagePlaces(Instance instance) {
    List<Place> places = new ArrayList<>();
    for (Token token : instance.tokens()) {
      if (token.inner != null && token.inner.stage != null) {
        places.add(token.inner);
      }
    }
    return places;
  }

  private void go(Token token) {
    agenda.push(() -> begin(token));
  }

  /** The token arrives at the element over a flow. */
  private void arrive(Token token, Node node) {
    if (token.gone) {
      return;
    }
    Place stage = token.in.stagePlace();
    boolean isOnItsWay = held != null && held.isOnItsWay(token.in.instance);
    if (stage != null && !isOnItsWay && look(stage)) {
      return;
    }
    token.node = node;
    token.retries = 2;
    if (node.async) {
      token.job = true;
    } else {
      begin(token);
    }
  }

  private void begin(Token token) {
    if (token.gone) {
      return;
    }
    Node node = token.node;
    switch (node.kind) {
      case START, BOUNDARY, CHOICE, FORK -> leave(token);
      case END -> consume(token);
      case TERMINATE -> terminate(token);
      case JOIN -> join(token);
      case SUB, STAGE -> enter(token);
      default -> work(token);
    }
  }

  private void work(Token token) {
    Node node = token.node;
    if (!token.oneOfMany) {
      startStep(token);
      if (node.isMultiInstance()) {
        startInstances(token);
        return;
      }
    }
    if (node.kind == Kind.SERVICE) {
      serve(token);
    } else if (node.kind == Kind.CALL) {
      token.called = begin(node.calls, token);
      go(new Token(token.called.model.process.start(), token.called.root));
    }
  }

  private void startInstances(Token token) {
    token.inner = new Place(token.node, token, token.in.instance);
    List<Token> many = new ArrayList<>();
    for (int i = 0; i < token.node.instances; i++) {
      Token one = new Token(token.node, token.inner);
      one.oneOfMany = true;
      many.add(one);
    }
    for (int i = many.size() - 1; i >= 0; i--) {
      go(many.get(i));
    }
  }

  private void serve(Token token) {
    String fault = token.node.id;
    if (broken.contains(fault)) {
      Token caught = inJob ? null : caughtTechnically(token, token.in.stagePlace());
      if (caught == null) {
        throw new RollsBack(fault, token);
      }
      if (held != null) {
        // whether a stage behind the fault path is looked at when it starts
        throw new NotModelled();
      }
      takeFaultPathOf(caught, token, false);
    } else {
      if (token.node.variable >= 0) {
        token.in.instance.write("v" + token.node.variable, true);
      }
      finished(token);
    }
  }

  private void startStep(Token token) {
    Place stage = token.in.stagePlace();
    if (stage != null) {
      if (held != null && held.instance == stage.instance && !held.started.contains(stage.stage)) {
        held.stepStarted = true;
      }
      if (retried != null && !retried.ended && retried.step == token.node) {
        token.step = retried;
        token.in.instance.records.relieveStep(retried);
        retried = null;
      } else {
        token.step = token.in.instance.records.startStep(stage.stage, token.node);
      }
    }
  }

  private void finished(Token token) {
    if (token.gone) {
      return;
    }
    token.in.instance.records.endStep(token.step, "COMPLETED");
    if (held != null && token.step != null && held.instance == token.in.instance) {
      held.stepCompleted = true;
    }
    token.step = null;
    leave(token);
  }

  private void leave(Token token) {
    if (token.oneOfMany) {
      consume(token);
      return;
    }
    Node node = token.node;
    token.inner = null;
    token.called = null;
    if (node.kind == Kind.CHOICE && node.next.size() > 1) {
      arrive(token, node.next.get(token.in.instance.isTrue(node.variable) ? 0 : 1));
    } else if (node.next.size() == 1) {
      arrive(token, node.next.get(0));
    } else {
      List<Token> branches = new ArrayList<>();
      remove(token);
      node.next.forEach(target -> branches.add(new Token(node, token.in)));
      for (int i = branches.size() - 1; i >= 0; i--) {
        Token branch = branches.get(i);
        Node target = node.next.get(i);
        agenda.push(() -> arrive(branch, target));
      }
    }
  }

  private void enter(Token token) {
    token.inner = new Place(token.node, token, token.in.instance);
    if (token.node.kind == Kind.STAGE) {
      token.inner.stage = token.in.instance.records.startStage(token.node);
      if (held != null) {
        held.started.add(token.inner.stage);
      }
      if (look(token.inner)) {
        return;
      }
    }
    go(new Token(token.node.start(), token.inner));
  }

  private void join(Token token) {
    List<Token> waiting =
        token.in.tokens.stream()
            .filter(other -> other.waitsAt(Kind.JOIN) && other.node == token.node)
            .toList();
    if (waiting.size() == token.node.incoming) {
      waiting.stream().filter(other -> other != token).forEach(World::remove);
      leave(token);
    }
  }

  private static void remove(Token token) {
    token.gone = true;
    token.in.tokens.remove(token);
  }

  private void consume(Token token) {
    remove(token);
    if (token.in.outer == null) {
      last = token.node;
    }
    emptied(token.in, false);
  }

  private void terminate(Token token) {
    Place place = token.in;
    for (Token other : List.copyOf(place.tokens)) {
      if (other != token) {
        cancel(other, "CANCELED", "CANCELED");
      }
    }
    relieveRun(place.instance);
    consume(token);
  }

  /** A token has left; what becomes of the place if it was the last one? */
  private void emptied(Place place, boolean modified) {
    if (!place.tokens.isEmpty() || place.left) {
      return;
    }
    if (place.outer == null && modified) {
      endByModification(place.instance);
    } else if (place.outer == null) {
      endRun(place.instance, "COMPLETED");
    } else if (modified) {
      Place around = place.outer.in;
      cancel(place.outer, "CANCELED", "CANCELED");
      emptied(around, true);
    } else if (place.node.kind == Kind.EVENT_SUB) {
      consume(place.outer);
    } else if (place.stage != null) {
      lastTokenConsumed(place);
    } else if (place.node.isTask()) {
      finished(place.outer);
    } else {
      leave(place.outer);
    }
  }

  /** The last activity was modified away; the engine takes the call activity's token along. */
  private void endByModification(Instance instance) {
    instance.ended = true;
    instance.records.end("CANCELED");
    Token caller = instance.caller;
    if (caller == null) {
      return;
    }
    if (isAlone(caller)) {
      List.copyOf(caller.in.instance.root.tokens)
          .forEach(token -> cancel(token, "CANCEL_RUN", "CANCEL_RUN"));
      endByModification(caller.in.instance);
    } else {
      Place around = caller.in;
      cancel(caller, "CANCELED", "CANCELED");
      emptied(around, true);
    }
  }

  private static boolean isAlone(Token token) {
    for (Place place = token.in; place != null; place = place.parent()) {
      if (place.tokens.size() > 1) {
        return false;
      }
    }
    return true;
  }

  private void lastTokenConsumed(Place stage) {
    if (stage.node.exit.kind().equals("allStepsCompleted")) {
      complete(stage);
    } else {
      look(stage);
    }
  }

  private void complete(Place stage) {
    stage.left = true;
    stage.instance.records.endStage(stage.stage, "COMPLETED");
    leave(stage.outer);
  }

  private void endRun(Instance instance, String status) {
    instance.ended = true;
    instance.records.end(status);
    if (instance.caller != null && !instance.caller.gone) {
      refuseSuspended(instance.caller.in.instance, last);
      agenda.push(() -> finished(instance.caller));
    }
  }

  // exit conditions

  /** Answers whether the stage was left. */
  private boolean look(Place stage) {
    if (stage.left
        || !stage.stage.status.equals("IN_PROGRESS")
        || stage.instance.suspended
        || (held != null && held.holdsBack(stage.instance))) {
      return false;
    }
    if (stage.node.exit.kind().equals("allStepsCompleted")) {
      return false;
    }
    try {
      if (!Condition.isTrue(stage.node.exit, atom -> isMet(stage, atom))) {
        return false;
      }
    } catch (ConditionFails e) {
      conditionFailed(stage);
      return true;
    }
    for (Token token : List.copyOf(stage.tokens)) {
      cancel(token, "DISCONTINUED", "CANCELED");
    }
    complete(stage);
    return true;
  }

  /** As an exception of a step. */
  private void conditionFailed(Place stage) {
    if (inJob || forOperator) {
      throw new NotModelled();
    }
    Node catching = catchAll(stage);
    if (catching != null) {
      takeFaultPath(stage, null, catching, false);
      return;
    }
    Token caught = caughtTechnically(stage.outer, null);
    if (caught == null) {
      throw new RollsBack("condition");
    }
    takeFaultPathOf(caught, stage.outer, false);
  }

  private static boolean isMet(Place place, Atom atom) {
    Instance instance = place.instance;
    if (!atom.step()) {
      if (place.node.exit.kind().equals("requirements")
          && instance.noBooleans.contains("v" + atom.number())) {
        throw new ConditionFails();
      }
      return instance.isTrue(atom.number());
    }
    Node step = Condition.step(instance.model, atom);
    String status = null;
    for (StageRun stage : instance.records.stages) {
      if (stage.stage == step.stage()) {
        status = null;
        for (StepRun run : stage.steps) {
          status = run.step == step ? run.status : status;
        }
      }
    }
    return "COMPLETED".equals(status);
  }

  // what is taken away

  /** Takes the token away with all that it holds; open steps and stages end so. */
  private void cancel(Token token, String step, String stage) {
    if (token.inner != null) {
      for (Token inner : List.copyOf(token.inner.tokens)) {
        cancel(inner, step, stage);
      }
      token.inner.left = true;
    }
    if (token.called != null) {
      cancelRun(token.called);
    }
    Records records = token.in.instance.records;
    end(records, token.step, step);
    end(records, token.failed, step);
    token.failedByTimer.values().forEach(failed -> end(records, failed, step));
    if (token.inner != null && token.inner.stage != null && !token.inner.stage.ended) {
      if (stage.equals("CANCEL_RUN")) {
        records.cancelStage(token.inner.stage);
      } else {
        records.endStage(token.inner.stage, stage);
      }
    }
    remove(token);
  }

  private static void end(Records records, StepRun step, String with) {
    if (with.equals("CANCEL_RUN")) {
      records.cancelStepOfCanceledRun(step);
    } else {
      records.endStep(step, with);
    }
  }

  private void cancelRun(Instance instance) {
    if (instance.ended) {
      return;
    }
    for (Token token : List.copyOf(instance.root.tokens)) {
      cancel(token, "CANCEL_RUN", "CANCEL_RUN");
    }
    instance.ended = true;
    instance.records.end("CANCELED");
  }

  /** An event that is attached to the token's activity takes it over. */
  private void interruptAt(Token token, Node boundary, String steps, String stage) {
    Place place = token.in;
    cancel(token, steps, stage);
    relieveRun(place.instance);
    Token next = new Token(boundary, place);
    go(next);
  }

  private void startEventSub(Place place, Node eventSub, String steps) {
    if (eventSub.interrupting) {
      place.deaf = true;
      for (Token token : List.copyOf(place.tokens)) {
        cancel(token, steps, "CANCELED");
      }
      relieveRun(place.instance);
    }
    Token token = new Token(eventSub, place);
    token.inner = new Place(eventSub, token, place.instance);
    go(new Token(eventSub.start(), token.inner));
  }

  // failures

  private static Node catchAll(Place stage) {
    return stage == null
        ? null
        : stage.node.attached.stream()
            .filter(boundary -> boundary.trigger == Catch.ANY_ERROR)
            .findFirst()
            .orElse(null);
  }

  /** The step, here or in a calling process, whose stage has a fault path; or null. */
  private static Token caughtTechnically(Token failing, Place stage) {
    if (catchAll(stage) != null) {
      return failing;
    }
    Token token = failing.in.instance.caller;
    while (token != null
        && !token.in.instance.suspended
        && catchAll(token.in.stagePlace()) == null) {
      token = token.in.instance.caller;
    }
    return token == null || token.in.instance.suspended ? null : token;
  }

  /** What is called on the way there ends in error. */
  private void takeFaultPathOf(Token step, Token failing, boolean inJobOfItsOwn) {
    Token token = failing;
    while (token.in.instance != step.in.instance) {
      Token caller = token.in.instance.caller;
      endInError(token.in.instance, token);
      token = caller;
    }
    Place stage = token.in.stagePlace();
    takeFaultPath(stage, stepOf(token), catchAll(stage), inJobOfItsOwn);
  }

  private void noRetriesLeft(Token token, Node failed) {
    noRetriesLeft(token.in, token, null, failed);
  }

  /**
   * @param place where the job stands
   * @param timer timer event at the token's activity whose job it is, or null
   */
  private void noRetriesLeft(Place place, Token token, Node timer, Node failed) {
    Place stage = stageOf(place, failed);
    Token caught = caughtTechnically(token, stage);
    if (caught == null) {
      incident(stage, token, timer, failed);
      return;
    }
    recordUnstarted(stage, token, timer, failed);
    if (caught == token) {
      takeFaultPath(stage, failedStep(token, timer), catchAll(stage), true);
    } else {
      takeFaultPathOf(caught, token, true);
    }
  }

  /** The stage around what has failed, if the rollback has not taken it back. */
  private static Place stageOf(Place place, Node failed) {
    Place stage = place.stagePlace();
    return stage != null && failed.stage() == stage.node && failed != stage.node ? stage : null;
  }

  private void recordUnstarted(Place stage, Token token, Node timer, Node failed) {
    if (stage == null || !failed.isStep()) {
      return;
    }
    StepRun known = failedStep(token, timer);
    if (known != null && known.step == failed) {
      return;
    }
    StepRun unstarted = stage.instance.records.unstartedStep(stage.stage, failed);
    if (timer == null) {
      token.failed = unstarted;
    } else {
      token.failedByTimer.put(timer, unstarted);
    }
  }

  private static StepRun failedStep(Token token, Node timer) {
    return timer == null ? stepOf(token) : token.failedByTimer.get(timer);
  }

  private static StepRun stepOf(Token token) {
    if (token.oneOfMany) {
      return token.in.outer.step;
    }
    return token.step != null ? token.step : token.failed;
  }

  private void incident(Token token, Node failed) {
    incident(stageOf(token.in, failed), token, null, failed);
  }

  private void incident(Place stage, Token token, Node timer, Node failed) {
    token.incident |= timer == null;
    if (stage == null) {
      token.in.instance.records.fail(null, null);
    } else {
      recordUnstarted(stage, token, timer, failed);
      token.in.instance.records.fail(stage.stage, failedStep(token, timer));
    }
    Token caller = token.in.instance.caller;
    if (caller != null) {
      Place around = caller.in.stagePlace();
      caller.in.instance.records.fail(around == null ? null : around.stage, stepOf(caller));
    }
  }

  private void relieve(Token token) {
    if (!token.incident) {
      return;
    }
    token.incident = false;
    token.retries = Math.max(token.retries, 1);
    boolean others = token.oneOfMany && token.in.tokens.stream().anyMatch(other -> other.incident);
    if (!others) {
      token.in.instance.records.relieveStep(stepOf(token));
    }
    relieveRun(token.in.instance);
  }

  private void relieveRun(Instance instance) {
    forOperator |= instance.records.status.equals("ERROR");
    boolean runFails = false;
    boolean stageFails = false;
    for (Token token : instance.tokens()) {
      boolean fails = token.fails() || (token.called != null && fails(token.called));
      runFails |= fails;
      stageFails |= fails && token.in.stagePlace() != null;
      if (token.called != null && !fails) {
        instance.records.relieveStep(token.step);
      }
    }
    instance.records.relieve(runFails, stageFails, instance.suspended);
    if (instance.caller != null && !instance.caller.in.instance.ended) {
      relieveRun(instance.caller.in.instance);
    }
  }

  private static boolean fails(Instance instance) {
    return instance.tokens().stream()
        .anyMatch(token -> token.fails() || (token.called != null && fails(token.called)));
  }

  /** The stage of the failing token is left through that event. */
  private void takeFaultPath(Place stage, StepRun failed, Node event, boolean inJobOfItsOwn) {
    Token next = new Token(event, stageFailed(stage, failed, event, stage.outer));
    if (inJobOfItsOwn) {
      next.job = true;
    } else {
      go(next);
    }
  }

  /** Answers where the event is whose activity, the stage or one around it, is left. */
  private Place stageFailed(Place stage, StepRun failed, Node event, Token attachedTo) {
    Records records = stage.instance.records;
    records.endStep(failed, "ERROR");
    for (Token token : List.copyOf(stage.tokens)) {
      cancel(token, "DISCONTINUED", "CANCELED");
    }
    cancel(stage.outer, "DISCONTINUED", "ERROR");
    records.takeFaultPath(stage.stage, event);
    if (attachedTo != stage.outer) {
      cancel(attachedTo, "CANCELED", "CANCELED");
    }
    relieveRun(stage.instance);
    return attachedTo.in;
  }

  /** A BPMN error: who catches it, from the activity outwards? */
  private void throwError(Token failing, String code) {
    if (failing.gone) {
      return;
    }
    Token token = failing;
    while (true) {
      Node boundary = catching(token.node.attached);
      if (boundary != null && !token.oneOfMany) {
        caughtAt(failing, token, boundary);
        return;
      }
      Node eventSub =
          catching(token.in.node.children.stream().filter(n -> n.kind == Kind.EVENT_SUB).toList());
      if (eventSub != null && token.node != eventSub) {
        failing.in.instance.records.endStep(stepOf(failing), "ERROR");
        startEventSub(token.in, eventSub, "CANCELED");
        return;
      }
      if (token.in.outer != null) {
        token = token.in.outer;
      } else if (token.in.instance.caller != null) {
        Token caller = token.in.instance.caller;
        refuseSuspended(caller.in.instance);
        endInError(token.in.instance, failing);
        throwError(caller, code);
        return;
      } else {
        endInError(token.in.instance, failing);
        return;
      }
    }
  }

  private static Node catching(List<Node> nodes) {
    return nodes.stream().filter(node -> ModelXml.isError(node.trigger)).findFirst().orElse(null);
  }

  private void caughtAt(Token failing, Token attachedTo, Node boundary) {
    Place stage = failing.in.stagePlace();
    if (stage != null && attachedTo.in.stagePlace() == null) {
      go(new Token(boundary, stageFailed(stage, stepOf(failing), boundary, attachedTo)));
    } else {
      failing.in.instance.records.endStep(stepOf(failing), "ERROR");
      interruptAt(attachedTo, boundary, "CANCELED", "CANCELED");
    }
  }

  private void endInError(Instance instance, Token failing) {
    Records records = instance.records;
    records.endStep(stepOf(failing), "ERROR");
    // a stage has failed if something in it has, or its condition
    boolean isInStage =
        failing.in.stagePlace() != null || (failing.inner != null && failing.inner.stage != null);
    for (Token token : List.copyOf(instance.root.tokens)) {
      cancel(token, "DISCONTINUED", isInStage ? "ERROR" : "DISCONTINUED");
    }
    instance.ended = true;
    records.end("ERROR");
  }
}
