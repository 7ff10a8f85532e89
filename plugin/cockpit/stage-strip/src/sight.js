/** What is in sight of a list that is longer than there is room for, and buttons to what is not. */
import { element } from './elements.js';
import { icon } from './icons.js';

export class Sight {

  #list;
  #words = null;
  #earlier = buttonTo('earlier');
  #later = buttonTo('later');

  /** @param { Element } list scrolls within itself */
  constructor(list) {
    this.#list = list;
    this.node = element('div', { class: 'frame' }, this.#earlier, list, this.#later);

    list.addEventListener('scroll', () => this.look(), { passive: true });
    this.#earlier.addEventListener('click', () => this.#page(-1));
    this.#later.addEventListener('click', () => this.#page(1));
  }

  /** Counts the stages of the main line that are out of sight. */
  look(words = this.#words) {
    const { left, right } = this.#list.getBoundingClientRect();
    const middles = [ ...this.#list.querySelectorAll(':scope > .stage') ]
      .map(stage => stage.getBoundingClientRect())
      .map(box => box.left + box.width / 2);
    const sides = [ middles.filter(middle => middle < left).length, middles.filter(middle => middle > right).length ];
    const [ before, after ] = this.#isRightToLeft ? sides.reverse() : sides;

    this.#words = words;
    this.node.classList.toggle('long', before + after > 0);
    count(this.#earlier, before, words.number(before), words.say('earlier', { count: words.number(before) }));
    count(this.#later, after, words.number(after), words.say('later', { count: words.number(after) }));
  }

  /** Scrolls the list and nothing around it, and only if it has to. */
  bring(stage) {
    const seen = this.#list.getBoundingClientRect();
    const wanted = stage.getBoundingClientRect();

    if (!lies(wanted, seen)) {
      this.#list.scrollLeft += wanted.left + wanted.width / 2 - seen.left - seen.width / 2;
      this.#list.scrollTop += wanted.top + wanted.height / 2 - seen.top - seen.height / 2;
      this.look();
    }
  }

  get #isRightToLeft() {
    return getComputedStyle(this.#list).direction === 'rtl';
  }

  #page(direction) {
    const forward = this.#isRightToLeft ? -1 : 1;

    this.#list.scrollBy({ left: direction * forward * this.#list.clientWidth * 0.8 });
  }
}

/** For pointers: who has a keyboard goes from stage to stage. */
const buttonTo = direction => element(
  'button', { class: `more ${direction}`, type: 'button', tabindex: '-1', 'aria-hidden': 'true' },
  icon(direction), element('span', {}));

/** A button that leads nowhere keeps its place, or the stages would move under the pointer. */
function count(button, stages, number, title) {
  button.classList.toggle('idle', !stages);
  button.title = title;
  button.lastElementChild.textContent = number;
}

const lies = (inner, outer) => inner.left >= outer.left && inner.right <= outer.right
  && inner.top >= outer.top && inner.bottom <= outer.bottom;
