/**
 * `<stage-strip>`: the stages of an orchestration as one line of chevrons. It is fed by the overview
 * of a run and by nothing else, and changes nothing.
 */
import { readBranches } from './branches.js';
import { draw, fill, fillSummary } from './drawing.js';
import { element } from './elements.js';
import { icon } from './icons.js';
import { layOut } from './layout.js';
import { loadOverview, LoadingProblem } from './loading.js';
import { step } from './roving.js';
import { isOverview, millisOf, readStages } from './stages.js';
import { styleSheet } from './styles.js';
import { isOpen, tellRun } from './telling.js';
import { Words } from './words.js';

/** Below this width, in pixels, the stages stand below each other. */
const NARROW = 560;

/** With more stages than that, a strip that runs downwards scrolls within itself. */
const MANY = 15;

/** How often ages and due dates are told anew, in milliseconds. */
const TICK = 15000;

const PROPERTIES = [ 'overview', 'now', 'selected', 'src', 'theme' ];

export class StageStrip extends HTMLElement {

  static observedAttributes = [ 'src', 'lang', 'now', 'selected' ];

  #overview = null;
  #problem = null;
  #loading = null;
  #loadedAt = null;
  #now = null;
  #selected = null;
  #drawn = '';
  #shownRun = null;
  #options = new Map();
  #parts = build();
  #ticking;
  #resizing = new ResizeObserver(() => this.#fit());

  constructor() {
    super();

    const root = this.attachShadow({ mode: 'open' });

    root.adoptedStyleSheets = [ styleSheet() ];
    root.append(this.#parts.root);
    this.#listen();
  }

  connectedCallback() {
    PROPERTIES.forEach(name => this.#upgrade(name));
    this.#resizing.observe(this);
    this.#ticking = setInterval(() => this.#tick(), TICK);
    this.#fit();
    this.#show();
  }

  disconnectedCallback() {
    this.#resizing.disconnect();
    clearInterval(this.#ticking);
  }

  attributeChangedCallback(name, before, value) {
    if (before === value) {
      return;
    }

    if (name === 'src') {
      this.reload();
    } else if (name === 'selected') {
      this.#select(value);
    } else if (name === 'now') {
      this.now = value;
    } else {
      this.#show();
    }
  }

  /** What `GET /orchestration-run/{id}/overview` answered, parsed; null shows nothing. */
  get overview() {
    return this.#overview;
  }

  set overview(value) {
    this.#loading?.abort();
    this.#loading = null;
    this.#take(value ?? null);
  }

  /** Where to load the overview from. */
  get src() {
    return this.getAttribute('src');
  }

  set src(value) {
    this.#reflect('src', value);
  }

  /** `light` or `dark`; what the system prefers if it is neither. */
  get theme() {
    return this.getAttribute('theme');
  }

  set theme(value) {
    this.#reflect('theme', value);
  }

  /** Id of the selected stage, or null. Setting it fires no event. */
  get selected() {
    return this.#selected;
  }

  set selected(value) {
    this.#reflect('selected', value);
  }

  /** The moment that ages are counted to: a date, a number or a text; null for the clock. */
  get now() {
    return this.#now ?? Date.now();
  }

  set now(value) {
    this.#now = typeof value === 'string' ? millisOf(value) : value && Number(value);
    this.#show();
  }

  /** Puts the focus on the stage that the tabulator would reach. */
  focus(options) {
    this.#parts.strip.querySelector('[tabindex="0"]')?.focus(options);
  }

  /** Loads the overview again from `src`. What was loaded before stays until the answer is there. */
  async reload() {
    this.#loading?.abort();

    const loading = this.#loading = this.src === null ? null : new AbortController();

    if (!loading) {
      return;
    }

    this.#show();

    try {
      this.#finish(loading, await loadOverview(this.src, loading.signal), null);
    } catch (problem) {
      this.#finish(loading, this.#overview, problem);
    }
  }

  #finish(loading, overview, problem) {
    if (loading !== this.#loading) {
      return;
    }

    this.#loading = null;

    if (problem) {
      this.#problem = problem instanceof LoadingProblem ? problem : new LoadingProblem('problem.format');
      this.#show();
    } else {
      this.#take(overview);
    }
  }

  #take(overview) {
    const isGood = overview === null || isOverview(overview);

    this.#overview = isGood ? overview : null;
    this.#problem = isGood ? null : new LoadingProblem('problem.format');
    this.#loadedAt = Date.now();
    this.#show();
  }

  #show() {
    if (!this.isConnected) {
      return;
    }

    const words = new Words(languageOf(this));

    this.#showProblem(words);
    this.#showStages(words);
  }

  #showProblem(words) {
    const { problem, message, retry } = this.#parts;
    const told = this.#problem && [
      words.say(this.#problem.key, this.#problem.values),
      this.#overview && words.say('problem.stale', { time: words.time(this.#loadedAt) })
    ].filter(Boolean).join(' ');

    problem.hidden = !told;
    retry.hidden = this.src === null;
    retry.textContent = words.say('retry');

    if (message.textContent !== (told ?? '')) {
      message.textContent = told ?? '';
    }
  }

  #showStages(words) {
    const { frame, summary, quiet, strip } = this.#parts;
    const hasStages = Boolean(this.#overview?.stages.length);

    frame.hidden = summary.hidden = !hasStages;
    strip.setAttribute('aria-label', words.say('strip'));
    strip.setAttribute('aria-busy', String(Boolean(this.#loading)));
    quiet.textContent = hasStages || this.#problem ? '' : this.#silence(words);
    quiet.hidden = !quiet.textContent;

    if (hasStages) {
      this.#draw(words);
    } else {
      this.#clear();
    }
  }

  #silence(words) {
    if (this.#overview) {
      return words.say('empty');
    }

    return this.#loading ? words.say('loading') : '';
  }

  #clear() {
    this.#parts.strip.replaceChildren();
    this.#options = new Map();
    this.#drawn = '';
    this.#shownRun = null;
  }

  #draw(words) {
    const stages = readStages(this.#overview);
    const branches = readBranches(stages, this.#overview.milestones);
    const context = { words, now: this.now, stages, ledTo: branches.ledTo };
    const layout = layOut(stages, branches);
    const drawn = signatureOf(layout, words);

    fillSummary(this.#parts.summary, tellRun(this.#overview, context));

    if (drawn === this.#drawn) {
      stages.forEach(stage => fill(this.#options.get(stage.stageId), stage, context));
    } else {
      this.#drawn = drawn;
      this.#replace(layout, context);
    }

    this.#mark(stages);
    this.#reveal(stages);
  }

  /** Draws everything anew; who was on a stage with the keyboard stays on it. */
  #replace({ parts, columns }, context) {
    const { strip } = this.#parts;
    const focused = this.shadowRoot.activeElement?.dataset.stageId;
    const { nodes, options } = draw(parts, context);

    strip.style.setProperty('--_columns', columns);
    strip.classList.toggle('many', options.size > MANY);
    strip.replaceChildren(...nodes);
    this.#options = options;
    options.get(focused)?.focus({ preventScroll: true });
  }

  #mark(stages) {
    const current = stages.find(isOpen);

    this.#options.forEach((option, stageId) => {
      option.setAttribute('aria-selected', String(stageId === this.#selected));

      if (stageId === current?.stageId) {
        option.setAttribute('aria-current', 'step');
      } else {
        option.removeAttribute('aria-current');
      }
    });

    this.#rove(this.shadowRoot.activeElement?.dataset.stageId ?? this.#selected ?? newestOf(stages));
  }

  /** Exactly one stage is reached with the tabulator. */
  #rove(stageId) {
    const [ first ] = this.#options.values();
    const reached = this.#options.get(stageId) ?? first;

    this.#options.forEach(option => option.setAttribute('tabindex', option === reached ? '0' : '-1'));
  }

  /** Of a run that is shown for the first time, what happens now is brought into sight. */
  #reveal(stages) {
    const run = this.#overview.run.id ?? '';

    this.#showMore();

    if (this.#shownRun !== run && this.#parts.strip.clientWidth) {
      this.#shownRun = run;
      this.#bringIntoSight(this.#options.get(newestOf(stages)));
    }

    this.#showMore();
  }

  #bringIntoSight(option) {
    const { strip } = this.#parts;
    const seen = strip.getBoundingClientRect();
    const wanted = option?.getBoundingClientRect();

    if (wanted && !lies(wanted, seen)) {
      strip.scrollLeft += wanted.left + wanted.width / 2 - seen.left - seen.width / 2;
      strip.scrollTop += wanted.top + wanted.height / 2 - seen.top - seen.height / 2;
    }
  }

  #select(stageId) {
    this.#selected = stageId;

    if (this.#overview?.stages.length && this.isConnected) {
      this.#mark(readStages(this.#overview));
    }
  }

  #choose(option) {
    if (option) {
      const { stageId } = option.dataset;

      this.selected = stageId;
      this.#rove(stageId);
      this.dispatchEvent(new CustomEvent(
        'stage-selected', { detail: { stageId }, bubbles: true, composed: true }));
    }
  }

  #listen() {
    const { strip, retry, earlier, later } = this.#parts;

    strip.addEventListener('click', event => this.#choose(event.target.closest('.stage')));
    strip.addEventListener('focusin', event => this.#rove(event.target.dataset.stageId));
    strip.addEventListener('keydown', event => this.#press(event));
    strip.addEventListener('scroll', () => this.#showMore(), { passive: true });
    retry.addEventListener('click', () => this.reload());
    earlier.addEventListener('click', () => this.#page(-1));
    later.addEventListener('click', () => this.#page(1));
  }

  #press(event) {
    const focused = this.shadowRoot.activeElement;

    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#choose(focused);

      return;
    }

    const options = [ ...this.#options.values() ];
    const next = options[step(event, options.indexOf(focused), options, this.matches(':dir(rtl)'))];

    if (next) {
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  #fit() {
    const { root, strip } = this.#parts;
    const isNarrow = this.clientWidth > 0 && this.clientWidth < NARROW;

    root.classList.toggle('vertical', isNarrow);
    strip.setAttribute('aria-orientation', isNarrow ? 'vertical' : 'horizontal');

    if (this.#overview?.stages.length && this.isConnected) {
      this.#reveal(readStages(this.#overview));
    }
  }

  #page(direction) {
    const { strip } = this.#parts;

    const forward = this.matches(':dir(rtl)') ? -1 : 1;

    strip.scrollBy({ left: direction * forward * strip.clientWidth * 0.8 });
  }

  /** How many stages of the main line lie out of sight. Who has a keyboard needs no such buttons. */
  #showMore() {
    const { frame, strip, earlier, later } = this.#parts;
    const words = new Words(languageOf(this));
    const { left, right } = strip.getBoundingClientRect();
    const middles = [ ...strip.querySelectorAll(':scope > .stage') ]
      .map(option => option.getBoundingClientRect())
      .map(box => box.left + box.width / 2);
    const counts = [
      middles.filter(middle => middle < left).length, middles.filter(middle => middle > right).length
    ];
    const [ before, after ] = this.matches(':dir(rtl)') ? counts.reverse() : counts;

    count(earlier, before, words, 'earlier');
    count(later, after, words, 'later');
    frame.classList.toggle('long', before + after > 0);
  }

  /** Who reads the strip for an hour must not read an old age. */
  #tick() {
    if (this.#now === null && this.#overview && !this.#overview.run.endTime) {
      this.#show();
    }
  }

  #reflect(name, value) {
    if (value === null || value === undefined) {
      this.removeAttribute(name);
    } else {
      this.setAttribute(name, value);
    }
  }

  /** What a page has set before this script was there. */
  #upgrade(name) {
    if (Object.hasOwn(this, name)) {
      const value = this[name];

      delete this[name];
      this[name] = value;
    }
  }
}

/** What every strip has, whatever it shows. */
function build() {
  const parts = {
    summary: element('p', { class: 'summary', part: 'summary', id: 'summary' }),
    message: element('span', {}),
    retry: element('button', { type: 'button' }),
    quiet: element('p', { class: 'quiet', role: 'status' }),
    strip: element('div', { class: 'strip', part: 'strip', role: 'listbox', 'aria-describedby': 'summary' }),
    earlier: more('earlier'),
    later: more('later')
  };

  parts.problem = element('div', { class: 'problem', part: 'problem', role: 'alert' }, parts.message, parts.retry);
  parts.frame = element('div', { class: 'frame' }, parts.earlier, parts.strip, parts.later);
  parts.root = element('div', {}, parts.summary, parts.problem, parts.quiet, parts.frame);

  return parts;
}

/** A button that leads nowhere keeps its place, or the stages would move under the pointer. */
function count(button, stages, words, key) {
  const number = words.number(stages);

  button.classList.toggle('idle', !stages);
  button.title = words.say(key, { count: number });
  button.lastElementChild.textContent = number;
}

const more = direction => element(
  'button', { class: `more ${direction}`, type: 'button', tabindex: '-1', 'aria-hidden': 'true' },
  icon(direction), element('span', {}));

const lies = (inner, outer) => inner.left >= outer.left && inner.right <= outer.right
  && inner.top >= outer.top && inner.bottom <= outer.bottom;

/** Where the run is, or where it ended. */
function newestOf(stages) {
  const started = stages.filter(({ startTime }) => startTime !== null);
  const newest = started.reduce(
    (latest, stage) => (latest && latest.startTime > stage.startTime ? latest : stage), undefined);

  return (stages.find(isOpen) ?? newest)?.stageId;
}

/** While it stays the same, only what is said changes, and nothing that is drawn. */
const signatureOf = ({ parts, columns }, { language }) => JSON.stringify([ language, columns, parts ],
  (key, value) => (key === 'stage' || key === 'origin' || key === 'goesOnAt') && value
    ? [ value.stageId, value.name, value.state ] : value);

/** The nearest `lang`, also from outside of the component that the strip is used in. */
function languageOf(node) {
  for (let at = node; at; at = at.getRootNode().host) {
    const language = at.closest('[lang]')?.lang;

    if (language) {
      return language;
    }
  }

  return navigator.language;
}

if (!customElements.get('stage-strip')) {
  customElements.define('stage-strip', StageStrip);
}
