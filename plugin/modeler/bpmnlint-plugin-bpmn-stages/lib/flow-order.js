/**
 * The order in which the nodes of a scope are reached: what leads to a node comes before it, a way
 * back does not count, and of several ways the one drawn first comes first. Nodes that are reached
 * through a fault path only come last, before them event sub-processes and what nothing leads to.
 */

const { isWellPlaced } = require('./placement');

class FlowOrder {

  constructor(scope) {
    const mainFlow = follow(scope.startEvents(), withoutFaultPaths);
    const everything = follow(mainFlow, everyFlow);

    this.inFaultPath = new Set(everything.filter(node => !mainFlow.includes(node)));
    this.nodes = [ ...new Set([
      ...mainFlow,
      ...scope.children.filter(node => !this.inFaultPath.has(node)),
      ...this.inFaultPath
    ]) ];
  }
}

function follow(starts, successors) {
  const finished = new Map(leaveOrder(starts, successors).map((node, index) => [ node, index ]));
  const forward = node =>
    successors(node).filter(next => finished.get(next) < finished.get(node));

  return leaveOrder([ ...starts ].reverse(), node => forward(node).reverse()).reverse();
}

/** Nodes in the order in which a depth-first walk leaves them. */
function leaveOrder(starts, successors) {
  const entered = new Set();
  const left = [];

  starts.forEach(start => {
    const path = [];
    const enter = node => {
      if (!entered.has(node)) {
        entered.add(node);
        path.push({ node, ways: successors(node)[Symbol.iterator]() });
      }
    };

    enter(start);

    while (path.length) {
      const { node, ways } = path[path.length - 1];
      const next = ways.next();

      if (next.done) {
        path.pop();
        left.push(node);
      } else {
        enter(next.value);
      }
    }
  });

  return left;
}

function everyFlow(node) {
  return [ ...node.targets(), ...node.boundaryEvents ];
}

function withoutFaultPaths(node) {
  return everyFlow(node).filter(next => !(node.isStage && next.isErrorBoundaryEvent));
}

/**
 * The stages of a process in flow order, those reachable only through a fault path last.
 *
 * @return { { node: FlowNode, inFaultPath: boolean }[] }
 */
function orderStages(process) {
  const stages = [];

  collectStages(process, false, stages);

  return [
    ...stages.filter(stage => !stage.inFaultPath),
    ...stages.filter(stage => stage.inFaultPath)
  ];
}

function collectStages(scope, inFaultPath, stages) {
  const order = new FlowOrder(scope);

  order.nodes.forEach(node => {
    const throughFault = inFaultPath || order.inFaultPath.has(node);

    if (isWellPlaced(node)) {
      stages.push({ node, inFaultPath: throughFault });
    } else if (node.isScope) {
      collectStages(node, throughFault, stages);
    }
  });
}

/** Steps of a stage in flow order. */
function stepsOf(scope) {
  return new FlowOrder(scope).nodes
    .filter(node => !node.isForCompensation)
    .flatMap(node => {
      if (node.isTask || node.isScope && node.isMultiInstance) {
        return [ node ];
      }

      return node.isScope && !node.isAdHoc ? stepsOf(node) : [];
    });
}

/** Whether a node comes before another in their scope. */
function isBefore(node, other) {
  const { nodes } = new FlowOrder(node.scope);

  return nodes.indexOf(node) < nodes.indexOf(other);
}

module.exports = { FlowOrder, orderStages, stepsOf, isBefore };
