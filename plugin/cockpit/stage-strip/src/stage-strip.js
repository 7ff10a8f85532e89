/**
 * `<stage-strip>`: the stages of an orchestration as one line of chevrons. It is fed by the overview
 * of a run and by nothing else, and changes nothing.
 */
import { readBranches } from './branches.js';
import { fillSummary } from './drawing.js';
import { element } from './elements.js';
import { Loader } from './loader.js';
import { LoadingProblem } from './loading.js';
import { ProblemBox } from './problem-box.js';
import { Sight } from './sight.js';
import { StageList } from './stage-list.js';
import { isOverview, millisOf, newestOf, readStages } from './stages.js';
import { styleSheet } from './styles.js';
import { isOpen, tellRun } from './telling.js';
import { languageOf, Words } from './words.js';

/** Below this width, in pixels, the stages stand below each other. */
const NARROW = 560;

/** How often ages and due dates are told anew, in milliseconds. */
const TICK = 15000;

const PROPERTIES = [ 'overview', 'now', 'selected', 'src', 'theme' ];

export class StageStrip extends HTMLElement {

  static observedAttributes = [ 'src', 'lang', 'now', 'selected' ];

  #overview = null;
  #stages = [];
  #problem = null;
  #loadedAt = null;
  #now = null;
  #shownRun = null;
  #ticking;

  #loader = new Loader();
  #resizing = new ResizeObserver(() => this.#fit());
  #list = new StageList(stageId => this.#choose(stageId));
  #sight = new Sight(this.#list.node);
  #box = new ProblemBox(() => this.reload());
  #summary = element('p', { class: 'summary', part: 'summary', id: 'summary' });
  #quiet = element('p', { class: 'quiet', role: 'status' });
  #root = element('div', {}, this.#summary, this.#box.node, this.#quiet, this.#sight.node);

  constructor() {
    super();

    const shadow = this.attachShadow({ mode: 'open' });

    shadow.adoptedStyleSheets = [ styleSheet() ];
    shadow.append(this.#root);
  }

  connectedCallback() {
    PROPERTIES.forEach(name => this.#upgrade(name));
    this.#resizing.observe(this);
    this.#ticking = setInterval(() => this.#tick(), TICK);
    this.#show();
    this.#fit();
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
      this.#turnTo(value);
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
    this.#loader.stop();
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
    return this.getAttribute('selected');
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
    this.#list.focus(options);
  }

  /** Loads the overview again from `src`. What was loaded before stays until the answer is there. */
  async reload() {
    if (this.src === null) {
      return;
    }

    const loading = this.#loader.load(this.src);

    this.#show();

    const answer = await loading;

    if (answer?.problem) {
      this.#problem = answer.problem;
      this.#show();
    } else if (answer) {
      this.#take(answer.overview);
    }
  }

  /** Another source is another run: what was loaded before must not pass for it. */
  #turnTo(source) {
    this.overview = null;

    if (source !== null) {
      this.reload();
    }
  }

  #take(overview) {
    const isGood = overview === null || isOverview(overview);

    this.#overview = isGood ? overview : null;
    this.#stages = this.#overview ? readStages(this.#overview) : [];
    this.#problem = isGood ? null : new LoadingProblem('problem.format');
    this.#loadedAt = Date.now();
    this.#show();
  }

  #show() {
    if (!this.isConnected) {
      return;
    }

    const words = new Words(languageOf(this));

    this.#showStages(words);
    this.#showProblem(words);
  }

  #showStages(words) {
    const hasStages = this.#stages.length > 0;

    this.#sight.node.hidden = this.#summary.hidden = !hasStages;
    this.#list.node.setAttribute('aria-busy', String(this.#loader.isLoading));
    this.#quiet.textContent = hasStages || this.#problem ? '' : this.#silence(words);
    this.#quiet.hidden = !this.#quiet.textContent;

    if (hasStages) {
      this.#draw(words);
    } else {
      this.#list.clear();
      this.#shownRun = null;
    }
  }

  #silence(words) {
    if (this.#loader.isLoading) {
      return words.say('loading');
    }

    return this.#overview ? words.say('empty') : '';
  }

  #draw(words) {
    const branches = readBranches(this.#stages, this.#overview.milestones);
    const context = { words, now: this.now, stages: this.#stages, ledTo: branches.ledTo };

    fillSummary(this.#summary, tellRun(this.#overview, context));
    this.#list.show(context, branches);
    this.#list.mark({
      selected: this.selected,
      current: this.#stages.find(isOpen)?.stageId,
      newest: newestOf(this.#stages)?.stageId
    });
    this.#sight.look(words);
    this.#reveal();
  }

  #showProblem(words) {
    const told = this.#problem && [
      words.say(this.#problem.key, this.#problem.values),
      this.#overview && words.say('problem.stale', { time: words.time(this.#loadedAt) })
    ].filter(Boolean).join(' ');
    const wasIn = this.#box.node.contains(this.shadowRoot.activeElement);

    this.#box.show(told ?? '', this.src && words.say(this.#loader.isLoading ? 'loading' : 'retry'));

    if (wasIn && !told) {
      this.focus();
    }
  }

  /** Of a run that is shown for the first time, what happens now is brought into sight. */
  #reveal() {
    const { id } = this.#overview.run;
    const newest = this.#list.option(newestOf(this.#stages)?.stageId);

    if (this.#shownRun !== id && this.clientWidth) {
      this.#shownRun = id;

      if (newest) {
        this.#sight.bring(newest);
      }
    }
  }

  #choose(stageId) {
    this.selected = stageId;
    this.dispatchEvent(new CustomEvent(
      'stage-selected', { detail: { stageId }, bubbles: true, composed: true }));
  }

  #fit() {
    const isNarrow = this.clientWidth > 0 && this.clientWidth < NARROW;

    this.#root.classList.toggle('vertical', isNarrow);
    this.#list.node.setAttribute('aria-orientation', isNarrow ? 'vertical' : 'horizontal');

    if (this.#stages.length) {
      this.#sight.look();
      this.#reveal();
    }
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

if (!customElements.get('stage-strip')) {
  customElements.define('stage-strip', StageStrip);
}
