import { element } from './dom.js';

/** Says in words what went wrong; a view that has been taken away says nothing any more. */
export function problemIn(target, error, { texts, signal }) {
  if (signal.aborted) {
    return;
  }

  console.error(error);

  if (target instanceof Element) {
    target.replaceChildren(problem(error, texts));
  }
}

export function problem(error, texts) {
  return element('p', { class: 'bpmn-stages-problem', role: 'alert' }, wordsOf(error, texts));
}

export function wordsOf({ status, message }, texts) {
  if (status === undefined) {
    return texts.say('problem.network', { message });
  }

  const known = texts.say(`problem.${status}`);

  return message && status !== 401 ? message : known ?? texts.say('problem.server', { status });
}
