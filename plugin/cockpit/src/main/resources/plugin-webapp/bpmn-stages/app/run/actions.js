import { button, element } from '../common/dom.js';
import { wordsOf } from '../common/problem.js';
import { evaluateAction } from './evaluate.js';
import { moveAction, restartAction } from './move.js';
import { retryAction } from './retry.js';

const ACTIONS = [ retryAction, moveAction, evaluateAction, restartAction ];

/**
 * What one may do with the run. Each action has `isPossible(overview, rights)` and `run(context)`,
 * which asks, does it, and answers what to say of it, or nothing if one did not want to.
 */
export function createActions(processInstanceId, context) {
  const { texts } = context;
  const bar = element('div', { class: 'bpmn-stages-actions', role: 'group', 'aria-label': texts.say('actions') });
  const said = element('p', { class: 'bpmn-stages-said', role: 'status' });
  const state = { ...context, processInstanceId, said };

  return {
    node: element('div', {}, bar, said),
    update(overview, rights) {
      bar.replaceChildren(...ACTIONS
        .filter(action => action.isPossible(overview, rights))
        .map(action => button(texts.say(`${action.name}.label`),
          () => perform(action, overview, state), { 'data-action': action.name })));
    }
  };
}

async function perform(action, overview, state) {
  const { said, texts, signal, refresh } = state;

  try {
    const answer = await action.run(overview, state);

    if (answer) {
      say(said, 'done', answer);
      await refresh();
    }
  } catch (error) {
    if (!signal.aborted) {
      say(said, 'refused', texts.say('refused', { reason: wordsOf(error, texts) }));
    }
  }
}

function say(said, outcome, words) {
  said.dataset.outcome = outcome;
  said.replaceChildren(words);
}
