/**
 * A process and everything in it, as drawn: what it holds, and where its flows lead.
 */

const { EXIT_CONDITION, readProperties } = require('./properties');

const TASKS = [
  'task', 'manualTask', 'userTask', 'serviceTask', 'scriptTask', 'businessRuleTask', 'sendTask',
  'receiveTask', 'callActivity'
];

const OTHER_NODES = [
  'startEvent', 'endEvent', 'boundaryEvent', 'intermediateCatchEvent', 'intermediateThrowEvent',
  'exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'eventBasedGateway', 'complexGateway',
  'subProcess', 'transaction', 'adHocSubProcess'
];

class FlowNode {

  constructor(element, scope) {
    this.element = element;
    this.scope = scope;
    this.id = element.id;
    this.tag = tagOf(element);
    this.properties = readProperties(element);
    this.children = [];
    this.boundaryEvents = [];
    this.outgoing = [];
    this.incoming = 0;
  }

  get isTask() {
    return TASKS.includes(this.tag);
  }

  get isTransaction() {
    return this.tag === 'transaction';
  }

  get isAdHoc() {
    return this.tag === 'adHocSubProcess';
  }

  get isEventSubProcess() {
    return this.tag === 'subProcess' && !!this.element.triggeredByEvent;
  }

  get isBoundaryEvent() {
    return this.tag === 'boundaryEvent';
  }

  /** Whether nodes lie in it. */
  get isScope() {
    return !this.scope || this.tag === 'subProcess' || this.isTransaction || this.isAdHoc;
  }

  get isMultiInstance() {
    const loop = this.element.loopCharacteristics;

    return !!loop && tagOf(loop) === 'multiInstanceLoopCharacteristics';
  }

  /** Compensation handler, or event sub-process that starts with a compensation. */
  get isForCompensation() {
    return !!this.element.isForCompensation
      || this.isEventSubProcess
        && this.startEvents().some(event => event.hasEvent('compensateEventDefinition'));
  }

  /** Boundary event or event sub-process that leaves what it listens to in progress. */
  get isNonInterrupting() {
    return this.isBoundaryEvent
      ? this.element.cancelActivity === false && !this.hasEvent('compensateEventDefinition')
      : this.isEventSubProcess
        && this.startEvents().some(event => event.element.isInterrupting === false);
  }

  get isErrorBoundaryEvent() {
    return this.isBoundaryEvent && this.hasEvent('errorEventDefinition');
  }

  /** Embedded, run once, started by its incoming flow: the only thing that can be a stage. */
  get isPlainSubProcess() {
    return this.tag === 'subProcess'
      && !this.isEventSubProcess
      && !this.isMultiInstance
      && !this.isForCompensation;
  }

  /** Whether it is meant to be a stage, well placed or not. */
  get isStage() {
    return this.isPlainSubProcess
      && this.properties.some(property => property.name === EXIT_CONDITION);
  }

  hasEvent(definition) {
    return (this.element.eventDefinitions || []).some(event => tagOf(event) === definition);
  }

  startEvents() {
    return this.children.filter(node => node.tag === 'startEvent');
  }

  /** Process, sub-process and so on that hold the node, from the inside out. */
  enclosing() {
    return this.scope ? [ this.scope, ...this.scope.enclosing() ] : [];
  }

  /** The node and everything in it, in file order. */
  withDescendants() {
    return [ this, ...this.children.flatMap(child => child.withDescendants()) ];
  }

  targets() {
    return this.outgoing.map(flow => flow.target);
  }

  toString() {
    return `${this.tag} '${this.id}'`;
  }
}

/** Name of the element in the file. */
function tagOf(element) {
  const name = element.$type.replace(/^.*:/, '');

  return name[0].toLowerCase() + name.slice(1);
}

/** Reads a process. */
function readProcess(process) {
  const node = new FlowNode(process, null);

  readScope(node);

  return node;
}

function readScope(scope) {
  const byElement = new Map();
  const flows = [];

  (scope.element.flowElements || []).forEach(element => {
    const tag = tagOf(element);

    if (tag === 'sequenceFlow') {
      flows.push(element);
    } else if (TASKS.includes(tag) || OTHER_NODES.includes(tag)) {
      byElement.set(element, addNode(element, scope));
    }
  });

  attachBoundaryEvents(scope, byElement);
  connectFlows(flows, byElement);
  connectLinks(scope);
}

function addNode(element, scope) {
  const node = new FlowNode(element, scope);

  scope.children.push(node);

  if (node.isScope) {
    readScope(node);
  }

  return node;
}

function attachBoundaryEvents(scope, byElement) {
  scope.children
    .filter(node => node.isBoundaryEvent && byElement.has(node.element.attachedToRef))
    .forEach(node => byElement.get(node.element.attachedToRef).boundaryEvents.push(node));
}

function connectFlows(flows, byElement) {
  flows
    .filter(flow => byElement.has(flow.sourceRef) && byElement.has(flow.targetRef))
    .forEach(flow => connect(byElement.get(flow.sourceRef), flow, byElement.get(flow.targetRef)));
}

function connectLinks(scope) {
  const catching = new Map();

  scope.children
    .filter(node => node.tag === 'intermediateCatchEvent')
    .forEach(node => linkNames(node).forEach(name => catching.set(name, node)));

  scope.children
    .filter(node => node.tag === 'intermediateThrowEvent')
    .forEach(node => linkNames(node)
      .filter(name => catching.has(name))
      .forEach(name => connect(node, null, catching.get(name))));
}

function connect(source, flow, target) {
  source.outgoing.push({ id: flow && flow.id, element: flow, target });
  target.incoming++;
}

function linkNames(node) {
  return (node.element.eventDefinitions || [])
    .filter(event => tagOf(event) === 'linkEventDefinition')
    .map(event => event.name);
}

module.exports = { readProcess, tagOf };
