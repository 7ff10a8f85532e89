import { button, element } from './dom.js';

let dialogs = 0;

/**
 * Asks before something is done. (Not with `confirm()`: Cockpit's content security policy switches
 * it off.)
 *
 * @param { { title: string, content: Node[], confirm: string } } question
 * @return { Promise<boolean> } whether the answer was yes
 */
export function ask({ title, content, confirm }, { texts, signal }) {
  const heading = `bpmn-stages-dialog-${dialogs += 1}`;
  const yes = element('button', { type: 'submit', value: 'yes', class: 'btn btn-primary' }, confirm);
  const dialog = element('dialog', { class: 'bpmn-stages bpmn-stages-dialog', 'aria-labelledby': heading },
    element('form', { method: 'dialog' },
      element('h2', { id: heading }, title),
      content,
      element('div', { class: 'bpmn-stages-buttons' },
        button(texts.say('dialog.no'), () => dialog.close(), { class: 'btn btn-default' }),
        yes)));

  document.body.append(dialog);
  signal.addEventListener('abort', () => dialog.close());
  dialog.showModal();

  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(dialog.returnValue === 'yes');
  }));
}
