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
      .forEach(event => checkBoundaryEvent(event, node, problems));

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

/** Only an inclusive gateway joins its tokens safely: it can fire any number of times. */
function checkBoundaryEvent(event, host, problems) {
  const pair = new BranchPair(new Branch(event, null), new Branch(host, event), isInclusiveJoin);
  const stages = [ ...pair.stagesOfOne(), ...pair.stagesAtOnce() ];

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

  const branches = flows.map(flow => new Branch(flow.target, null));

  for (let i = 0; i < branches.length; i++) {
    for (let j = i + 1; j < branches.length; j++) {
      const stages = new BranchPair(branches[i], branches[j], isJoin).stagesAtOnce();

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

  /** @param {FlowNode|null} fork boundary event that is another branch and so no part of this one */
  constructor(start, fork) {
    this.start = start;
    this.fork = fork;
    this.reached = this.reach([]);
  }

  /** Stages, and sub-processes that hold some, on the way to the joins. */
  stagesBefore(joins) {
    return this.reach(joins).filter(node => stagesIn(node).length);
  }

  reach(joins) {
    return walk(this.start, joins, node =>
      [ ...node.targets(), ...node.boundaryEvents ].filter(next => next !== this.fork));
  }
}

/** Whether the engine finds a way by sequence flows: an inclusive gateway waits for that only. */
function isWay(from, to) {
  return walk(from, [], node => node.targets()).includes(to);
}

function walk(start, blocked, successors) {
  const seen = new Set();
  const open = [ start ];

  while (open.length) {
    const node = open.shift();

    if (!blocked.includes(node) && !seen.has(node)) {
      seen.add(node);
      open.push(...successors(node));
    }
  }

  return [ ...seen ];
}

/** Two branches of one fork: where they join, and which stages could be in progress at once. */
class BranchPair {

  constructor(one, other, isJoin) {
    this.one = one;
    this.other = other;
    this.joins = one.reached.filter(node => other.reached.includes(node) && isJoin(node));
  }

  stagesOfOne() {
    return this.one.stagesBefore(this.joins);
  }

  stagesAtOnce() {
    const stages = this.stagesDuring(this.one, this.other);

    return stages.length ? stages : this.stagesDuring(this.other, this.one);
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
