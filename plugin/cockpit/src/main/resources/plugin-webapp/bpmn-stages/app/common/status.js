import { element } from './dom.js';

/** Beside the word, so that colour is never the only sign. */
const SIGNS = {
  NOT_STARTED: '○',
  IN_PROGRESS: '▶',
  SUSPENDED: '❚❚',
  COMPLETED: '✓',
  CANCELED: '✕',
  DISCONTINUED: '⊘',
  ERROR: '!'
};

export const RUN_STATUSES = [ 'IN_PROGRESS', 'SUSPENDED', 'ERROR', 'COMPLETED', 'CANCELED' ];

export const STAGE_STATUSES = [ ...RUN_STATUSES, 'DISCONTINUED' ];

export const statusWord = (status, texts) => texts.say(`status.${status}`) ?? status;

export function statusSign(status) {
  return element('span', { class: 'bpmn-stages-sign', 'aria-hidden': 'true' }, SIGNS[status] ?? '?');
}

export function statusLabel(status, texts) {
  return element('span', { class: 'bpmn-stages-status', 'data-status': status },
    statusSign(status), statusWord(status, texts));
}
