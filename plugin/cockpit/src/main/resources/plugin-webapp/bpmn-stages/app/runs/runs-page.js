import { element, link } from '../common/dom.js';
import { field, filterForm } from '../common/filter-form.js';
import { paged } from '../common/paged.js';
import { dashboardPlace, queryHere, runPlace, runsPlace } from '../common/places.js';
import { RUN_STATUSES, statusLabel, statusWord } from '../common/status.js';
import { table } from '../common/table.js';
import { momentBefore, PERIODS, STUCK_TIMES, timesWith, wordFor } from '../dashboard/times.js';
import { durationOf } from '../run/stage-table.js';

const RUNS = 20;

/** What may stand in the address and goes to the REST API as it is. */
const SCOPES = [ 'processDefinitionId', 'processDefinitionKey', 'tenantIdIn', 'withoutTenantId', 'finished', 'unfinished' ];

/** Runs of all orchestrations or of one, by what the address asks for. */
export function show(target, context) {
  const { texts } = context;
  const query = queryHere();
  const list = runs(query, context);

  target.replaceChildren(element('div', { class: 'bpmn-stages bpmn-stages-sheet', lang: texts.language },
    element('nav', { class: 'bpmn-stages-trail', 'aria-label': texts.say('trail') },
      link(dashboardPlace(), texts.say('stages'))),
    element('h1', {}, texts.say('runs.title')),
    filters(query, texts),
    list.node));

  return list.refresh();
}

const filters = (query, texts) => filterForm([
  field('businessKey', texts.say('runs.businessKey'), { value: query.businessKey, type: 'search' }),
  field('processDefinitionKey', texts.say('runs.definitionKey'), { value: query.processDefinitionKey, type: 'search' }),
  field('status', texts.say('runs.status'),
    { value: query.status, options: [ '', ...RUN_STATUSES ], word: status => status ? statusWord(status, texts) : texts.say('runs.any') }),
  field('startedWithin', texts.say('dashboard.started'),
    { value: query.startedWithin, options: timesWith(query.startedWithin, PERIODS), word: key => wordFor(key || 'ever', texts) }),
  field('stuckFor', texts.say('dashboard.stuckFor'),
    { value: query.stuckFor, options: timesWith(query.stuckFor, [ '', ...STUCK_TIMES ]), word: key => key ? wordFor(key, texts) : texts.say('runs.any') })
], values => {
  window.location.hash = runsPlace({ ...scopeIn(query), ...values });
}, texts);

const scopeIn = query => Object.fromEntries(SCOPES.map(name => [ name, query[name] ]));

function filterIn(query) {
  return {
    ...scopeIn(query),
    status: query.status,
    businessKeyLike: query.businessKey && `%${query.businessKey}%`,
    startedAfter: momentBefore(query.startedWithin),
    lastMilestoneBefore: momentBefore(query.stuckFor)
  };
}

function runs(query, context) {
  const { api, texts } = context;
  const filter = filterIn(query);

  return paged({
    name: texts.say('runs.title'),
    size: RUNS,
    load: page => api.stages.get('/orchestration-run', { ...filter, ...page, sortBy: 'startTime', sortOrder: 'desc' }),
    count: async () => (await api.stages.get('/orchestration-run/count', filter)).count,
    draw: rows => [ table({ caption: texts.say('runs.title'), columns: columns(texts), rows }) ],
    empty: texts.say('runs.empty')
  }, context);
}

const columns = texts => [
  { label: texts.say('runs.run'), header: true, cell: run => link(runPlace(run), run.businessKey ?? run.processInstanceId) },
  { label: texts.say('runs.orchestration'), cell: run => `${run.processDefinitionName ?? run.processDefinitionKey}, v${run.processDefinitionVersion ?? '?'}` },
  { label: texts.say('runs.status'), cell: run => statusLabel(run.status, texts) },
  { label: texts.say('runs.stage'), cell: run => run.currentStageId ?? '' },
  { label: texts.say('steps.start'), cell: run => texts.moment(run.startTime) },
  { label: texts.say('steps.end'), cell: run => texts.moment(run.endTime) },
  { label: texts.say('steps.duration'), cell: run => durationOf(run, texts) },
  { label: texts.say('runs.reason'), cell: run => run.reason ?? '' }
];
