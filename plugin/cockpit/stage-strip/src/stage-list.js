/** The list box: its options are the stages, one of them is reached with the tabulator. */
import { draw, fill } from './drawing.js';
import { element } from './elements.js';
import { layOut } from './layout.js';
import { step } from './roving.js';

/** With more stages than that, a list that runs downwards scrolls within itself. */
const MANY = 15;

export class StageList {

  #options = new Map();
  #drawn = '';

  /** @param { (stageId: string) => void } choose is told what a person selects */
  constructor(choose) {
    this.node = element('div', { class: 'strip', part: 'strip', role: 'listbox', 'aria-describedby': 'summary' });

    this.node.addEventListener('click', ({ target }) => choosing(target.closest('.stage'), choose));
    this.node.addEventListener('focusin', ({ target }) => this.#reach(target));
    this.node.addEventListener('keydown', event => this.#press(event, choose));
  }

  option(stageId) {
    return this.#options.get(stageId);
  }

  /** Shows a run that may have been shown before: then the options stay, and only their texts change. */
  show(context, branches) {
    const layout = layOut(context.stages, branches);
    const drawn = signatureOf(layout, context.words);

    this.node.setAttribute('aria-label', context.words.say('strip'));

    if (drawn === this.#drawn) {
      context.stages.forEach(stage => fill(this.option(stage.stageId), stage, context));
    } else {
      this.#drawn = drawn;
      this.#replace(layout, context);
    }
  }

  clear() {
    this.node.replaceChildren();
    this.#options = new Map();
    this.#drawn = '';
  }

  /**
   * @param { { selected: ?string, current: ?string, newest: ?string } } marked ids of stages: selected,
   *   under way, and where the run is or has ended
   */
  mark({ selected, current, newest }) {
    this.#options.forEach((option, stageId) => {
      option.setAttribute('aria-selected', String(stageId === selected));
      option.toggleAttribute('aria-current', false);
    });
    this.option(current)?.setAttribute('aria-current', 'step');
    this.#reach(this.#focused ?? this.option(selected) ?? this.option(newest) ?? this.node.querySelector('.stage'));
  }

  focus(options) {
    this.node.querySelector('[tabindex="0"]')?.focus(options);
  }

  get #focused() {
    return this.node.querySelector('.stage:focus');
  }

  /** Exactly one option is a stop for the tabulator. */
  #reach(reached) {
    this.#options.forEach(option => option.setAttribute('tabindex', option === reached ? '0' : '-1'));
  }

  /** Draws everything anew; who was on a stage with the keyboard stays on it. */
  #replace({ parts, columns }, context) {
    const focused = this.#focused?.dataset.stageId;
    const { nodes, options } = draw(parts, context);

    this.node.style.setProperty('--_columns', columns);
    this.node.classList.toggle('many', options.size > MANY);
    this.node.replaceChildren(...nodes);
    this.#options = options;
    this.option(focused)?.focus({ preventScroll: true });
  }

  #press(event, choose) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choosing(event.target, choose);
    } else {
      this.#go(event);
    }
  }

  #go(event) {
    const options = [ ...this.#options.values() ];
    const isRightToLeft = getComputedStyle(this.node).direction === 'rtl';
    const next = options[step(event, options.indexOf(event.target), options, isRightToLeft)];

    if (next) {
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }
}

function choosing(option, choose) {
  if (option) {
    choose(option.dataset.stageId);
  }
}

/** While it stays the same, only what is said changes, and nothing that is drawn. */
const signatureOf = ({ parts, columns }, { language }) => JSON.stringify([ language, columns, parts ],
  (key, value) => (key === 'stage' || key === 'origin' || key === 'goesOnAt') && value
    ? [ value.stageId, value.name, value.state ] : value);
