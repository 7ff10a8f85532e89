/**
 * What the engine runs but an author will rarely want.
 */

const { parse, namesReadFrom } = require('./expression');
const { isBefore } = require('./flow-order');
const { tagOf } = require('./flow-node');
const { childrenOf } = require('./placement');

/** Stages that nothing catches errors of. */
function withoutFaultPath(reading) {
  return reading.stages
    .filter(stage => !stage.boundaryEvents.some(event => event.isErrorBoundaryEvent))
    .map(stage => ({
      element: stage.element,
      message: `Stage '${stage.id}' has no fault path: when a step fails for good, the run waits for`
        + ' somebody to look after it. Add an error boundary event to the stage.'
    }));
}

/** Fault paths that hold more than decisions, stages and end events. */
function workInFaultPath(reading) {
  return faultPathNodes(reading)
    .filter(({ node }) => !isAllowedInFaultPath(node))
    .map(({ node, stage }) => ({
      element: node.element,
      message: `${node} lies in the fault path of stage '${stage.id}' without being in a stage, so it`
        + ' is no step and nothing is recorded of it. A fault path is easiest to follow when it holds'
        + ' gateways, stages and end events only: put the work into a stage.'
    }));
}

/** Fault paths that lead back to where the run has been already. */
function backwardFaultPath(reading) {
  return faultPaths(reading).flatMap(({ stage, event, nodes }) => {
    const back = nodes
      .flatMap(node => node.targets())
      .find(target => !nodes.includes(target) && (target === stage || isBefore(target, stage)));

    return back ? [ {
      element: event.element,
      message: `The fault path of stage '${stage.id}' leads back to ${back}: when the same thing`
        + ' fails again, the run goes in circles. Count the rounds in a variable'
        + ' and leave after the last one, or go on forwards.'
    } ] : [];
  });
}

/** Tasks of an orchestration that are no steps. */
function workOutsideStages(reading) {
  if (!reading.stages.length) {
    return [];
  }

  return tasksOutsideStages(reading.process)
    .filter(task => !faultPathNodes(reading).some(({ node }) => holds(node, task)))
    .map(task => ({
      element: task.element,
      message: `${task} lies outside the stages, so it is no step and nothing is recorded of it. Put it`
        + ' into a stage.'
    }));
}

function tasksOutsideStages(scope) {
  return scope.children
    .filter(node => !node.isStage && !node.isForCompensation)
    .flatMap(node => node.isScope ? tasksOutsideStages(node) : node.isTask ? [ node ] : []);
}

/** Expressions that read a stage or step that the process does not have. */
function unknownReferences(reading) {
  if (!reading.stages.length) {
    return [];
  }

  const known = { stages: reading.stageIds, steps: reading.stepIds };

  return expressionsIn(reading.process.element, reading.process.element)
    .flatMap(({ text, element }) => Object.keys(known).flatMap(object =>
      namesReadFrom(object, text)
        .filter(name => !known[object].includes(name))
        .map(name => ({
          element,
          message: `An expression reads ${object}.${name}, which this process does not have. It has`
            + ` ${known[object].join(', ') || 'none'}: correct the id.`
        }))));
}

/** Syntax trees of all expressions but the requirements, which are looked at by STG-013. */
function expressionsIn(element, place) {
  return [
    ...textsOf(element).flatMap(text => {
      try {
        return [ { text: parse(text), element: place } ];
      } catch (notAnExpression) {
        return [];
      }
    }),
    ...childrenIn(element).flatMap(child => expressionsIn(child, isFlowElement(child) ? child : place))
  ];
}

function isFlowElement(element) {
  return !!element.id && typeof element.$instanceOf === 'function'
    && element.$instanceOf('bpmn:FlowElement');
}

function childrenIn(element) {
  return [ ...childrenOf(element), ...(element.$children || []) ];
}

function textsOf(element) {
  return isRequirement(element) ? [] : Object.keys(element)
    .concat(element.$attrs ? Object.keys(element.$attrs) : [])
    .map(name => element[name] || element.$attrs && element.$attrs[name])
    .filter(value => typeof value === 'string' && /[$#]\{/.test(value));
}

function isRequirement(element) {
  return tagOf(element) === 'property' && /^\s*stage\.requirement\./.test(element.name || '');
}

/** Each fault path with the nodes that are reached by it alone. */
function faultPaths(reading) {
  return reading.stages.flatMap(stage => stage.boundaryEvents
    .filter(event => event.isErrorBoundaryEvent)
    .map(event => ({ stage, event, nodes: nodesOf(event, stage) })));
}

/** The flow of a fault path, up to where it comes back into a main flow or into a stage. */
function nodesOf(event, stage) {
  const main = mainFlow(stage.scope);
  const nodes = [ event ];

  for (const node of nodes) {
    const next = node.isStage ? [] : [ ...node.targets(), ...node.boundaryEvents ];

    nodes.push(...next.filter(target => !nodes.includes(target) && !main.has(target)));
  }

  return nodes;
}

/** What is reached without any fault path. */
function mainFlow(scope) {
  const nodes = new Set(scope.startEvents());

  for (const node of nodes) {
    [ ...node.targets(), ...node.boundaryEvents ]
      .filter(next => !(node.isStage && next.isErrorBoundaryEvent))
      .forEach(next => nodes.add(next));
  }

  return nodes;
}

function faultPathNodes(reading) {
  const found = new Map();

  faultPaths(reading).forEach(({ stage, event, nodes }) => nodes
    .filter(node => node !== event && !found.has(node))
    .forEach(node => found.set(node, { node, stage })));

  return [ ...found.values() ];
}

function isAllowedInFaultPath(node) {
  return node.isStage || node.isBoundaryEvent || node.tag === 'endEvent'
    || node.tag.endsWith('Gateway')
    || node.isScope && !tasksOutsideStages(node).length;
}

function holds(node, inner) {
  return node === inner || inner.enclosing().includes(node);
}

/** Everything that is reached by fault paths alone, nodes and flows: moddle elements. */
function faultPathElements(reading) {
  const elements = new Set();

  faultPaths(reading).forEach(({ nodes }) => nodes.forEach(node => {
    elements.add(node.element);

    if (!node.isStage) {
      node.outgoing.filter(flow => flow.element).forEach(flow => elements.add(flow.element));
    }
  }));

  return elements;
}

module.exports = {
  withoutFaultPath,
  workInFaultPath,
  backwardFaultPath,
  workOutsideStages,
  unknownReferences,
  faultPathElements
};
