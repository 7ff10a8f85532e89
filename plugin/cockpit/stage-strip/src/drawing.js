/** Draws the layout: options in a list box, groups of them for the branches. */
import { element, isolated, placed } from './elements.js';
import { icon } from './icons.js';
import { nameOf, tellStage } from './telling.js';

/** What a lamp would be for: the shape beside the status. */
const statusLine = (state, text) =>
  element('span', { class: 'line status' }, icon(state), element('span', {}, text));

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
  const { name, status, notes, time, due, visits, label, hint } = tellStage(stage, context);

  option.setAttribute('aria-label', label);
  option.setAttribute('title', hint);
  option.replaceChildren(
    isolated('span', { class: 'name', part: 'name' }, name),
    statusLine(stage.state, status),
    ...notes.map(note => isolated('span', { class: 'note' }, note)),
    ...[ time, visits ].filter(Boolean).map(text => element('span', { class: 'line' }, text)),
    ...(due ? [ dueLine(due) ] : []));
}

const dueLine = ({ isLate, text }) => isLate
  ? element('span', { class: 'line late' }, icon('late'), element('span', {}, text))
  : element('span', { class: 'line' }, text);

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
  const label = labelOf(group, context);
  const created = element('div', { role: 'group', class: 'group', 'aria-label': label });

  if (group.isHanging) {
    created.append(placed(decoration('thread'), group.column, group.row));
  }

  created.append(
    placed(
      decoration(group.isHanging ? 'label hanging' : 'label', group.origin && icon('fault'), label),
      group.column, group.row - 1),
    ...group.stages.map(drawStage));

  if (group.backTo) {
    created.append(placed(
      decoration('back', icon('back'), backTo(group, context)),
      group.column + group.stages.length, group.row));
  }

  return created;
}

/** What only eyes need: the group's name says the same. */
const decoration = (kind, symbol, text) => element(
  'div', { class: kind, 'aria-hidden': 'true' }, symbol, text && isolated('span', {}, text));

function labelOf(group, context) {
  return [
    context.words.say(group.label, { stage: group.origin && nameOf(group.origin, context.words) }),
    group.backTo && backTo(group, context)
  ].filter(Boolean).join(', ');
}

const backTo = ({ backTo: stage }, { words }) => words.say('backTo', { stage: nameOf(stage, words) });
