import { getMid } from 'diagram-js/lib/layout/LayoutUtil';

const BELOW = 100;
const FROM_CORNER = 60;
const APART = 70;

export default class AddFaultPathHandler {

  constructor(elementFactory, modeling) {
    this._elementFactory = elementFactory;
    this._modeling = modeling;
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
    this._modeling.appendShape(
      boundaryEvent,
      { type: 'bpmn:EndEvent' },
      { x: getMid(boundaryEvent).x, y: stage.y + stage.height + BELOW },
      stage.parent);
  }
}

AddFaultPathHandler.$inject = [ 'elementFactory', 'modeling' ];

/** On the lower border, from the right, where nothing is attached yet. */
function placeFor(stage) {
  const taken = stage.attachers.map(attacher => getMid(attacher).x);
  let x = stage.x + stage.width - FROM_CORNER;

  while (x > stage.x + FROM_CORNER && taken.some(other => Math.abs(other - x) < APART / 2)) {
    x -= APART;
  }

  return { x, y: stage.y + stage.height };
}
