import { is } from 'bpmn-js/lib/util/ModelUtil';

import { ProcessReading } from 'bpmnlint-plugin-bpmn-stages/lib/process-reading';
import { faultPathElements } from 'bpmnlint-plugin-bpmn-stages/lib/recommendations';

const HIGH_PRIORITY = 2000;

/**
 * Which number each stage has in flow order, and what belongs to fault paths. After a change every
 * shape whose answer is another is drawn anew.
 */
export default class StageNumbers {

  constructor(bpmnjs, elementRegistry, eventBus) {
    this._bpmnjs = bpmnjs;
    this._elementRegistry = elementRegistry;
    this._eventBus = eventBus;
    this._answers = null;

    eventBus.on([ 'import.render.start', 'diagram.clear' ], HIGH_PRIORITY, () => {
      this._answers = null;
    });

    eventBus.on('commandStack.changed', HIGH_PRIORITY, () => this._update());
  }

  /** Number of a stage from 1, or undefined if it is none. */
  numberOf(businessObject) {
    return this._get().numbers.get(businessObject);
  }

  isInFaultPath(businessObject) {
    return this._get().faultPaths.has(businessObject);
  }

  _get() {
    return this._answers || (this._answers = this._read());
  }

  _read() {
    const numbers = new Map();
    const faultPaths = new Set();
    const definitions = this._bpmnjs.getDefinitions();

    (definitions ? definitions.get('rootElements') : [])
      .filter(element => is(element, 'bpmn:Process'))
      .map(process => new ProcessReading(process))
      .forEach(reading => {
        reading.orderedStages().forEach(({ node }, index) => numbers.set(node.element, index + 1));
        faultPathElements(reading).forEach(element => faultPaths.add(element));
      });

    return { numbers, faultPaths };
  }

  _update() {
    const before = this._get();
    const after = this._answers = this._read();

    [ ...before.numbers.keys(), ...before.faultPaths, ...after.numbers.keys(), ...after.faultPaths ]
      .filter((element, index, all) => all.indexOf(element) === index)
      .filter(element => before.numbers.get(element) !== after.numbers.get(element)
        || before.faultPaths.has(element) !== after.faultPaths.has(element))
      .forEach(element => this._redraw(element));
  }

  _redraw(businessObject) {
    const element = this._elementRegistry.get(businessObject.id);

    if (element) {
      this._eventBus.fire('element.changed', { element });
    }
  }
}

StageNumbers.$inject = [ 'bpmnjs', 'elementRegistry', 'eventBus' ];
