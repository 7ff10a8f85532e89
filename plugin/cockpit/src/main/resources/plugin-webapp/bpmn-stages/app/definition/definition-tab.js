import { path } from '../common/api.js';
import { button, element } from '../common/dom.js';
import { problem } from '../common/problem.js';
import { createFunnel } from './funnel.js';
import { createStageRunList } from './stage-run-list.js';

/** The tab *Stages* of a process definition: where all its runs are now. */
export async function show(target, context) {
  const { texts, api, processDefinitionId } = context;
  const root = element('div', { class: 'bpmn-stages', lang: texts.language }, texts.say('loading'));

  target.replaceChildren(root);

  try {
    const definition = await api.stages.get(path`/orchestration-definition/${processDefinitionId}`);

    draw(root, definition, context);
  } catch (error) {
    root.replaceChildren(error.status === 404
      ? element('p', { class: 'bpmn-stages-empty' }, texts.say('definition.none'))
      : problem(error, texts));
  }
}

/** By id this version, by key all of them. */
const scopesOf = ({ id, key, tenantId }) => ({
  version: { statistics: path`/orchestration-definition/${id}/statistics`, filter: { processDefinitionId: id } },
  all: {
    statistics: tenantId
      ? path`/orchestration-definition/key/${key}/tenant-id/${tenantId}/statistics`
      : path`/orchestration-definition/key/${key}/statistics`,
    filter: { processDefinitionKey: key, ...tenantId ? { tenantIdIn: tenantId } : { withoutTenantId: true } }
  }
});

function draw(root, definition, context) {
  const { texts } = context;
  const scopes = scopesOf(definition);
  const list = createStageRunList(definition, context);
  const funnel = createFunnel(filter => list.show(filter), context);
  const choice = element('select', { class: 'form-control input-sm' },
    Object.keys(scopes).map(scope => element('option', { value: scope },
      texts.say(`definition.${scope}`, { version: definition.version }))));
  const refresh = async () => {
    const scope = scopes[choice.value];

    await Promise.all([ funnel.show(scope), list.refresh(scope.filter) ]);
  };

  choice.addEventListener('change', refresh);
  root.replaceChildren(
    element('div', { class: 'bpmn-stages-bar' },
      element('label', {}, texts.say('definition.scope'), choice),
      button(texts.say('refresh'), refresh, { 'data-action': 'refresh' })),
    funnel.node,
    list.node);

  return refresh();
}
