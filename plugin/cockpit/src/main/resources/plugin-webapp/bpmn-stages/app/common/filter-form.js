import { element } from './dom.js';

/** @param { { value?: string, type?: string, options?: string[], word?: (option) => string } } kind */
export function field(name, label, { value = '', type = 'text', options, word }) {
  const control = options
    ? element('select', { name, class: 'form-control input-sm' }, options.map(option =>
      element('option', { value: option, selected: option === value }, word(option))))
    : element('input', { name, type, value, class: 'form-control input-sm' });

  return element('label', {}, label, control);
}

/** Filters are kept in the address, so that a link and the way back lead to the same list. */
export function filterForm(fields, apply, texts) {
  return element('form', {
    class: 'bpmn-stages-filters', role: 'search',
    on: {
      submit(event) {
        event.preventDefault();
        apply(Object.fromEntries(new FormData(event.target)));
      },
      change: ({ currentTarget, target }) => target.tagName === 'SELECT' && currentTarget.requestSubmit()
    }
  }, fields, element('button', { type: 'submit', class: 'btn btn-default btn-sm' }, texts.say('search')));
}
