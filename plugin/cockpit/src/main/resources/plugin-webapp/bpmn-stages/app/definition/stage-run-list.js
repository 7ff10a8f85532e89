import { element, link } from '../common/dom.js';
import { paged } from '../common/paged.js';
import { runPlace } from '../common/places.js';
import { STAGE_STATUSES, statusLabel, statusWord } from '../common/status.js';
import { table } from '../common/table.js';
import { durationOf } from '../run/stage-table.js';

const STAGE_RUNS = 10;

/** What one can choose, and what it asks of the REST API. */
const CHOICES = {
  FAILED: { status: 'ERROR', unfinished: true },
  OVERDUE: { overdue: true },
  ...Object.fromEntries(STAGE_STATUSES.map(status => [ status, { status } ]))
};

/** Visits to stages, as chosen in the funnel; what has failed, if nothing was chosen yet. */
export function createStageRunList({ stages }, context) {
  const { api, texts } = context;
  const shown = { scope: {} };
  const query = () => ({ ...shown.scope, stageId: shown.stageId, ...CHOICES[shown.choice] });
  const title = element('h2', {});
  const choice = element('select', { class: 'form-control input-sm' },
    Object.keys(CHOICES).map(key => element('option', { value: key }, wordOf(key, texts))));
  const list = paged({
    name: texts.say('visits.title'),
    size: STAGE_RUNS,
    load: page => api.stages.get('/stage-run', { ...query(), ...page, sortBy: 'startTime', sortOrder: 'desc' }),
    count: async () => (await api.stages.get('/stage-run/count', query())).count,
    draw: rows => [ table({ caption: texts.say('visits.title'), columns: columns(texts), rows }) ],
    empty: texts.say('visits.empty')
  }, context);
  const show = (filter, scope = shown.scope) => {
    shown.scope = scope;
    shown.choice = filter.choice ?? 'FAILED';
    shown.stageId = filter.stageId;
    choice.value = shown.choice;
    title.replaceChildren(titleOf(shown, stages, texts));

    return list.restart();
  };

  choice.addEventListener('change', () => show({ stageId: shown.stageId, choice: choice.value }));

  return {
    node: element('section', { class: 'bpmn-stages-visits' },
      title, element('label', {}, texts.say('visits.status'), choice), list.node),
    show,
    refresh: scope => show(shown, scope)
  };
}

const wordOf = (choice, texts) => texts.say(`visits.${choice}`) ?? statusWord(choice, texts);

function titleOf({ stageId, choice }, stages, texts) {
  const stage = stages.find(candidate => candidate.stageId === stageId);
  const status = wordOf(choice, texts);

  return stageId
    ? texts.say('visits.ofStage', { stage: stage?.stageName ?? stageId, status })
    : texts.say('visits.ofAll', { status });
}

const columns = texts => [
  { label: texts.say('visits.run'), header: true, cell: run => link(runPlace(run), run.processInstanceId) },
  { label: texts.say('funnel.stage'), cell: run => run.stageName ?? run.stageId },
  { label: texts.say('visits.status'), cell: run => statusLabel(run.status, texts) },
  { label: texts.say('steps.start'), cell: run => texts.moment(run.startTime) },
  { label: texts.say('steps.duration'), cell: run => durationOf(run, texts) },
  { label: texts.say('visits.due'), cell: run => texts.moment(run.dueDate) },
  { label: texts.say('steps.error'), cell: run => run.errorMessage ?? run.errorCode ?? '' }
];
