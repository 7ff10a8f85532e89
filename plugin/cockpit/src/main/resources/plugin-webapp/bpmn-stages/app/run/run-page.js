import { element, link } from '../common/dom.js';
import { dashboardPlace, definitionPlace, lastPartHere, runsPlace } from '../common/places.js';
import { followOverview } from './overviews.js';
import { showRun } from './run-view.js';

/** A page of its own for a run, since Cockpit has none for one that has ended. */
export async function show(target, context) {
  const { texts } = context;
  const processInstanceId = lastPartHere();
  const title = element('h1', {}, texts.say('run.one'));
  const facts = element('p', { class: 'bpmn-stages-facts' });
  const view = element('div', {});

  target.replaceChildren(element('div', { class: 'bpmn-stages bpmn-stages-sheet' },
    element('nav', { class: 'bpmn-stages-trail', 'aria-label': texts.say('trail') },
      link(dashboardPlace(), texts.say('stages')), ' » ', link(runsPlace(), texts.say('runs.title'))),
    title, facts, view));

  await showRun(view, processInstanceId, context);
  await followOverview(processInstanceId, overview => {
    if (overview) {
      title.replaceChildren(overview.run.businessKey ?? overview.run.processInstanceId);
      facts.replaceChildren(...factsOf(overview.run, texts));
    }
  }, context);
}

const factsOf = (run, texts) => [
  link(definitionPlace(run.processDefinitionId), run.processDefinitionName ?? run.processDefinitionKey),
  ` · ${texts.say('run.version', { version: run.processDefinitionVersion ?? '?' })}`,
  ` · ${run.processInstanceId}`
];
