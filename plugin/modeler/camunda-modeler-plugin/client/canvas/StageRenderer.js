import BaseRenderer from 'diagram-js/lib/draw/BaseRenderer';

import { getBusinessObject, getDi, is } from 'bpmn-js/lib/util/ModelUtil';

import { append, attr, create } from 'tiny-svg';

const PRIORITY = 1500;

const STAGE_COLOR = '#1f5fa8';
const STAGE_FILL = '#f6f9fd';
const FAULT_COLOR = '#b0502a';
const FAULT_FILL = '#fdf3ee';

const CHEVRON = 'M0,0 h26 l9,11 l-9,11 h-26 l7,-11 z';

/**
 * Tells a stage from a sub-process at a glance: a chevron with its number. Fault paths are tinted.
 * Colours that somebody has chosen stay.
 */
export default class StageRenderer extends BaseRenderer {

  constructor(eventBus, bpmnRenderer, stageNumbers) {
    super(eventBus, PRIORITY);

    this._bpmnRenderer = bpmnRenderer;
    this._stageNumbers = stageNumbers;
  }

  canRender(element) {
    return !element.labelTarget && is(element, 'bpmn:FlowElement')
      && (this._numberOf(element) !== undefined || this._isInFaultPath(element));
  }

  drawShape(parentGfx, element, attrs = {}) {
    const number = this._numberOf(element);
    const colors = this._colorsOf(element);
    const shape = this._bpmnRenderer.drawShape(parentGfx, element, { ...colors, ...attrs });

    if (number !== undefined) {
      drawChevron(parentGfx, number, colorOf(element, 'stroke') || colors.stroke);
    }

    return shape;
  }

  drawConnection(parentGfx, element, attrs = {}) {
    return this._bpmnRenderer.drawConnection(
      parentGfx, element, { ...strokeOnly(this._colorsOf(element)), ...attrs });
  }

  getShapePath(element) {
    return this._bpmnRenderer.getShapePath(element);
  }

  getConnectionPath(element) {
    return this._bpmnRenderer.getConnectionPath(element);
  }

  _numberOf(element) {
    return this._stageNumbers.numberOf(getBusinessObject(element));
  }

  _isInFaultPath(element) {
    return this._stageNumbers.isInFaultPath(getBusinessObject(element));
  }

  _colorsOf(element) {
    const [ stroke, fill ] = this._isInFaultPath(element)
      ? [ FAULT_COLOR, FAULT_FILL ]
      : [ STAGE_COLOR, STAGE_FILL ];

    return {
      ...(colorOf(element, 'stroke') ? {} : { stroke }),
      ...(colorOf(element, 'fill') ? {} : { fill })
    };
  }
}

StageRenderer.$inject = [ 'eventBus', 'bpmnRenderer', 'stageNumbers' ];

function strokeOnly({ stroke }) {
  return stroke ? { stroke } : {};
}

/** What has been chosen for the element, in either notation. */
function colorOf(element, kind) {
  const di = getDi(element);

  return kind === 'stroke'
    ? di.get('color:border-color') || di.get('bioc:stroke')
    : di.get('color:background-color') || di.get('bioc:fill');
}

function drawChevron(parentGfx, number, color) {
  const chevron = create('g');
  const path = create('path');
  const text = create('text');

  attr(chevron, { class: 'stages-chevron', transform: 'translate(8, 8)' });
  attr(path, { d: CHEVRON, fill: color });
  attr(text, {
    x: 18,
    y: 15.5,
    fill: 'white',
    'text-anchor': 'middle',
    'font-family': 'Arial, sans-serif',
    'font-size': '13px',
    'font-weight': 'bold'
  });

  text.textContent = number;

  append(chevron, path);
  append(chevron, text);
  append(parentGfx, chevron);
}
