import { element, link } from '../common/dom.js';
import { runsPlace } from '../common/places.js';
import { problem } from '../common/problem.js';
import { RUN_STATUSES, STAGE_STATUSES, statusLabel, statusSign, statusWord } from '../common/status.js';
import { table } from '../common/table.js';

/** Per stage how many visits there are by status, how long they take, and which are late. */
export function createFunnel(choose, context) {
  const { api, texts, signal } = context;
  const node = element('div', { class: 'bpmn-stages-funnel' });

  return {
    node,
    async show({ statistics, filter }) {
      try {
        const answer = await api.stages.get(statistics);

        node.replaceChildren(totals(answer, filter, texts), stageTable(answer, choose, texts));
      } catch (error) {
        if (!signal.aborted) {
          node.replaceChildren(problem(error, texts));
        }
      }
    }
  };
}

function totals({ runs, completionRate, averageDurationInMillis }, filter, texts) {
  return element('ul', { class: 'bpmn-stages-totals', 'aria-label': texts.say('totals.title') },
    RUN_STATUSES.map(status => element('li', {},
      link(runsPlace({ ...filter, status }), statusLabel(status, texts), ' ', texts.number(runs[status] ?? 0)))),
    element('li', {}, texts.say('totals.completion', { rate: texts.percent(completionRate) })),
    element('li', {}, texts.say('totals.average', { duration: texts.duration(averageDurationInMillis) })));
}

function stageTable({ stages }, choose, texts) {
  const widest = Math.max(1, ...stages.map(({ runs }) => sum(runs)));

  return table({
    caption: texts.say('funnel.title'),
    columns: [
      { label: texts.say('funnel.stage'), header: true, cell: stage => nameOf(stage, texts) },
      { label: texts.say('funnel.bar'), cell: stage => bar(stage, widest) },
      ...STAGE_STATUSES.map(status => ({
        label: statusWord(status, texts), number: true,
        cell: stage => count(stage, stage.runs[status] ?? 0, status, choose, texts)
      })),
      { label: texts.say('funnel.overdue'), number: true,
        cell: stage => count(stage, stage.overdue, 'OVERDUE', choose, texts) },
      { label: texts.say('funnel.average'), number: true, cell: stage => texts.duration(stage.averageDurationInMillis) },
      { label: texts.say('funnel.longest'), number: true, cell: stage => texts.duration(stage.longestDurationInMillis) }
    ],
    rows: stages.map(stage => ({ id: stage.stageId, ...stage }))
  });
}

const sum = runs => Object.values(runs).reduce((total, number) => total + number, 0);

const nameOf = ({ stageName, stageId, inFaultPath }, texts) =>
  [ stageName ?? stageId, inFaultPath && element('small', {}, ` ${texts.say('inFaultPath')}`) ];

/** Says nothing that the numbers beside it do not say. */
function bar({ runs }, widest) {
  const parts = STAGE_STATUSES.filter(status => runs[status]).map(status => {
    const part = element('span', { 'data-status': status }, statusSign(status));

    part.style.flexGrow = runs[status];

    return part;
  });
  const filled = element('span', { class: 'bpmn-stages-filled' }, parts);

  filled.style.width = `${100 * sum(runs) / widest}%`;

  return element('span', { class: 'bpmn-stages-meter', 'aria-hidden': 'true' }, filled);
}

function count(stage, number, choice, choose, texts) {
  if (!number) {
    return texts.number(0);
  }

  return element('button', {
    type: 'button', class: 'btn-link bpmn-stages-count', 'data-status': choice,
    'aria-label': texts.say('funnel.show', {
      count: texts.number(number), stage: stage.stageName ?? stage.stageId,
      status: choice === 'OVERDUE' ? texts.say('funnel.overdue') : statusWord(choice, texts)
    }),
    on: { click: () => choose({ stageId: stage.stageId, choice }) }
  }, texts.number(number));
}
