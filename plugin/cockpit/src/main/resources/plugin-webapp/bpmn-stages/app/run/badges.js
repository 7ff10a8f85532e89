import { element } from '../common/dom.js';
import { statusSign, statusWord } from '../common/status.js';
import { followOverview } from './overviews.js';

const TYPE = 'bpmn-stages';

/** At the stages of the diagram: their status, and how often they were visited. */
export async function show(viewer, context) {
  const drawn = [];

  context.signal.addEventListener('abort', () => clear(viewer, drawn));

  await followOverview(context.processInstanceId, overview => {
    clear(viewer, drawn);
    overview?.stages.filter(({ runs }) => runs.length)
      .filter(({ stageId }) => viewer.get('elementRegistry').get(stageId))
      .forEach(stage => drawn.push(add(viewer, stage, context)));
  }, context);
}

const add = (viewer, stage, context) => viewer.get('overlays').add(stage.stageId, TYPE, {
  position: { top: -12, right: 10 },
  scale: { min: 1 },
  html: badge(stage, context)
});

function badge({ stageId, status, runs }, { texts }) {
  const visits = texts.count('badge.visits', runs.length);

  return element('div', {
    class: 'bpmn-stages-status bpmn-stages-badge', 'data-status': status, 'data-stage': stageId, title: visits
  }, statusSign(status), statusWord(status, texts), runs.length > 1 && ` ×${texts.number(runs.length)}`);
}

function clear(viewer, drawn) {
  drawn.splice(0).forEach(id => viewer.get('overlays').remove(id));
}
