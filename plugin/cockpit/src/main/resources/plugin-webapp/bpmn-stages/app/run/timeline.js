import { element } from '../common/dom.js';
import { paged } from '../common/paged.js';

const MILESTONES = 20;

/** The milestones, newest first: what has happened last is what one asks for. */
export function createTimeline(processInstanceId, context) {
  const { api, texts } = context;
  const names = {};
  const filter = { processInstanceId };
  const list = paged({
    name: texts.say('timeline.title'),
    size: MILESTONES,
    load: page => api.stages.get('/stage-milestone', { ...filter, ...page, sortBy: 'sequence', sortOrder: 'desc' }),
    count: async () => (await api.stages.get('/stage-milestone/count', filter)).count,
    draw: rows => [ element('ol', { class: 'bpmn-stages-timeline' }, rows.map(row => milestone(row, names, texts))) ],
    empty: texts.say('timeline.empty')
  }, context);

  return {
    node: list.node,
    update({ stages }) {
      stages.forEach(stage => nameStage(names, stage));

      return list.refresh();
    }
  };
}

function nameStage(names, { stageId, stageName, steps }) {
  names[stageId] = stageName ?? stageId;
  steps.forEach(({ stepId, stepName }) => {
    names[stepId] = stepName ?? stepId;
  });
}

function milestone({ kind, stageId, stepId, detail, userId, timestamp }, names, texts) {
  const subject = names[stepId ?? stageId] ?? stepId ?? stageId;

  return element('li', { 'data-kind': kind },
    element('time', { datetime: timestamp }, texts.moment(timestamp)),
    element('strong', {}, texts.say(`milestone.${kind}`) ?? kind),
    subject && element('span', {}, subject),
    detail && element('span', { class: 'bpmn-stages-detail' }, texts.say(`detail.${kind}`, { detail }) ?? detail),
    userId && element('span', { class: 'bpmn-stages-who' }, texts.say('timeline.by', { user: userId })));
}
