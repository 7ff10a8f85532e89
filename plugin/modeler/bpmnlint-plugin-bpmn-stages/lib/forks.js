/**
 * Whether two stages could be in progress at once: STG-011. Every fork outside the stages is looked
 * at by itself, in the scope that it lies in: the end of a sub-process joins whatever ran in it.
 */

const { isWellPlaced } = require('./placement');

function checkForks(scope, problems) {
  scope.children.forEach(node => {
    if (node.isNonInterrupting && node.isEventSubProcess) {
      checkEventSubProcess(node, problems);
    }

    node.boundaryEvents
      .filter(event => event.isNonInterrupting)
      .forEach(event => checkBoundaryEvent(event, problems));

    checkFork(node, problems);

    if (node.isScope && !node.isStage) {
      checkForks(node, problems);
    }
  });
}

function checkEventSubProcess(eventSubProcess, problems) {
  const stages = stagesIn(eventSubProcess);

  if (stages.length) {
    report(eventSubProcess, stages, names =>
      `the event sub-process does not interrupt what goes on and holds ${names}. Make it`
        + ' interrupting, or take the stage out of it.', problems);
  }
}

/** It can fire again, and the engine's joins count tokens: no join makes that safe. */
function checkBoundaryEvent(event, problems) {
  const stages = new Branch(event).stagesBefore([]);

  if (stages.length) {
    report(event, stages, names =>
      `the boundary event does not interrupt what goes on and leads to ${names}. Make it`
        + ' interrupting, or let it end without reaching a stage.', problems);
  }
}

function checkFork(fork, problems) {
  const flows = flowsTakenTogether(fork);

  if (flows.length < 2) {
    return;
  }

  const branches = flows.map(flow => new Branch(flow.target));

  for (let i = 0; i < branches.length; i++) {
    for (let j = i + 1; j < branches.length; j++) {
      const stages = new BranchPair(fork, branches[i], branches[j]).stagesAtOnce();

      if (stages.length) {
        return reportFork(fork, flows[i], flows[j], stages, problems);
      }
    }
  }
}

function reportFork(fork, one, other, stages, problems) {
  report(fork, stages, names =>
    `the flows '${one.id}' and '${other.id}' that leave ${fork} can be taken together and lead to`
      + ` ${names} before they join again. Let the flows meet in a parallel or inclusive gateway`
      + ' before the stage, put the stages one after another, or fork with an exclusive gateway.',
  problems);
}

function report(place, holders, message, problems) {
  const stages = [ ...new Set(holders.flatMap(stagesIn)) ];
  const names = stages.map(stage => `stage '${stage.id}'`).join(', ');

  problems.report(
    11,
    place.element,
    `only one stage may be in progress at a time, but ${message(names)}`);
}

/** Flows of which more than one can be taken when a token leaves the node. */
function flowsTakenTogether(node) {
  switch (node.tag) {
  case 'exclusiveGateway': case 'eventBasedGateway': case 'complexGateway':
    return [];
  case 'parallelGateway':
    return node.outgoing;
  default:
    return node.outgoing.filter(flow => !isOnlyOtherwise(node, flow));
  }
}

/** A default flow is taken when no other is; the engine overlooks it on a multi-instance. */
function isOnlyOtherwise(node, flow) {
  return !node.isMultiInstance && !!node.element.default && node.element.default === flow.element;
}

/** Waits for as many tokens as flows lead to it. */
function isParallelJoin(node) {
  return node.tag === 'parallelGateway' && node.incoming > 1;
}

/** Waits as long as another token could still come. */
function isInclusiveJoin(node) {
  return node.tag === 'inclusiveGateway' && node.incoming > 1;
}

function isJoin(node) {
  return isParallelJoin(node) || isInclusiveJoin(node);
}

/** The node, if it is a stage, else the stages in it. */
function stagesIn(node) {
  return node.withDescendants().filter(isWellPlaced);
}

/** One way out of a fork, as far as its token can get in the scope. */
class Branch {

  constructor(start) {
    this.start = start;
  }

  /** Nodes that the token reaches, the stops included, but nothing beyond them. */
  reach(stops) {
    return walk(this.start, stops, node => [ ...node.targets(), ...node.boundaryEvents ]);
  }

  /** Stages, and sub-processes that hold some, on the way to the joins. */
  stagesBefore(joins) {
    return this.reach(joins).filter(node => stagesIn(node).length);
  }

  leadsToAStage() {
    return this.stagesBefore([]).length > 0;
  }
}

/** Whether the engine finds a way by sequence flows: an inclusive gateway waits for that only. */
function isWay(from, to) {
  return walk(from, [], node => node.targets()).includes(to);
}

function walk(start, stops, successors) {
  const reached = new Set();
  const open = [ start ];

  while (open.length) {
    const node = open.shift();

    if (!reached.has(node)) {
      reached.add(node);

      if (!stops.includes(node)) {
        open.push(...successors(node));
      }
    }
  }

  return [ ...reached ];
}

/** Two branches of one fork: where they join, and which stages could be in progress at once. */
class BranchPair {

  constructor(fork, one, other) {
    this.fork = fork;
    this.one = one;
    this.other = other;

    const first = this.firstJoins(this.sharedBefore([ fork ]));

    this.joins = this.isForkedAgain(first) || this.isMergedBefore(first) ? [] : first;
  }

  /** Stages of both branches that could be in progress at once, empty if there are none. */
  stagesAtOnce() {
    const stages = this.stagesDuring(this.one, this.other);

    return stages.length ? stages : this.stagesDuring(this.other, this.one);
  }

  sharedBefore(stops) {
    const other = this.other.reach(stops);

    return this.one.reach(stops).filter(node => other.includes(node));
  }

  /**
   * Gateways that make one token of those of both branches: each branch gets there without having
   * been at another of them, and before everything starts anew.
   */
  firstJoins(shared) {
    const all = shared.filter(isJoin);

    return all.filter(join => this.sharedBefore(
      [ ...all, this.fork ].filter(node => node !== join)).includes(join));
  }

  /**
   * Whether one of the branches leads back to the fork before they join: then there are more tokens
   * than the joins count on, and some are left over.
   */
  isForkedAgain(joins) {
    return !joins.includes(this.fork)
      && [ this.one, this.other ].some(branch => branch.reach(joins).includes(this.fork));
  }

  /**
   * Whether the branches meet without becoming one before they join, and go on to a stage: then
   * their tokens arrive at the joins by the same flow, and the joins cannot tell them apart.
   */
  isMergedBefore(joins) {
    return this.sharedBefore(joins)
      .some(node => !joins.includes(node) && new Branch(node).leadsToAStage());
  }

  /** Stages that the second branch could reach while the first is in a stage. */
  stagesDuring(first, second) {
    const stages = first.stagesBefore(this.joins);

    for (const stage of stages) {
      const meanwhile = second.stagesBefore(this.joinsThatWaitFor(stage));

      if (meanwhile.length) {
        return [ ...new Set([ ...stages, ...meanwhile ]) ];
      }
    }

    return [];
  }

  /** An inclusive gateway goes on without a token that can no longer come. */
  joinsThatWaitFor(stage) {
    return this.joins.filter(join => isParallelJoin(join) || isWay(stage, join));
  }
}

module.exports = { checkForks };
