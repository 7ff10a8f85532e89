/** Elements with text in them. Whatever comes from the data is text and never markup. */

/**
 * @param { string } name of the element
 * @param { Object } [attributes] those that are null or undefined are left out
 * @param { ...(Node | string | null | undefined | false) } children
 */
export function element(name, attributes = {}, ...children) {
  const created = document.createElement(name);

  Object.entries(attributes)
    .filter(([ , value ]) => value !== null && value !== undefined && value !== false)
    .forEach(([ key, value ]) => created.setAttribute(key, value));
  created.append(...children.filter(Boolean));

  return created;
}

/** A name that somebody chose: it may run from right to left, and must not turn what is around it. */
export const isolated = (name, attributes, text) => element(name, { dir: 'auto', ...attributes }, text);

/** Through the object model, which a content security policy allows, as style attributes are not. */
export function placed(created, column, row) {
  created.style.setProperty('--_column', column);
  created.style.setProperty('--_row', row);

  return created;
}
