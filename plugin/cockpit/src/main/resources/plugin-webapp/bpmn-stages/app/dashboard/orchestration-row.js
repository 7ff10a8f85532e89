import { path } from '../common/api.js';
import { element, link } from '../common/dom.js';
import { problem } from '../common/problem.js';
import { definitionPlace, runsPlace } from '../common/places.js';
import { momentBefore, STUCK_UNLESS_CHOSEN } from './times.js';

export const COLUMNS = [ 'name', 'inProgress', 'failed', 'stuck', 'ended', 'completion', 'average' ];

/** The name is there at once, the numbers when they have come. */
export function createOrchestrationRow(definition, query, context) {
  const row = element('tr', { 'data-id': definition.key },
    element('th', { scope: 'row' }, link(definitionPlace(definition.id), definition.name ?? definition.key),
      element('small', {}, ` ${[ definition.key, definition.tenantId ].filter(Boolean).join(' · ')}`)));

  fillIn(row, definition, query, context);

  return row;
}

async function fillIn(row, definition, query, { api, texts, signal }) {
  const startedAfter = momentBefore(query.startedWithin);
  const scope = scopeOf(definition);
  const stuckFor = query.stuckFor ?? STUCK_UNLESS_CHOSEN;

  try {
    const count = filter => api.stages.get('/orchestration-run/count', { ...scope, startedAfter, ...filter });
    const [ statistics, failed, stuck ] = await Promise.all([
      api.stages.get(statisticsOf(definition), { startedAfter }),
      count({ status: 'ERROR', unfinished: true }),
      count({ status: 'IN_PROGRESS', lastMilestoneBefore: momentBefore(stuckFor) })
    ]);
    const { runs } = statistics;
    const within = { startedWithin: query.startedWithin };

    row.append(
      number(runs.IN_PROGRESS, { ...scope, ...within, status: 'IN_PROGRESS' }, texts),
      number(failed.count, { ...scope, ...within, status: 'ERROR', unfinished: true }, texts, 'failed'),
      number(stuck.count, { ...scope, ...within, status: 'IN_PROGRESS', stuckFor }, texts, 'stuck'),
      number(runs.ERROR - failed.count, { ...scope, ...within, status: 'ERROR', finished: true }, texts),
      cell(texts.percent(statistics.completionRate)),
      cell(texts.duration(statistics.averageDurationInMillis)));
  } catch (error) {
    if (!signal.aborted) {
      row.append(element('td', { colspan: COLUMNS.length - 1 }, problem(error, texts)));
    }
  }
}

const scopeOf = ({ key, tenantId }) =>
  ({ processDefinitionKey: key, ...tenantId ? { tenantIdIn: tenantId } : { withoutTenantId: true } });

const statisticsOf = ({ key, tenantId }) => tenantId
  ? path`/orchestration-definition/key/${key}/tenant-id/${tenantId}/statistics`
  : path`/orchestration-definition/key/${key}/statistics`;

const cell = (content, alarm) => element('td', { class: 'bpmn-stages-number', 'data-alarm': alarm }, content);

const number = (count, filter, texts, alarm) =>
  cell(count ? link(runsPlace(filter), texts.number(count)) : texts.number(0), count ? alarm : null);
