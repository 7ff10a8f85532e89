/** Draws the layout: options in a list box, groups of them for the branches. */
import { element, isolated, placed } from './elements.js';
import { icon } from './icons.js';
import { nameOf, tellStage } from './telling.js';

/**
 * @param { Object[] } parts as answered by `layOut`
 * @param { Object } context what `tellStage` needs
 * @return { { nodes: Node[], options: Map } } options by stage id
 */
export function draw(parts, context) {
  const options = new Map();
  const drawStage = spot => {
    const option = drawOption(spot, context);

    options.set(spot.stage.stageId, option);

    return option;
  };

  const nodes = parts.map(part =>
    part.stages ? drawGroup(part, drawStage, context) : drawStage(part));

  return { nodes, options };
}

/** Says anew what is said of a stage; the option stays, and with it the focus. */
export function fill(option, stage, context) {
  const { name, status, notes, time, visits, due, position, times, hint } = tellStage(stage, context);
  const lines = [
    isolated('span', { class: 'name', part: 'name' }, name),
    line('line', stage.state, status),
    ...notes.map(note => isolated('span', { class: 'note' }, note)),
    time && line('line', null, time),
    visits && line('line', null, visits),
    due && line(due.isLate ? 'line late' : 'line', due.isLate && 'late', due.text),
    unseen(position)
  ].filter(Boolean);

  option.setAttribute('aria-description', times);
  option.setAttribute('title', hint);
  option.replaceChildren(...lines.flatMap((each, index) => (index ? [ unseen(', '), each ] : [ each ])));
}

/** What is said of the whole run. */
export function fillSummary(summary, told) {
  summary.title = told.map(({ text }) => text).join(', ');
  summary.replaceChildren(...told.map(({ kind, symbol, text }) =>
    line(`line ${kind}`, symbol, text)));
}

/** For ears only. */
const unseen = text => element('span', { class: 'unseen' }, text);

const line = (kind, symbol, text) => element(
  'span', { class: kind }, symbol && icon(symbol), isolated('span', {}, text));

function drawOption({ stage, column, row, isFirst }, context) {
  const option = element('div', {
    role: 'option',
    part: `stage ${stage.state}`,
    class: [ 'stage', stage.state, isFirst && 'first' ].filter(Boolean).join(' '),
    tabindex: '-1',
    'aria-selected': 'false',
    'data-stage-id': stage.stageId
  });

  fill(option, stage, context);

  return placed(option, column, row);
}

function drawGroup(group, drawStage, context) {
  const title = titleOf(group, context);
  const wayOut = wayOutOf(group, context);
  const created = element('div', {
    role: 'group', class: 'group', 'aria-label': [ title, wayOut ].filter(Boolean).join(', ')
  });

  if (group.isHanging) {
    created.append(placed(decoration('thread'), group.column, group.row));
  }

  created.append(
    placed(
      decoration(group.isHanging ? 'label hanging' : 'label', group.origin && icon('fault'), title),
      group.column, group.row - 1),
    ...group.stages.map(drawStage));

  if (wayOut) {
    created.append(placed(
      decoration('back', icon(isForward(group) ? 'on' : 'back'), wayOut),
      group.column + group.stages.length, group.row));
  }

  return created;
}

/** What only eyes need: the group's name says the same. */
const decoration = (kind, symbol, text) => element(
  'div', { class: kind, 'aria-hidden': 'true' }, symbol, text && isolated('span', {}, text));

const titleOf = ({ label, origin }, { words }) =>
  words.say(label, { stage: origin && nameOf(origin, words) });

const isForward = ({ origin, goesOnAt }) => goesOnAt.position > origin.position;

const wayOutOf = (group, { words }) => group.goesOnAt && words.say(
  isForward(group) ? 'onTo' : 'backTo', { stage: nameOf(group.goesOnAt, words) });
