const BY_TEN = 10;

/**
 * Where a key leads to.
 *
 * @param { KeyboardEvent } event
 * @param { number } from place of the option that has the focus
 * @param { Element[] } options
 * @return { number | undefined } a place, or undefined if the key is none of ours
 */
export function step(event, from, options, isRightToLeft) {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return undefined;
  }

  const last = options.length - 1;
  const forward = isRightToLeft ? -1 : 1;
  const to = {
    ArrowRight: from + forward,
    ArrowLeft: from - forward,
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + BY_TEN,
    PageUp: from - BY_TEN,
    Home: 0,
    End: last
  }[event.key];

  return to === undefined ? named(event.key, from, options) : Math.min(last, Math.max(0, to));
}

/** The next option whose name begins with the letter. */
function named(key, from, options) {
  if ([ ...key ].length !== 1) {
    return undefined;
  }

  const letter = key.toLocaleLowerCase();
  const found = options
    .map((option, index) => ({ index, isMatch: nameStartsWith(option, letter) }))
    .filter(({ isMatch }) => isMatch);

  return (found.find(({ index }) => index > from) ?? found[0])?.index;
}

const nameStartsWith = (option, letter) =>
  option.querySelector('.name').textContent.toLocaleLowerCase().startsWith(letter);
