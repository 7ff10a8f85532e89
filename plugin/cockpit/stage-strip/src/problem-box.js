/** Says what went wrong with the loading, and offers to try again. */
import { element } from './elements.js';

export class ProblemBox {

  #message = element('span', {});
  #retry = element('button', { type: 'button' });

  /** @param { Function } retry what the button does */
  constructor(retry) {
    this.node = element('div', { class: 'problem', part: 'problem', role: 'alert' }, this.#message, this.#retry);
    this.#retry.addEventListener('click', retry);
  }

  /**
   * @param { string } told what went wrong; empty if nothing
   * @param { string | null } action what the button says; null if there is nothing to try
   */
  show(told, action) {
    this.node.hidden = !told;
    this.#retry.hidden = action === null;
    this.#retry.textContent = action ?? '';

    // Written anew, it would be read out anew.
    if (this.#message.textContent !== told) {
      this.#message.textContent = told;
    }
  }
}
