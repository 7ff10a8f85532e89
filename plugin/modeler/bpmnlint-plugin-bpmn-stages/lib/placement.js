/**
 * Whether the `stage.*` properties are where a stage can be: STG-001 and STG-002.
 */

const { tagOf } = require('./flow-node');
const { readProperties } = require('./properties');

function checkPlacement(process, problems) {
  const nodes = new Map(process.withDescendants().map(node => [ node.element, node ]));

  checkElement(process.element, process.element, nodes, problems);
}

/** @param {Object} place the element itself, or the nearest around it that has an id */
function checkElement(element, place, nodes, problems) {
  const properties = readProperties(element);

  if (properties.length) {
    checkHolder(element, nodes.get(element), place, properties, problems);
  }

  childrenOf(element).forEach(child =>
    checkElement(child, child.id ? child : place, nodes, problems));
}

function checkHolder(element, node, place, properties, problems) {
  if (!node || !node.isPlainSubProcess) {
    problems.report(
      2,
      place,
      `found ${names(properties)} on ${kind(element, node)}, but only a plain embedded sub-process`
        + ' can be a stage. Move the properties to an embedded sub-process that is neither'
        + ' multi-instance nor for compensation, or remove them.');
  } else if (node.isStage) {
    checkSurroundings(node, problems);
  }
}

function checkSurroundings(stage, problems) {
  const outerStage = stage.enclosing().find(outer => outer.isStage);
  const oddScope = stage.enclosing().find(holdsNoStage);

  if (outerStage) {
    problems.report(
      1,
      stage.element,
      `stage '${stage.id}' lies inside stage '${outerStage.id}'. Stages run one after another,`
        + ' never inside each other: move it out, or remove its stage.* properties.');
  }

  if (oddScope) {
    problems.report(
      2,
      stage.element,
      `stage '${stage.id}' lies inside ${kind(oddScope.element, oddScope)}. A stage may lie in the`
        + ' process itself, in plain sub-processes, transactions and interrupting event'
        + ' sub-processes: move it there, or remove its stage.* properties.');
  }

  if (!stage.id) {
    problems.report(
      2,
      stage.element,
      'found a sub-process without an id. A stage is known by its id: give it one.');
  }
}

/** Whether a stage can run where the node has been put. */
function isWellPlaced(stage) {
  return stage.isStage
    && !!stage.id
    && !stage.enclosing().some(outer => outer.isStage || holdsNoStage(outer));
}

/** What is inside runs many times, or only to undo, or not at all. */
function holdsNoStage(scope) {
  return scope.isMultiInstance || scope.isForCompensation || scope.isAdHoc;
}

function kind(element, node) {
  const name = node && node.isEventSubProcess ? 'event sub-process' : tagOf(element);

  return `a${node ? adjective(node) : ''} ${name}${element.id ? ` '${element.id}'` : ''}`;
}

function adjective(node) {
  if (node.isForCompensation) {
    return ' compensating';
  }

  return node.isMultiInstance ? ' multi-instance' : '';
}

function names(properties) {
  return [ ...new Set(properties.map(property => property.name)) ].join(', ');
}

/** Elements that the file has inside the element. */
function childrenOf(element) {
  if (!element.$descriptor || !element.$descriptor.properties) {
    return [];
  }

  return element.$descriptor.properties
    .filter(property => !property.isAttr && !property.isReference)
    .flatMap(property => element[property.name] || [])
    .filter(child => child && child.$type);
}

module.exports = { checkPlacement, isWellPlaced, childrenOf };
