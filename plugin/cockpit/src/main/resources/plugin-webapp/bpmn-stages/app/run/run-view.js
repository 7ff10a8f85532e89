import '../stage-strip/stage-strip.js';

import { button, element } from '../common/dom.js';
import { createActions } from './actions.js';
import { noticesOf } from './notices.js';
import { followOverview, refreshOverview } from './overviews.js';
import { readRights } from './rights.js';
import { createStageTable } from './stage-table.js';
import { createTimeline } from './timeline.js';

/** Everything about one run: where it is, what is wrong, what can be done, what has happened. */
export async function showRun(target, processInstanceId, context) {
  const { texts } = context;
  const view = { ...context, processInstanceId, ...createParts(processInstanceId, context) };

  target.replaceChildren(element('div', { class: 'bpmn-stages', lang: texts.language }, texts.say('loading')));

  await followOverview(processInstanceId, overview => draw(target, overview, view), context);
}

function createParts(processInstanceId, context) {
  const strip = element('stage-strip', { theme: 'light', lang: context.texts.language });
  const refresh = () => refreshOverview(processInstanceId, context.api);

  return {
    strip,
    refresh,
    notices: element('div', { class: 'bpmn-stages-notices' }),
    actions: createActions(processInstanceId, { ...context, refresh }),
    stageTable: createStageTable(processInstanceId, context),
    timeline: createTimeline(processInstanceId, context)
  };
}

async function draw(target, overview, view) {
  const { texts, strip, notices, actions, stageTable, timeline, refresh } = view;
  const root = target.firstElementChild;

  if (!overview) {
    root.replaceChildren(element('p', { class: 'bpmn-stages-empty' }, texts.say('run.none')));

    return;
  }

  view.rights ??= readRights(overview.run, view);

  const rights = await view.rights;

  strip.overview = overview;
  notices.replaceChildren(...await noticesOf(overview, { ...view, rights }));

  if (!strip.isConnected) {
    strip.addEventListener('stage-selected', ({ detail }) => stageTable.select(detail.stageId));
    root.replaceChildren(
      element('div', { class: 'bpmn-stages-bar' },
        actions.node, button(texts.say('refresh'), refresh, { 'data-action': 'refresh' })),
      notices, strip,
      section(texts.say('stageRuns.title'), stageTable.node),
      section(texts.say('timeline.title'), timeline.node));
  }

  await Promise.all([ actions.update(overview, rights), stageTable.update(overview), timeline.update(overview) ]);
}

const section = (title, content) => element('section', {}, element('h2', {}, title), content);
