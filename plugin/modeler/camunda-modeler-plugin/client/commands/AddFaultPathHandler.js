import { getMid } from 'diagram-js/lib/layout/LayoutUtil';

const NAME = 'Stage failed';

const BELOW = 100;
const FROM_CORNER = 60;
const APART = 70;
const MARGIN = 10;

export default class AddFaultPathHandler {

  constructor(elementFactory, modeling, translate) {
    this._elementFactory = elementFactory;
    this._modeling = modeling;
    this._translate = translate;
  }

  preExecute(context) {
    context.boundaryEvent = this._modeling.createShape(
      this._elementFactory.createShape({
        type: 'bpmn:BoundaryEvent',
        eventDefinitionType: 'bpmn:ErrorEventDefinition'
      }),
      placeFor(context.stage),
      context.stage,
      { attach: true });
  }

  postExecute({ boundaryEvent, stage }) {
    this._modeling.updateProperties(boundaryEvent, { name: this._translate(NAME) });
    this._modeling.appendShape(
      boundaryEvent,
      { type: 'bpmn:EndEvent' },
      { x: getMid(boundaryEvent).x, y: stage.y + stage.height + BELOW },
      stage.parent);

    this._moveAside(boundaryEvent);
  }

  /** The name stands where the flow leaves the event. */
  _moveAside({ label, x }) {
    if (label) {
      this._modeling.moveShape(label, { x: x - MARGIN - label.x - label.width, y: MARGIN });
    }
  }
}

AddFaultPathHandler.$inject = [ 'elementFactory', 'modeling', 'translate' ];

/** On the lower border, from the right, where nothing is attached yet. */
function placeFor(stage) {
  const taken = stage.attachers.map(attacher => getMid(attacher).x);
  let x = stage.x + stage.width - FROM_CORNER;

  while (x > stage.x + FROM_CORNER && taken.some(other => Math.abs(other - x) < APART / 2)) {
    x -= APART;
  }

  return { x, y: stage.y + stage.height };
}
