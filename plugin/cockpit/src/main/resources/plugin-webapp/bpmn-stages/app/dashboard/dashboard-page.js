import { button, element, link } from '../common/dom.js';
import { field, filterForm } from '../common/filter-form.js';
import { paged } from '../common/paged.js';
import { dashboardPlace, queryHere, runsPlace } from '../common/places.js';
import { createOrchestrationRow, COLUMNS } from './orchestration-row.js';
import { PERIODS, STUCK_TIMES, STUCK_UNLESS_CHOSEN, timesWith, wordFor } from './times.js';

const ORCHESTRATIONS = 10;

/** All orchestrations, and how they fare. */
export function show(target, context) {
  const { texts } = context;
  const query = queryHere();
  const list = orchestrations(query, context);

  target.replaceChildren(element('div', { class: 'bpmn-stages bpmn-stages-sheet', lang: texts.language },
    element('h1', {}, texts.say('dashboard.title')),
    filters(query, texts),
    element('div', { class: 'bpmn-stages-bar' },
      link(runsPlace(), texts.say('runs.title')), button(texts.say('refresh'), list.refresh, { 'data-action': 'refresh' })),
    list.node));

  return list.refresh();
}

const filters = ({ name, startedWithin, stuckFor }, texts) => filterForm([
  field('name', texts.say('dashboard.name'), { value: name, type: 'search' }),
  field('startedWithin', texts.say('dashboard.started'),
    { value: startedWithin, options: timesWith(startedWithin, PERIODS), word: key => wordFor(key || 'ever', texts) }),
  field('stuckFor', texts.say('dashboard.stuckFor'),
    { value: stuckFor ?? STUCK_UNLESS_CHOSEN, options: timesWith(stuckFor, STUCK_TIMES), word: key => wordFor(key, texts) })
], values => {
  window.location.hash = dashboardPlace(values);
}, texts);

function orchestrations(query, context) {
  const { api, texts } = context;
  const filter = { latestVersion: true, nameLike: query.name && `%${query.name}%` };

  return paged({
    name: texts.say('dashboard.title'),
    size: ORCHESTRATIONS,
    load: page => api.stages.get('/orchestration-definition', { ...filter, ...page, sortBy: 'name', sortOrder: 'asc' }),
    count: async () => (await api.stages.get('/orchestration-definition/count', filter)).count,
    draw: rows => [ dashboardTable(rows.map(row => createOrchestrationRow(row, query, context)), texts) ],
    empty: texts.say(query.name ? 'dashboard.notFound' : 'dashboard.empty')
  }, context);
}

const dashboardTable = (rows, texts) => element('div', { class: 'bpmn-stages-scroll' },
  element('table', { class: 'cam-table bpmn-stages-table' },
    element('caption', { class: 'bpmn-stages-unseen' }, texts.say('dashboard.title')),
    element('thead', {}, element('tr', {}, COLUMNS.map(column =>
      element('th', { scope: 'col', class: column !== 'name' && 'bpmn-stages-number' }, texts.say(`dashboard.${column}`))))),
    element('tbody', {}, rows)));
