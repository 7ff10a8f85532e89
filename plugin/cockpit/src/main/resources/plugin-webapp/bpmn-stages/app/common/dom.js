/**
 * Makes an element. Strings become text and never markup, whoever wrote them.
 *
 * @param { Object } properties `on` with listeners by event, everything else is an attribute;
 *   what is null, undefined or false is left away
 */
export function element(name, properties = {}, ...children) {
  const { on = {}, ...attributes } = properties;
  const made = document.createElement(name);

  Object.entries(attributes)
    .filter(([ , value ]) => value !== null && value !== undefined && value !== false)
    .forEach(([ attribute, value ]) => made.setAttribute(attribute, value === true ? '' : value));
  Object.entries(on).forEach(([ event, listener ]) => made.addEventListener(event, listener));
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));

  return made;
}

/** Cockpit works with links below its own address. */
export const link = (href, ...children) => element('a', { href }, ...children);

export const button = (label, click, attributes = {}) =>
  element('button', { type: 'button', class: 'btn btn-default btn-sm', ...attributes, on: { click } }, label);

/** For screen readers only. */
export const unseen = text => element('span', { class: 'bpmn-stages-unseen' }, text);
